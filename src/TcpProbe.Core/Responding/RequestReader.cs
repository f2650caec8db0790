namespace TcpProbe.Core.Responding;

/// <summary>What a peer asks for, one request after the other: each piece that comes is one.</summary>
internal sealed class RequestReader(PeerConnection connection, HearingLog log)
{
    private const int BufferSize = 16 * 1024;

    private readonly byte[] _buffer = new byte[BufferSize];
    private int _length;

    /// <summary>The request that <see cref="Next"/> has read.</summary>
    internal ReadOnlySpan<byte> Current => _buffer.AsSpan(0, _length);

    /// <summary>Waits for a request; false after the peer's FIN, and when the responder stops.</summary>
    internal bool Next()
    {
        _length = connection.Receive(_buffer);
        if (_length > 0) log.Tell(Current);
        else log.TellRest();
        return _length > 0;
    }

    /// <summary>Reads and forgets until the peer's FIN; what comes is no request any more.</summary>
    internal void Drain() => connection.Drain(_buffer);

    /// <summary>Reads and forgets what has already come.</summary>
    internal void DiscardArrived() => connection.DiscardArrived(_buffer);
}
