namespace TcpProbe.Core.Timing;

/// <summary>A stream whose reads and writes end when a deadline comes; a wrapper (TLS) over it is bounded with it.</summary>
/// <remarks>A read or write that the network or the deadline ends throws <see cref="StreamFault"/>; a read of 0 bytes is the peer's FIN.</remarks>
internal abstract class DeadlineStream : Stream
{
    /// <summary>When the reads and writes from now on end at the latest.</summary>
    public Deadline Deadline { get; set; }

    /// <summary>How many bytes were taken from us so far.</summary>
    public long BytesSent { get; protected set; }

    /// <summary>How many bytes came so far.</summary>
    public long BytesReceived { get; protected set; }

    /// <summary>Says that no more will be sent, and goes on reading.</summary>
    /// <exception cref="StreamFault">The network or the deadline ended it.</exception>
    public abstract void HalfClose();

    /// <inheritdoc/>
    public sealed override bool CanRead => true;

    /// <inheritdoc/>
    public sealed override bool CanWrite => true;

    /// <inheritdoc/>
    public sealed override bool CanSeek => false;

    /// <inheritdoc/>
    public sealed override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public sealed override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public sealed override void Flush()
    {
    }

    /// <inheritdoc/>
    public sealed override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public sealed override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public sealed override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public abstract override int Read(Span<byte> buffer);

    /// <inheritdoc/>
    public sealed override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public abstract override void Write(ReadOnlySpan<byte> buffer);
}
