namespace TcpProbe.Core.Sockets;

/// <summary>The value of a socket option as reports show it.</summary>
public abstract record OptionValue
{
    private OptionValue()
    {
    }

    /// <summary>On or off.</summary>
    public sealed record Switch(bool On) : OptionValue;

    /// <summary>A count or a number of bytes.</summary>
    public sealed record Amount(long Count) : OptionValue;

    /// <summary>A time.</summary>
    public sealed record Period(TimeSpan Span) : OptionValue;

    /// <summary>A name or an address.</summary>
    public sealed record Word(string Text) : OptionValue;
}
