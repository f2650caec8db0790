using System.Net;
using System.Net.Sockets;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Sockets;

/// <summary>One TCP connection from its socket to its close: connects under a deadline and believes nothing but an established handshake.</summary>
internal sealed class Connection : IDisposable
{
    private const int LongestDrain = 64 * 1024;

    // A look so soon after connect(2) makes no difference that anybody could tell from that of two calls.
    private static TimeSpan AtOnce => TimeSpan.FromMicroseconds(50);

    private readonly PlatformSocket _socket;
    private readonly TimeProvider _clock;
    private bool _closed;

    private Connection(PlatformSocket socket, TimeProvider clock, WaitCount? waits)
    {
        _socket = socket;
        _clock = clock;
        Stream = new ConnectionStream(socket, waits);
    }

    /// <summary>The socket, for whoever tunes it before the connect.</summary>
    public PlatformSocket Socket => _socket;

    /// <summary>What is sent and received, once connected.</summary>
    public ConnectionStream Stream { get; }

    /// <summary>The local address and port, once connected.</summary>
    public IPEndPoint? Local { get; private set; }

    /// <summary>An error that ended the connection between its handshake and our first look at it (a reset).</summary>
    /// <param name="isAsked">Whether the socket is asked again: since the connect time has passed.</param>
    public Errno KnownEnd(bool isAsked) => Stream.PendingError == Errno.None && isAsked ? _socket.TakeError() : Stream.PendingError;

    /// <summary>Opens a socket for the family; each call on it is told to <paramref name="trace"/> if there is one, each wait counted in <paramref name="waits"/>.</summary>
    public static Errno Open(AddressFamily family, TimeProvider clock, Action<SocketCall>? trace, WaitCount? waits, out Connection? connection)
    {
        Errno error = PlatformSocket.Open(family, out PlatformSocket? socket);
        connection = socket is null ? null : new Connection(trace is null ? socket : new TracedSocket(socket, trace), clock, waits);
        return error;
    }

    /// <summary>Wraps a socket that is open already.</summary>
    public static Connection Over(PlatformSocket socket, TimeProvider clock, WaitCount? waits = null) => new(socket, clock, waits);

    /// <summary>Connects to the address until it is established, the kernel ends it or the deadline comes.</summary>
    public ConnectResult Connect(IPEndPoint remote, Deadline deadline)
    {
        Errno error = _socket.Connect(remote, _clock, out long start, out long returned);
        TimeSpan elapsed = _clock.GetElapsedTime(start, returned);
        if (error is not (Errno.None or Errno.EINPROGRESS or Errno.EINTR)) return new ConnectResult.Failed(elapsed, error);

        // A near peer has answered before connect(2) comes back: there is nothing to wait for, and no wait to be part of the time.
        if (Info() is { State: not TcpState.SynSent } known)
        {
            TimeSpan looked = _clock.GetElapsedTime(start);
            if (Judge(remote, AnsweredAfter(elapsed, looked, known), _socket.TakeError(), known) is { } answered) return answered;
        }

        while (true)
        {
            Readiness ready = Stream.Await(Readiness.Writable, deadline.Remaining);
            long woken = _clock.GetTimestamp();
            bool isOver = deadline.HasComeBy(woken);
            if (ready == Readiness.None && !isOver) continue;

            // Whether a wake-up or the deadline ended the wait, only the socket says how the connect stands.
            elapsed = _clock.GetElapsedTime(start, woken);
            error = _socket.TakeError();
            TcpInfo? info = Info();
            if (Judge(remote, elapsed, error, info) is { } result) return result;
            if (isOver) return new ConnectResult.TimedOut(elapsed, deadline.Limit, info?.PendingRetransmissions);
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

    // How the socket stands is asked after the call. A thread that loses its processor between the two, or has a call to tell of, may
    // find an answer that came in between: the time of the call alone would be too short then.
    private static TimeSpan AnsweredAfter(TimeSpan call, TimeSpan looked, TcpInfo known)
    {
        if (looked - call <= AtOnce && !(known.Rtt > call)) return call;

        // The SYN left within the call, so its answer was there one round trip after it at the latest. Of a SYN that was sent again
        // the kernel's time does not tell when the first one left.
        return known is { Rtt: { } rtt, TotalRetransmissions: 0 } && call + rtt < looked ? call + rtt : looked;
    }

    private ConnectResult? Judge(IPEndPoint remote, TimeSpan elapsed, Errno error, TcpInfo? info)
    {
        // An ICMP answer wakes the wait before the error it carries is posted, and only its copy in the error queue is sure to be
        // there by then. Believing a wake-up without error would make a closed port open.
        bool isConnected = info is null ? _socket.RemoteEndPoint is not null : info.State is TcpState.Established or TcpState.CloseWait;
        if (error == Errno.None && !isConnected) error = _socket.TakeQueuedError()?.Error ?? Errno.None;

        // Closed between the two looks: the error came after the first.
        if (error == Errno.None && info?.State == TcpState.Closed && (error = _socket.TakeError()) == Errno.None) error = Errno.ECONNRESET;

        // Before the handshake a RST reads ECONNREFUSED; this one came after it.
        bool wasConnected = error is Errno.ECONNRESET or Errno.EPIPE;
        if (wasConnected) Stream.PendingError = Errno.ECONNRESET;
        else if (error != Errno.None) return new ConnectResult.Failed(elapsed, error);
        if (!isConnected && !wasConnected) return null;

        Local = _socket.LocalEndPoint;
        return HasMetItself(remote)
            ? new ConnectResult.SelfConnected(elapsed)
            : new ConnectResult.Established(elapsed, info);
    }

    // Only a connection whose ports are equal can be its own peer. Its address may be spelt another way than it was asked for
    // (0.0.0.0 for 127.0.0.1, a scope too many), so the kernel is asked for both ends.
    private bool HasMetItself(IPEndPoint remote) =>
        Local is not null && Local.Port == remote.Port
        && (_socket.RemoteEndPoint ?? remote).Address.GetAddressBytes().AsSpan().SequenceEqual(Local.Address.GetAddressBytes());
}
