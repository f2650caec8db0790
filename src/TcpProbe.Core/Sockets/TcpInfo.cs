using System.Buffers.Binary;

namespace TcpProbe.Core.Sockets;

/// <summary>What the kernel knows of a connection (<c>TCP_INFO</c>, tcp(7)); read before anything is sent, its RTT is the handshake's.</summary>
/// <param name="State">The state of the connection.</param>
/// <param name="Rtt">The smoothed round-trip time, <c>null</c> where the kernel has no sample (a lost SYN without timestamps).</param>
/// <param name="RttVariance">The mean deviation of the round-trip time, <c>null</c> where there is no sample.</param>
/// <param name="PendingRetransmissions">How often what is unacknowledged now was sent again: SYNs, before the handshake is complete.</param>
/// <param name="TotalRetransmissions">How many segments were sent again in the life of the connection: SYNs, right after connect.</param>
/// <param name="MaxSegment">The largest segment the connection sends, in bytes.</param>
public sealed record TcpInfo(
    TcpState State,
    TimeSpan? Rtt,
    TimeSpan? RttVariance,
    int? PendingRetransmissions,
    int? TotalRetransmissions,
    int? MaxSegment)
{
    /// <summary>How many bytes hold everything that is read here; the structure only ever grows at its end.</summary>
    internal const int Length = 104;

    // struct tcp_info, linux/tcp.h: where each of these begins.
    private const int RetransmitsAt = 2, SegmentAt = 16, RttAt = 68, VarianceAt = 72, TotalRetransmissionsAt = 100;

    /// <summary>Reads what the kernel filled in: a field beyond the filled bytes is unknown, not zero.</summary>
    /// <returns><c>null</c> if not even the state was told.</returns>
    internal static TcpInfo? Parse(ReadOnlySpan<byte> filled)
    {
        if (filled.IsEmpty) return null;
        uint? rtt = Word(filled, RttAt);
        bool measured = rtt is > 0;
        return new TcpInfo(
            (TcpState)filled[0],
            measured ? TimeSpan.FromMicroseconds(rtt!.Value) : null,
            measured && Word(filled, VarianceAt) is { } variance ? TimeSpan.FromMicroseconds(variance) : null,
            filled.Length > RetransmitsAt ? filled[RetransmitsAt] : null,
            (int?)Word(filled, TotalRetransmissionsAt),
            (int?)Word(filled, SegmentAt));
    }

    private static uint? Word(ReadOnlySpan<byte> filled, int offset) =>
        filled.Length >= offset + sizeof(uint) ? BinaryPrimitives.ReadUInt32LittleEndian(filled[offset..]) : null;
}
