using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using TcpProbe.Core.Sockets;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Core.Timing;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Core.Tests.Sockets;

public sealed class ConnectionStreamTests
{
    private static readonly TimeSpan s_plenty = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void A_read_ends_with_the_limit_that_strikes()
    {
        using ScriptedPeer peer = new(socket => _ = socket.Receive(new byte[1]));
        using Connection connection = Connected(peer);
        connection.Stream.Deadline = Deadline.After(TimeSpan.FromSeconds(0.1), TimeLimit.Deadline, TimeProvider.System);
        StreamFault fault = Assert.Throws<StreamFault>(() => connection.Stream.Read(new byte[1]));
        Assert.Equal((false, TimeLimit.Deadline, null), (fault.Sending, fault.Limit, fault.ErrorName));
    }

    [Fact]
    public void A_peer_that_does_not_read_ends_a_write_with_its_bytes_counted()
    {
        using ManualResetEventSlim over = new();
        using ScriptedPeer peer = new(_ => over.Wait());
        using Connection connection = Connected(peer);
        connection.Stream.Deadline = Deadline.After(TimeSpan.FromSeconds(0.3), TimeLimit.IoTimeout, TimeProvider.System);
        StreamFault fault = Assert.Throws<StreamFault>(() => connection.Stream.Write(new byte[64 << 20]));
        over.Set();
        Assert.Equal((true, TimeLimit.IoTimeout), (fault.Sending, fault.Limit));
        Assert.InRange(connection.Stream.BytesSent, 1, (64 << 20) - 1);
        Assert.Equal(0, connection.Stream.BytesReceived);
    }

    [Fact]
    public void A_reset_ends_a_read_by_its_name_and_a_later_write_by_another()
    {
        using ScriptedPeer peer = new(socket =>
        {
            _ = socket.Receive(new byte[1]);
            socket.LingerState = new LingerOption(true, 0);
        });
        using Connection connection = Connected(peer);
        connection.Stream.Write("x"u8);
        StreamFault read = Assert.Throws<StreamFault>(() => connection.Stream.Read(new byte[1]));
        Assert.Equal((false, null, "ECONNRESET"), (read.Sending, read.Limit, read.ErrorName));
        StreamFault write = Assert.Throws<StreamFault>(() => connection.Stream.Write("x"u8));
        Assert.Equal((true, null, "EPIPE"), (write.Sending, write.Limit, write.ErrorName));
        Assert.Equal(1, connection.Stream.BytesSent);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_half_close_of_a_connection_that_was_reset_fails_with_the_reset(bool hasRead)
    {
        using ScriptedPeer peer = new(socket =>
        {
            _ = socket.Receive(new byte[1]);
            socket.LingerState = new LingerOption(true, 0);
        });
        using Connection connection = Connected(peer);
        connection.Stream.Write("x"u8);
        peer.Join();
        if (hasRead) Assert.Equal("ECONNRESET", Assert.Throws<StreamFault>(() => connection.Stream.Read(new byte[1])).ErrorName);
        StreamFault fault = Assert.Throws<StreamFault>(connection.Stream.HalfClose);
        Assert.Equal((true, null, "ECONNRESET"), (fault.Sending, fault.Limit, fault.ErrorName));
    }

    [Fact]
    public void Bytes_are_counted_both_ways_and_the_peers_FIN_is_a_read_of_none()
    {
        using ScriptedPeer peer = new(socket =>
        {
            byte[] bytes = new byte[5];
            for (int filled = 0; filled < 5;) filled += socket.Receive(bytes.AsSpan(filled));
            _ = socket.Send("abc"u8);
        });
        using Connection connection = Connected(peer);
        connection.Stream.Write("hello"u8);
        byte[] buffer = new byte[100];
        int received = 0;
        while (connection.Stream.Read(buffer) is > 0 and int count) received += count;
        Assert.Equal((3, 5, 3), (received, connection.Stream.BytesSent, connection.Stream.BytesReceived));
    }

    [Fact]
    public void Interrupted_waits_do_not_move_the_deadline()
    {
        ScriptedSocket socket = new() { Meanwhile = () => _clock.Advance(TimeSpan.FromMilliseconds(125)) };
        ConnectionStream stream = new(socket) { Deadline = Deadline.After(TimeSpan.FromSeconds(1), TimeLimit.IoTimeout, _clock) };
        Assert.Equal(TimeLimit.IoTimeout, Assert.Throws<StreamFault>(() => stream.Read(new byte[1])).Limit);
        Assert.InRange(_clock.GetUtcNow() - _clock.Start, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.2));
    }

    [Theory]
    [InlineData("EAGAIN")]
    [InlineData("ECONNRESET")]
    public void A_fault_knows_when_it_came(string error)
    {
        ScriptedSocket socket = new() { Receives = [(0, Enum.Parse<Errno>(error))], Meanwhile = () => _clock.Advance(TimeSpan.FromSeconds(1)) };
        ConnectionStream stream = new(socket) { Deadline = Deadline.After(TimeSpan.FromSeconds(1), TimeLimit.IoTimeout, _clock) };
        StreamFault fault = Assert.Throws<StreamFault>(() => stream.Read(new byte[1]));
        Assert.Equal(_clock.GetTimestamp(), fault.At);
    }

    [Fact]
    public void An_interrupted_read_or_write_is_done_again()
    {
        ScriptedSocket socket = new() { Receives = [(0, Errno.EINTR), (7, Errno.None)], Sends = [(0, Errno.EINTR), (2, Errno.None)] };
        ConnectionStream stream = new(socket);
        Assert.Equal(7, stream.Read(new byte[10]));
        stream.Write("abcd"u8);
        Assert.Equal((4, 7), (stream.BytesSent, stream.BytesReceived));
    }

    [Fact]
    public void A_write_that_takes_nothing_and_says_nothing_is_done_again()
    {
        ConnectionStream stream = new(new ScriptedSocket { Sends = [(0, Errno.None), (4, Errno.None)] });
        stream.Write("abcd"u8);
        Assert.Equal(4, stream.BytesSent);
    }

    [Fact]
    public void A_read_waits_for_bytes_and_a_write_for_room()
    {
        ScriptedSocket socket = new() { Receives = [(0, Errno.EAGAIN), (1, Errno.None)], Sends = [(0, Errno.EAGAIN), (1, Errno.None)] };
        ConnectionStream stream = new(socket);
        _ = stream.Read(new byte[1]);
        stream.Write("x"u8);
        Assert.Equal([Readiness.Readable, Readiness.Writable], socket.Wanted);
    }

    [Fact]
    public void A_half_close_after_a_reset_that_is_known_already_fails_with_that_reset()
    {
        ConnectionStream stream = new(new ScriptedSocket { Shutdown = Errno.ENOTCONN, Errors = [Errno.EPIPE] }) { PendingError = Errno.ECONNRESET };
        Assert.Equal("ECONNRESET", Assert.Throws<StreamFault>(stream.HalfClose).ErrorName);
    }

    [Fact]
    public void A_peer_that_takes_a_little_for_ever_does_not_outlive_the_deadline()
    {
        ScriptedSocket socket = new() { Sends = [(1, Errno.None)], Meanwhile = () => _clock.Advance(TimeSpan.FromMilliseconds(125)) };
        ConnectionStream stream = new(socket) { Deadline = Deadline.After(TimeSpan.FromSeconds(1), TimeLimit.IoTimeout, _clock) };
        Assert.Equal(TimeLimit.IoTimeout, Assert.Throws<StreamFault>(() => stream.Write(new byte[1000])).Limit);
        Assert.Equal(8, stream.BytesSent);
    }

    [Fact]
    public void What_came_before_a_reset_that_is_known_already_is_still_read()
    {
        ScriptedSocket socket = new() { Receives = [(3, Errno.None), (0, Errno.None)], Sends = [(0, Errno.EPIPE)] };
        ConnectionStream stream = new(socket) { PendingError = Errno.ECONNRESET };
        Assert.Equal(3, stream.Read(new byte[10]));
        Assert.Equal("ECONNRESET", Assert.Throws<StreamFault>(() => stream.Read(new byte[10])).ErrorName);
        Assert.Equal("ECONNRESET", Assert.Throws<StreamFault>(() => stream.Write("x"u8)).ErrorName);
    }

    [Fact]
    public void A_read_into_nothing_asks_nobody() => Assert.Equal(0, new ConnectionStream(new ScriptedSocket { Receives = [(0, Errno.EIO)] }).Read([]));

    private static Connection Connected(ScriptedPeer peer)
    {
        Assert.Equal(Errno.None, Connection.Open(AddressFamily.InterNetwork, TimeProvider.System, trace: null, waits: null, out Connection? connection));
        Deadline deadline = Deadline.After(s_plenty, TimeLimit.ConnectTimeout, TimeProvider.System);
        Assert.IsType<ConnectResult.Established>(connection!.Connect(peer.EndPoint, deadline));
        connection.Stream.Deadline = deadline;
        return connection;
    }
}
