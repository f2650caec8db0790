using TcpProbe.Core.Timing;

namespace TcpProbe.Fuzz;

/// <summary>A connection on which the peer says these pieces and then closes; what is said to it goes nowhere.</summary>
internal sealed class PieceStream(IReadOnlyList<ReadOnlyMemory<byte>> pieces, bool staysOpen) : DeadlineStream
{
    private int _next;
    private ReadOnlyMemory<byte> _rest;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        while (_rest.IsEmpty)
        {
            if (_next == pieces.Count) return staysOpen ? throw new StreamFault(sending: false, TimeLimit.IoTimeout) : 0;
            _rest = pieces[_next++];
        }

        int count = Math.Min(buffer.Length, _rest.Length);
        _rest.Span[..count].CopyTo(buffer);
        _rest = _rest[count..];
        BytesReceived += count;
        return count;
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer) => BytesSent += buffer.Length;

    /// <inheritdoc/>
    public override void HalfClose()
    {
    }
}
