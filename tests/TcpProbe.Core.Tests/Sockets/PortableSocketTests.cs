using System.Net;
using System.Net.Sockets;
using TcpProbe.Core.Sockets;
using TcpProbe.Core.Timing;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Core.Tests.Sockets;

/// <summary>What systems other than Linux use, tried here because .NET has it everywhere.</summary>
public sealed class PortableSocketTests
{
    private static readonly TimeSpan s_plenty = TimeSpan.FromSeconds(30);

    [Fact]
    public void A_listener_is_connected_to_and_answers()
    {
        using ScriptedPeer peer = new(socket =>
        {
            byte[] buffer = new byte[4];
            socket.Send(buffer, socket.Receive(buffer), SocketFlags.None);
        });
        using Connection connection = Connected(peer);
        connection.Stream.Write("ping"u8);
        byte[] reply = new byte[100];
        Assert.Equal("ping"u8, reply.AsSpan(0, connection.Stream.Read(reply)));
        Assert.Equal(0, connection.Stream.Read(reply));
        Assert.Equal((4, 4), (connection.Stream.BytesSent, connection.Stream.BytesReceived));
        Assert.Equal((IPAddress.Loopback, peer.EndPoint), (connection.Local?.Address, connection.Socket.RemoteEndPoint));
    }

    [Fact]
    public void A_port_without_a_listener_refuses()
    {
        using RefusedPort closed = new();
        using Connection connection = Open();
        ConnectResult.Failed failed = Assert.IsType<ConnectResult.Failed>(connection.Connect(closed.EndPoint, After(s_plenty)));
        Assert.Equal(Errno.ECONNREFUSED, failed.Error);
        Assert.Null(connection.Socket.RemoteEndPoint);
    }

    [Fact]
    public void A_full_accept_queue_answers_nothing_until_the_limit_strikes()
    {
        using FullAcceptQueue full = new();
        using Connection connection = Open();
        TimeSpan limit = TimeSpan.FromSeconds(0.3);
        long start = TimeProvider.System.GetTimestamp();
        ConnectResult.TimedOut timedOut = Assert.IsType<ConnectResult.TimedOut>(connection.Connect(full.EndPoint, After(limit)));
        TimeSpan passed = TimeProvider.System.GetElapsedTime(start);
        Assert.InRange(passed, limit, s_plenty);

        // It counts from the SYN, which is sent after the limit begins.
        Assert.InRange(timedOut.Elapsed, TimeSpan.FromTicks(1), passed);
        Assert.Equal((TimeLimit.ConnectTimeout, null), (timedOut.Limit, timedOut.SynsResent));
    }

    [Fact]
    public void A_silent_peer_is_waited_for_until_the_limit_strikes()
    {
        using ScriptedPeer peer = new(socket => _ = socket.Receive(new byte[1]));
        using Connection connection = Connected(peer);
        connection.Stream.Deadline = Deadline.After(TimeSpan.FromSeconds(0.2), TimeLimit.IoTimeout, TimeProvider.System);
        Assert.Equal(TimeLimit.IoTimeout, Assert.Throws<StreamFault>(() => connection.Stream.Read(new byte[1])).Limit);
    }

    [Fact]
    public void A_reset_is_told_as_a_reset()
    {
        using ScriptedPeer peer = new(socket =>
        {
            _ = socket.Receive(new byte[1]);
            socket.LingerState = new LingerOption(true, 0);
        });
        using Connection connection = Connected(peer);
        connection.Stream.Write("x"u8);
        Assert.Equal("ECONNRESET", Assert.Throws<StreamFault>(() => connection.Stream.Read(new byte[1])).ErrorName);
        Assert.Equal("EPIPE", Assert.Throws<StreamFault>(() => connection.Stream.Write("x"u8)).ErrorName);
    }

    [Fact]
    public void A_peer_that_resets_at_once_is_never_one_that_is_open()
    {
        for (int i = 0; i < 20; i++)
        {
            using ScriptedPeer peer = new(socket => socket.LingerState = new LingerOption(true, 0));
            using Connection connection = Open();
            ConnectResult result = connection.Connect(peer.EndPoint, After(s_plenty));
            peer.Join();
            Assert.IsType<ConnectResult.Established>(result);
            connection.Stream.Deadline = After(s_plenty);
            Assert.Equal("ECONNRESET", Assert.Throws<StreamFault>(() => connection.Stream.Read(new byte[1])).ErrorName);
        }
    }

    [Fact]
    public void A_reset_between_two_looks_is_seen_by_the_third()
    {
        using ManualResetEventSlim looked = new();
        using ScriptedPeer peer = new(socket =>
        {
            looked.Wait();
            socket.LingerState = new LingerOption(true, 0);
        });
        Assert.Equal(Errno.None, PortableSocket.Open(AddressFamily.InterNetwork, out PlatformSocket? opened));
        using PlatformSocket socket = opened!;
        _ = socket.Connect(peer.EndPoint, TimeProvider.System, out _, out _);
        Assert.Equal(Readiness.Writable, socket.Wait(Readiness.Writable, s_plenty));
        Assert.Equal(Errno.None, socket.TakeError());
        looked.Set();
        peer.Join();
        Assert.Null(socket.RemoteEndPoint);
        Assert.Equal(Errno.ECONNRESET, socket.TakeError());
        Assert.Equal(Errno.None, socket.TakeError());
    }

    [Fact]
    public void A_wait_without_a_limit_lasts_until_something_comes()
    {
        WaitCount waits = new();
        using ScriptedPeer peer = new(socket =>
        {
            Assert.True(SpinWait.SpinUntil(() => waits.Now > 0, s_plenty));
            _ = socket.Send("x"u8);
        });
        using Connection connection = Connected(peer);
        Assert.Equal(Readiness.Readable, new ConnectionStream(connection.Socket, waits).Await(Readiness.Readable, timeout: null));
    }

    [Fact]
    public void A_socket_without_a_peer_has_lost_none()
    {
        using Connection connection = Open();
        Assert.Null(connection.Socket.RemoteEndPoint);
        Assert.Equal(Errno.None, connection.Socket.TakeError());
    }

    [Fact]
    public void A_connection_is_made_once()
    {
        using ScriptedPeer peer = new(socket => _ = socket.Receive(new byte[1]));
        using Connection connection = Connected(peer);
        Assert.Equal(Errno.EISCONN, connection.Socket.Connect(peer.EndPoint, TimeProvider.System, out _, out _));
    }

    [Theory]
    [InlineData(CloseStyle.Finish, 5000, SocketError.Success)]
    [InlineData(CloseStyle.Finish, 0, SocketError.Success)]
    [InlineData(CloseStyle.Reset, 5000, SocketError.ConnectionReset)]
    [InlineData(CloseStyle.Reset, 0, SocketError.ConnectionReset)]
    public void It_closes_as_asked_whether_or_not_bytes_are_unread(CloseStyle style, int unread, SocketError expected)
    {
        (int Count, SocketError Error) seen = (-1, SocketError.SocketError);
        using ManualResetEventSlim closed = new();
        using ScriptedPeer peer = new(socket =>
        {
            if (unread > 0) _ = socket.Send(new byte[unread]);
            Assert.True(closed.Wait(s_plenty));
            seen.Count = socket.Receive(new byte[1], SocketFlags.None, out seen.Error);
            if (seen.Error == SocketError.Success) seen.Error = (SocketError)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!;
        });
        using Connection connection = Connected(peer);
        if (unread > 0) Assert.Equal(Readiness.Readable, connection.Socket.Wait(Readiness.Readable, s_plenty));
        connection.Close(style);
        closed.Set();
        peer.Join();
        Assert.Equal((0, expected), seen);
    }

    [Fact]
    public void Options_that_NET_has_are_set_and_read_back_and_the_others_are_refused()
    {
        using Connection connection = Open();
        Assert.Equal(Errno.None, connection.Socket.SetOption(SocketOption.NoDelay, 1));
        Assert.Equal(1, connection.Socket.GetOption(SocketOption.NoDelay));
        Assert.Equal(Errno.ENOPROTOOPT, connection.Socket.SetOption(SocketOption.SynRetries, 1));
        Assert.Null(connection.Socket.GetOption(SocketOption.SynRetries));
        Assert.Equal(Errno.ENOPROTOOPT, connection.Socket.SetOption(SocketOption.Congestion, "reno"));
    }

    [Fact]
    public void A_source_that_is_not_local_is_refused()
    {
        using Connection connection = Open();
        Assert.Equal(Errno.EADDRNOTAVAIL, connection.Socket.Bind(new IPEndPoint(IPAddress.Parse("192.0.2.1"), 0)));
    }

    private static Connection Connected(ScriptedPeer peer)
    {
        Connection connection = Open();
        Assert.IsType<ConnectResult.Established>(connection.Connect(peer.EndPoint, After(s_plenty)));
        connection.Stream.Deadline = After(s_plenty);
        return connection;
    }

    private static Deadline After(TimeSpan limit) => Deadline.After(limit, TimeLimit.ConnectTimeout, TimeProvider.System);

    private static Connection Open()
    {
        Assert.Equal(Errno.None, PortableSocket.Open(AddressFamily.InterNetwork, out PlatformSocket? socket));
        return Connection.Over(socket!, TimeProvider.System);
    }
}
