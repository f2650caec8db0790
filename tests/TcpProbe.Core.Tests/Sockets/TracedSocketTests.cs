using System.Net;
using TcpProbe.Core.Sockets;
using TcpProbe.Core.Tests.Harness;

namespace TcpProbe.Core.Tests.Sockets;

/// <summary>What is told of each call on a socket.</summary>
public sealed class TracedSocketTests
{
    private static readonly IPEndPoint s_peer = new(IPAddress.Loopback, 9);

    private readonly List<SocketCall> _calls = [];

    [Fact]
    public void A_call_is_told_with_what_came_of_it()
    {
        using TracedSocket socket = Tracing(new() { Connects = [Errno.EINPROGRESS], Errors = [Errno.ECONNREFUSED], Waits = [Readiness.Writable], Peer = s_peer });
        _ = socket.Bind(s_peer);
        _ = socket.Connect(s_peer, TimeProvider.System, out _, out _);
        _ = socket.Wait(Readiness.Writable, TimeSpan.FromSeconds(1.5));
        _ = socket.Wait(Readiness.Readable | Readiness.Writable, null);
        _ = socket.TakeError();
        _ = (socket.LocalEndPoint, socket.RemoteEndPoint);
        _ = socket.SetOption(SocketOption.NoDelay, 1);
        _ = socket.SetOption(SocketOption.Congestion, "reno");
        Assert.Equal(
            [
                "bind(127.0.0.1:9) = 0",
                "connect(127.0.0.1:9) = EINPROGRESS",
                "poll(Writable, 1.500000 s) = Writable",
                "poll(Readable, Writable, no limit) = Writable",
                "getsockopt(SO_ERROR) = ECONNREFUSED",
                "getsockname() = 127.0.0.1:40000",
                "getpeername() = 127.0.0.1:9",
                "setsockopt(TCP_NODELAY, 1) = 0",
                "setsockopt(TCP_CONGESTION, reno) = 0",
            ],
            Told());
    }

    [Fact]
    public void What_the_system_does_not_tell_is_told_so()
    {
        using TracedSocket socket = Tracing(new());
        _ = (socket.RemoteEndPoint, socket.TakeQueuedError(), socket.GetOption(SocketOption.NoDelay), socket.GetName(SocketOption.Congestion));
        Assert.Equal(
            ["getpeername() = not told", "recvmsg(MSG_ERRQUEUE) = not told", "getsockopt(TCP_NODELAY) = not told", "getsockopt(TCP_CONGESTION) = not told"],
            Told());
    }

    [Fact]
    public void Bytes_are_told_as_many_as_went_or_came()
    {
        using TracedSocket socket = Tracing(new() { Sends = [(2, Errno.None), (0, Errno.EAGAIN)], Receives = [(3, Errno.None), (0, Errno.ECONNRESET)] });
        Assert.Equal((2, 0), (socket.Send("hello"u8, out _), socket.Send("llo"u8, out _)));
        Assert.Equal((3, 0), (socket.Receive(new byte[8], out _), socket.Receive(new byte[8], out _)));
        Assert.Equal(["send(5 bytes) = 2", "send(3 bytes) = EAGAIN", "recv(8 bytes) = 3", "recv(8 bytes) = ECONNRESET"], Told());
        Assert.Equal(["he", "", "", ""], _calls.Select(call => System.Text.Encoding.ASCII.GetString(call.Sent.Span)));
        Assert.Equal(["", "", "xxx", ""], _calls.Select(call => System.Text.Encoding.ASCII.GetString(call.Received.Span)));
    }

    [Fact]
    public void The_end_is_told_to_the_last_call()
    {
        ScriptedSocket inner = new() { Shutdown = Errno.ENOTCONN };
        using (TracedSocket socket = Tracing(inner))
        {
            _ = socket.ReadTcpInfo(new byte[TcpInfo.Length]);
            _ = socket.ShutdownSend();
            _ = socket.ResetOnClose();
            socket.Discard(100);
        }

        Assert.True(inner.IsClosed);
        Assert.Equal(
            [
                $"getsockopt(TCP_INFO) = {TcpInfo.Length} bytes",
                "shutdown(SHUT_WR) = ENOTCONN",
                "setsockopt(SO_LINGER, 0 s) = 0",
                "recv(100 bytes, MSG_TRUNC) = discarded what was there",
                "close() = done",
            ],
            Told());
    }

    private TracedSocket Tracing(ScriptedSocket inner) => new(inner, _calls.Add);

    private IEnumerable<string> Told() => _calls.Select(call => $"{call.Text} = {call.Result}");
}
