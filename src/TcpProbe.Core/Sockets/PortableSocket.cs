using System.Net;
using System.Net.Sockets;

namespace TcpProbe.Core.Sockets;

/// <summary>A socket by .NET's own calls, for systems other than Linux; what they do not tell is <c>null</c>.</summary>
internal sealed class PortableSocket : PlatformSocket
{
    private readonly Socket _socket;
    private Readiness _ready;
    private Errno _lostError;

    private PortableSocket(Socket socket) => _socket = socket;

    public override IPEndPoint? LocalEndPoint => (IPEndPoint?)_socket.LocalEndPoint;

    public override IPEndPoint? RemoteEndPoint
    {
        get
        {
            IPEndPoint? peer = null;
            _ = Try(() => peer = (IPEndPoint?)_socket.RemoteEndPoint);

            // Until it knows of the connection, Socket looks for a pending error here and keeps it to itself: writable without
            // an error and yet without a peer, the socket was connected and has been reset between our look and this one.
            if (peer is null && _ready == Readiness.Writable) _lostError = Errno.ECONNRESET;
            return peer;
        }
    }

    public static new Errno Open(AddressFamily family, out PlatformSocket? socket)
    {
        PlatformSocket? opened = null;
        Errno error = Try(() => opened = new PortableSocket(new Socket(family, SocketType.Stream, ProtocolType.Tcp) { Blocking = false }));
        socket = opened;
        return error;
    }

    public override Errno Bind(IPEndPoint local) => Try(() => _socket.Bind(local));

    public override Errno Connect(IPEndPoint remote, TimeProvider clock, out long called, out long returned)
    {
        called = clock.GetTimestamp();
        Errno error = Try(() => _socket.Connect(remote));
        returned = clock.GetTimestamp();
        return error == Errno.EAGAIN ? Errno.EINPROGRESS : error;
    }

    public override Readiness Wait(Readiness wanted, TimeSpan? timeout)
    {
        // Select is the one call that tells an error from a timeout; rounded up, or the last millisecond would be spent spinning.
        List<Socket> readable = wanted.HasFlag(Readiness.Readable) ? [_socket] : [];
        List<Socket> writable = wanted.HasFlag(Readiness.Writable) ? [_socket] : [];
        List<Socket> failed = [_socket];
        Socket.Select(readable, writable, failed, timeout is { } span ? (int)Math.Min(Math.Ceiling(span.TotalMicroseconds / 1000) * 1000, int.MaxValue) : -1);
        _ready = (readable.Count > 0 ? Readiness.Readable : 0) | (writable.Count > 0 ? Readiness.Writable : 0) | (failed.Count > 0 ? Readiness.Error : 0);
        return _ready;
    }

    public override Errno TakeError()
    {
        Errno error = GetOption(SocketOption.Error) is { } number ? SystemError.From((SocketError)number) : Errno.None;
        if (error == Errno.None) error = _lostError;
        _lostError = Errno.None;
        return error;
    }

    public override IcmpError? TakeQueuedError() => null;

    public override int Send(ReadOnlySpan<byte> bytes, out Errno error)
    {
        int sent = _socket.Send(bytes, SocketFlags.None, out SocketError code);
        error = SystemError.From(code);
        return sent;
    }

    public override int Receive(Span<byte> buffer, out Errno error)
    {
        int received = _socket.Receive(buffer, SocketFlags.None, out SocketError code);
        error = SystemError.From(code);
        return received;
    }

    public override void Discard(int atMost)
    {
        byte[] buffer = new byte[4096];
        while (atMost > 0)
        {
            int received = _socket.Receive(buffer, SocketFlags.None, out SocketError code);
            if (received <= 0 || code != SocketError.Success) return;
            atMost -= received;
        }
    }

    public override Errno ShutdownSend() => Try(() => _socket.Shutdown(SocketShutdown.Send));

    public override Errno ResetOnClose() => Try(() => _socket.LingerState = new LingerOption(true, 0));

    public override Errno SetOption(SocketOption option, int value) => option.Portable is { } portable
        ? Try(() => _socket.SetSocketOption(portable.Level, portable.Name, value))
        : Errno.ENOPROTOOPT;

    public override Errno SetOption(SocketOption option, string value) => Errno.ENOPROTOOPT;

    public override int? GetOption(SocketOption option)
    {
        int? value = null;
        if (option.Portable is { } portable) _ = Try(() => value = (int?)_socket.GetSocketOption(portable.Level, portable.Name));
        return value;
    }

    public override string? GetName(SocketOption option) => null;

    public override int ReadTcpInfo(Span<byte> buffer) => 0;

    public override void Dispose() => _socket.Dispose();

    private static Errno Try(Action call)
    {
        try
        {
            call();
            return Errno.None;
        }
        catch (SocketException fault)
        {
            return SystemError.From(fault.SocketErrorCode);
        }
    }
}
