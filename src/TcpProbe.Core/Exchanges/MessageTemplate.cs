namespace TcpProbe.Core.Exchanges;

/// <summary>What a step sends, complete once the captures that it names are known.</summary>
public abstract record MessageTemplate
{
    /// <summary>The captures that it names.</summary>
    public virtual IEnumerable<string> Names => [];

    /// <summary>The bytes.</summary>
    /// <param name="captures">What was captured so far; every name is among them.</param>
    /// <exception cref="FormatException">What was captured does not fit where it is used.</exception>
    public abstract ReadOnlyMemory<byte> Fill(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> captures);
}
