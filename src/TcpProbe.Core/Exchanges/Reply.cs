namespace TcpProbe.Core.Exchanges;

/// <summary>What the peer sent, whether or not it was all that was waited for.</summary>
/// <param name="Length">How many bytes came.</param>
/// <param name="Head">The first of them, at most <see cref="KeptBytes"/>.</param>
public sealed record Reply(long Length, ReadOnlyMemory<byte> Head)
{
    /// <summary>How many bytes of all that came are kept for the report.</summary>
    public const int KeptBytes = 1024;
}
