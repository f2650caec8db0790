using System.Net;
using System.Net.Sockets;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Sockets;

/// <summary>One TCP connection from its socket to its close: connects under a deadline and believes nothing but an established handshake.</summary>
internal sealed class Connection : IDisposable
{
    private const int LongestDrain = 64 * 1024;
    private readonly PlatformSocket _socket;
    private readonly TimeProvider _clock;
    private bool _closed;

    private Connection(PlatformSocket socket, TimeProvider clock)
    {
        _socket = socket;
        _clock = clock;
        Stream = new ConnectionStream(socket);
    }

    /// <summary>The socket, for whoever tunes it before the connect.</summary>
    public PlatformSocket Socket => _socket;

    /// <summary>What is sent and received, once connected.</summary>
    public ConnectionStream Stream { get; }

    /// <summary>The local address and port, once connected.</summary>
    public IPEndPoint? Local { get; private set; }

    /// <summary>An error that ended the connection between its handshake and our first look at it (a reset).</summary>
    public Errno PendingError => Stream.PendingError;

    /// <summary>Opens a socket for the family; each call on it is told to <paramref name="trace"/> if there is one.</summary>
    public static Errno Open(AddressFamily family, TimeProvider clock, Action<SocketCall>? trace, out Connection? connection)
    {
        Errno error = PlatformSocket.Open(family, out PlatformSocket? socket);
        connection = socket is null ? null : new Connection(trace is null ? socket : new TracedSocket(socket, trace), clock);
        return error;
    }

    /// <summary>Wraps a socket that is open already.</summary>
    public static Connection Over(PlatformSocket socket, TimeProvider clock) => new(socket, clock);

    /// <summary>Connects to the address until it is established, the kernel ends it or the deadline comes.</summary>
    public ConnectResult Connect(IPEndPoint remote, Deadline deadline)
    {
        long start = _clock.GetTimestamp();
        Errno error = _socket.Connect(remote);
        if (error is not (Errno.None or Errno.EINPROGRESS or Errno.EINTR))
            return new ConnectResult.Failed(_clock.GetElapsedTime(start), error);

        while (true)
        {
            Readiness ready = _socket.Wait(Readiness.Writable, deadline.Remaining);
            if (ready == Readiness.None)
            {
                if (!deadline.HasCome) continue;
                TimeSpan waited = _clock.GetElapsedTime(start);

                // The handshake may have been completed or refused while the last wait ended: judge the socket, not the clock.
                TcpInfo? late = Info();
                if (HasHandshake(late)) return Judge(remote, waited, late);
                if (late?.State != TcpState.Closed)
                    return new ConnectResult.TimedOut(waited, deadline.Limit, late?.PendingRetransmissions, _socket.TakeError());
            }

            error = _socket.TakeError();
            TimeSpan elapsed = _clock.GetElapsedTime(start);
            if (error is Errno.ECONNRESET or Errno.EPIPE)
            {
                // Before the handshake a RST reads ECONNREFUSED; this one came after it.
                Stream.PendingError = Errno.ECONNRESET;
                return Judge(remote, elapsed, Info());
            }

            if (error != Errno.None) return new ConnectResult.Failed(elapsed, error);
            TcpInfo? info = Info();
            if (HasHandshake(info)) return Judge(remote, elapsed, info);

            // Awake without an error and without a handshake: an ICMP answer wakes the poll before the error it carries is
            // posted, and only its copy in the error queue is sure to be there. Believing the wake-up would make a closed port open.
            error = _socket.TakeQueuedError()?.Error ?? Errno.None;
            if (error == Errno.None && info?.State == TcpState.Closed) error = EndOfClosed();
            if (error == Errno.ECONNRESET) return Judge(remote, elapsed, info);
            if (error != Errno.None) return new ConnectResult.Failed(_clock.GetElapsedTime(start), error);
            if (deadline.HasCome) return new ConnectResult.TimedOut(_clock.GetElapsedTime(start), deadline.Limit, info?.PendingRetransmissions, Errno.None);
            Thread.Yield();
        }
    }

    /// <summary>The kernel's view of the connection, <c>null</c> if it does not tell.</summary>
    public TcpInfo? Info()
    {
        Span<byte> buffer = stackalloc byte[TcpInfo.Length];
        return TcpInfo.Parse(buffer[.._socket.ReadTcpInfo(buffer)]);
    }

    /// <summary>Closes as asked. FIN: what has come is drained once, the peer's own FIN is never waited for. RST: at once.</summary>
    public void Close(CloseStyle style)
    {
        if (style == CloseStyle.Reset)
        {
            _ = _socket.ResetOnClose();
        }
        else if (_socket.ShutdownSend() == Errno.None)
        {
            // Closing with unread bytes sends RST instead of FIN.
            _socket.Discard(LongestDrain);
        }

        Dispose();
    }

    /// <summary>Closes without ceremony what was not closed.</summary>
    public void Dispose()
    {
        if (!_closed) _socket.Dispose();
        _closed = true;
    }

    private bool HasHandshake(TcpInfo? info) =>
        info is null ? _socket.RemoteEndPoint is not null : info.State is TcpState.Established or TcpState.CloseWait;

    private ConnectResult Judge(IPEndPoint remote, TimeSpan elapsed, TcpInfo? info)
    {
        Local = _socket.LocalEndPoint;
        return Local is not null && Local.Equals(remote)
            ? new ConnectResult.SelfConnected(elapsed)
            : new ConnectResult.Established(elapsed, info);
    }

    private Errno EndOfClosed()
    {
        // Closed between two looks: the error was posted after the first.
        Errno error = _socket.TakeError();
        if (error is not (Errno.None or Errno.EPIPE or Errno.ECONNRESET)) return error;
        Stream.PendingError = Errno.ECONNRESET;
        return Errno.ECONNRESET;
    }
}
