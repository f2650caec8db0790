using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Sockets;

/// <summary>The bytes of a connection, both ways, each read and write bounded by the deadline and counted.</summary>
/// <param name="socket">The socket.</param>
/// <param name="waits">Where its waits are counted; <c>null</c> for nowhere.</param>
internal sealed class ConnectionStream(PlatformSocket socket, WaitCount? waits = null) : DeadlineStream
{
    /// <summary>An error already taken off the socket, which the next read or write must still meet.</summary>
    public Errno PendingError { get; set; }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        while (true)
        {
            // A connection that was reset still hands over what had come before the reset.
            int received = socket.Receive(buffer, out Errno error);
            if (error == Errno.None && (received > 0 || PendingError == Errno.None))
            {
                BytesReceived += received;
                return received;
            }

            Settle(sending: false, error == Errno.None ? PendingError : error);
        }
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            int sent = socket.Send(buffer, out Errno error);
            BytesSent += sent;
            buffer = buffer[sent..];
            if (sent == 0 && error != Errno.None) Settle(sending: true, PendingError != Errno.None ? PendingError : error);
            else if (!buffer.IsEmpty && Deadline.HasCome) throw new StreamFault(sending: true, Deadline.Limit);
        }
    }

    /// <inheritdoc/>
    public override void HalfClose()
    {
        Errno error = socket.ShutdownSend();

        // To shutdown a connection that was reset is none any more; why, its pending error tells, unless a read has had it.
        if (error == Errno.ENOTCONN) error = socket.TakeError() is not Errno.None and var gone ? gone : Errno.ECONNRESET;
        if (error != Errno.None) throw new StreamFault(sending: true, SystemError.Name(PendingError != Errno.None ? PendingError : error));
    }

    /// <summary>Waits as the socket does, and is counted meanwhile.</summary>
    public Readiness Await(Readiness wanted, TimeSpan? timeout)
    {
        waits?.Begin();
        try
        {
            return socket.Wait(wanted, timeout);
        }
        finally
        {
            waits?.End();
        }
    }

    // Waits if the kernel only said "not now"; everything else ends the read or write.
    private void Settle(bool sending, Errno error)
    {
        if (error == Errno.EINTR) return;
        if (error != Errno.EAGAIN) throw new StreamFault(sending, SystemError.Name(error)) { At = Deadline.Now };
        if (Deadline.HasCome) throw new StreamFault(sending, Deadline.Limit) { At = Deadline.Now };
        _ = Await(sending ? Readiness.Writable : Readiness.Readable, Deadline.Remaining);
    }
}
