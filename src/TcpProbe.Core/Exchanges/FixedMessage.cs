namespace TcpProbe.Core.Exchanges;

/// <summary>Bytes that are known beforehand.</summary>
public sealed record FixedMessage(ReadOnlyMemory<byte> Bytes) : MessageTemplate
{
    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Fill(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> captures) => Bytes;
}
