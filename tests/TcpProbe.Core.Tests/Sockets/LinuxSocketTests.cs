using System.Net.Sockets;
using TcpProbe.Core.Sockets;
using TcpProbe.Core.Timing;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Core.Tests.Sockets;

/// <summary>What a wait on a real socket tells.</summary>
public sealed class LinuxSocketTests
{
    private static readonly TimeSpan s_plenty = TimeSpan.FromSeconds(30);

    [LinuxFact]
    public void A_wait_tells_of_what_was_wanted_and_of_nothing_else()
    {
        using ScriptedPeer peer = new(socket =>
        {
            _ = socket.Send("x"u8);
            _ = socket.Receive(new byte[1]);
        });
        using PlatformSocket socket = Connected(peer);
        Assert.Equal(Readiness.Readable, socket.Wait(Readiness.Readable, s_plenty));
        Assert.Equal(Readiness.Writable, socket.Wait(Readiness.Writable, s_plenty));
        Assert.Equal(Readiness.Readable | Readiness.Writable, socket.Wait(Readiness.Readable | Readiness.Writable, s_plenty));
        _ = socket.Receive(new byte[1], out _);
        Assert.Equal(Readiness.None, socket.Wait(Readiness.Readable, TimeSpan.Zero));
        Assert.Equal(Readiness.Writable, socket.Wait(Readiness.Readable | Readiness.Writable, s_plenty));
    }

    [LinuxFact]
    public void A_reset_is_an_error_beside_what_was_wanted()
    {
        using ScriptedPeer peer = new(socket => socket.LingerState = new LingerOption(true, 0));
        using PlatformSocket socket = Connected(peer);
        peer.Join();
        Assert.Equal(Readiness.Readable | Readiness.Error, socket.Wait(Readiness.Readable, s_plenty));
    }

    [LinuxFact]
    public void The_end_of_both_directions_is_an_error_too()
    {
        using ScriptedPeer peer = new(socket => socket.Shutdown(SocketShutdown.Send));
        using PlatformSocket socket = Connected(peer);
        peer.Join();
        Assert.Equal(Readiness.Readable, socket.Wait(Readiness.Readable, s_plenty));
        Assert.Equal(Errno.None, socket.ShutdownSend());
        Assert.Equal(Readiness.Readable | Readiness.Error, socket.Wait(Readiness.Readable, s_plenty));
        Assert.Equal(Errno.None, socket.TakeError());
    }

    [LinuxFact]
    public void A_wait_without_a_limit_lasts_until_something_comes()
    {
        WaitCount waits = new();
        using ScriptedPeer peer = new(socket =>
        {
            Assert.True(SpinWait.SpinUntil(() => waits.Now > 0, s_plenty));
            _ = socket.Send("x"u8);
        });
        using PlatformSocket socket = Connected(peer);
        Assert.Equal(Readiness.Readable, new ConnectionStream(socket, waits).Await(Readiness.Readable, timeout: null));
    }

    [LinuxFact]
    public void A_socket_that_was_closed_is_no_descriptor_any_more()
    {
        Assert.Equal(Errno.None, PlatformSocket.Open(AddressFamily.InterNetwork, out PlatformSocket? socket));
        socket!.Dispose();
        Assert.Equal("EBADF", SystemError.Name(socket.TakeError()));
    }

    private static PlatformSocket Connected(ScriptedPeer peer)
    {
        Assert.Equal(Errno.None, PlatformSocket.Open(AddressFamily.InterNetwork, out PlatformSocket? socket));
        _ = socket!.Connect(peer.EndPoint, TimeProvider.System, out _, out _);
        Assert.True(socket.Wait(Readiness.Writable, s_plenty).HasFlag(Readiness.Writable));
        return socket;
    }
}
