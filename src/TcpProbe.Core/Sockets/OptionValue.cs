namespace TcpProbe.Core.Sockets;

/// <summary>The value of a socket option as reports show it.</summary>
public abstract record OptionValue
{
    private OptionValue()
    {
    }

    /// <summary>On or off.</summary>
    public sealed record Flag(bool On) : OptionValue;

    /// <summary>A count or a number of bytes.</summary>
    public sealed record Number(long Count) : OptionValue;

    /// <summary>A time.</summary>
    public sealed record Time(TimeSpan Span) : OptionValue;

    /// <summary>A name or an address.</summary>
    public sealed record Name(string Text) : OptionValue;
}
