using System.Net;
using System.Net.Sockets;
using TcpProbe.Core.Sockets;
using TcpProbe.Core.Timing;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Core.Tests.Sockets;

public sealed class ConnectionTests
{
    private static readonly TimeSpan s_plenty = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void A_listener_is_connected_to_and_the_kernel_tells_its_RTT(string address)
    {
        IPAddress host = IPAddress.Parse(address);
        if (host.AddressFamily == AddressFamily.InterNetworkV6 && !Socket.OSSupportsIPv6) return;
        using ScriptedPeer peer = new(socket => _ = socket.Receive(new byte[1]), address: host);
        using Connection connection = Open(host.AddressFamily);
        ConnectResult.Established established = Assert.IsType<ConnectResult.Established>(connection.Connect(peer.EndPoint, After(s_plenty)));
        Assert.Equal(host, connection.Local?.Address);
        Assert.Equal(peer.EndPoint, connection.Socket.RemoteEndPoint);
        Assert.Equal(Errno.None, connection.KnownEnd(isAsked: false));
        Assert.True(established.Elapsed > TimeSpan.Zero);
        if (!OperatingSystem.IsLinux()) return;
        Assert.Equal(TcpState.Established, established.Info?.State);
        Assert.True(established.Info?.Rtt > TimeSpan.Zero);
    }

    [Fact]
    public void A_port_without_a_listener_refuses()
    {
        using RefusedPort closed = new();
        using Connection connection = Open();
        ConnectResult.Failed failed = Assert.IsType<ConnectResult.Failed>(connection.Connect(closed.EndPoint, After(s_plenty)));
        Assert.Equal(Errno.ECONNREFUSED, failed.Error);
    }

    [Fact]
    public void A_full_accept_queue_answers_nothing_until_the_limit_strikes()
    {
        using FullAcceptQueue full = new();
        using Connection connection = Open();
        TimeSpan limit = TimeSpan.FromSeconds(0.3);
        long start = TimeProvider.System.GetTimestamp();
        ConnectResult.TimedOut timedOut = Assert.IsType<ConnectResult.TimedOut>(connection.Connect(full.EndPoint, After(limit)));
        Assert.Equal(TimeLimit.ConnectTimeout, timedOut.Limit);
        TimeSpan passed = TimeProvider.System.GetElapsedTime(start);
        Assert.InRange(passed, limit, s_plenty);

        // It counts from the SYN, which is sent after the limit begins.
        Assert.InRange(timedOut.Elapsed, TimeSpan.FromTicks(1), passed);
        if (OperatingSystem.IsLinux()) Assert.True(timedOut.SynsResent >= 0);
    }

    [Fact]
    public void A_SYN_that_is_sent_again_is_counted()
    {
        if (!OperatingSystem.IsLinux()) return;
        using FullAcceptQueue full = new();
        using Connection connection = Open();
        Assert.True(Assert.IsType<ConnectResult.TimedOut>(connection.Connect(full.EndPoint, After(TimeSpan.FromSeconds(1.5)))).SynsResent >= 1);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    public void A_socket_that_meets_itself_has_met_nobody_however_its_address_is_spelt(string address)
    {
        if (!OperatingSystem.IsLinux()) return;
        using Connection connection = Open();
        IPEndPoint itself;
        using (RefusedPort free = new()) itself = free.EndPoint;
        Assert.Equal(Errno.None, connection.Socket.Bind(itself));
        Assert.IsType<ConnectResult.SelfConnected>(connection.Connect(new IPEndPoint(IPAddress.Parse(address), itself.Port), After(s_plenty)));
    }

    [Fact]
    public void A_peer_that_resets_at_once_was_connected_to_all_the_same()
    {
        for (int i = 0; i < 20; i++)
        {
            using ScriptedPeer peer = new(Reset);
            using Connection connection = Open();
            ConnectResult result = connection.Connect(peer.EndPoint, After(s_plenty));
            peer.Join();
            Assert.IsType<ConnectResult.Established>(result);
            connection.Stream.Deadline = After(s_plenty);
            Assert.Equal("ECONNRESET", Assert.Throws<StreamFault>(() => connection.Stream.Read(new byte[1])).ErrorName);
        }
    }

    [Fact]
    public void Closed_in_order_the_peer_reads_an_end()
    {
        Assert.Equal("end", WhatThePeerSees(CloseStyle.Finish, banner: []));
    }

    [Fact]
    public void Closed_in_order_with_unread_bytes_the_peer_still_reads_an_end()
    {
        Assert.Equal("end", WhatThePeerSees(CloseStyle.Finish, banner: new byte[1000]));
    }

    [Fact]
    public void Closed_by_a_reset_the_peer_reads_a_reset()
    {
        Assert.Equal(nameof(SocketError.ConnectionReset), WhatThePeerSees(CloseStyle.Reset, banner: []));
    }

    [Fact]
    public void Closing_twice_is_closing_once_and_every_call_is_told()
    {
        List<string> calls = [];
        using ScriptedPeer peer = new(socket => _ = socket.Receive(new byte[1]));
        Assert.Equal(Errno.None, Connection.Open(AddressFamily.InterNetwork, TimeProvider.System, call => calls.Add(call.Text), waits: null, out Connection? connection));
        Assert.IsType<ConnectResult.Established>(connection!.Connect(peer.EndPoint, After(s_plenty)));
        connection.Close(CloseStyle.Finish);
        connection.Dispose();
        peer.Join();
        Assert.Equal($"connect({peer.EndPoint})", calls[0]);
        Assert.Equal(["shutdown(SHUT_WR)", "recv(65536 bytes, MSG_TRUNC)", "close()"], calls[^3..]);
        Assert.Single(calls, "close()");
    }

    private static string WhatThePeerSees(CloseStyle style, byte[] banner)
    {
        string seen = "nothing";
        using ManualResetEventSlim closed = new();
        using ScriptedPeer peer = new(socket =>
        {
            if (banner.Length > 0) _ = socket.Send(banner);
            Assert.True(closed.Wait(s_plenty));
            int count = socket.Receive(new byte[1], SocketFlags.None, out SocketError error);

            // A reset right behind the end is none that a read would tell of.
            if (error == SocketError.Success) error = (SocketError)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!;
            seen = error != SocketError.Success ? error.ToString() : count == 0 ? "end" : "bytes";
        });
        using Connection connection = Open();
        Assert.IsType<ConnectResult.Established>(connection.Connect(peer.EndPoint, After(s_plenty)));
        if (banner.Length > 0) Assert.Equal(Readiness.Readable, connection.Socket.Wait(Readiness.Readable, s_plenty));
        connection.Close(style);
        closed.Set();
        peer.Join();
        return seen;
    }

    private static void Reset(Socket socket) => socket.LingerState = new LingerOption(true, 0);

    private static Deadline After(TimeSpan limit) => Deadline.After(limit, TimeLimit.ConnectTimeout, TimeProvider.System);

    private static Connection Open(AddressFamily family = AddressFamily.InterNetwork)
    {
        Assert.Equal(Errno.None, Connection.Open(family, TimeProvider.System, trace: null, waits: null, out Connection? connection));
        return connection!;
    }
}
