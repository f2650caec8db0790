using System.Net.Sockets;
using System.Text;

namespace TcpProbe.Tests.Harness;

public sealed class PeerTests
{
    [Fact]
    public void A_full_accept_queue_lets_no_further_connection_complete()
    {
        using FullAcceptQueue queue = new();
        Assert.True(queue.Held > 0);

        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        SocketException pending = Assert.Throws<SocketException>(() => socket.Connect(queue.EndPoint));
        Assert.Equal(SocketError.WouldBlock, pending.SocketErrorCode);
        Assert.False(socket.Poll(TimeSpan.FromMilliseconds(500), SelectMode.SelectWrite));
    }

    [Fact]
    public void A_refused_port_refuses()
    {
        using RefusedPort port = new();
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        SocketException refused = Assert.Throws<SocketException>(() => socket.Connect(port.EndPoint));
        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
    }

    [Fact]
    public void A_scripted_peer_does_as_told_with_every_connection_and_then_refuses()
    {
        using ScriptedPeer peer = new(socket => socket.Send("hello\n"u8), connections: 2);
        for (int i = 0; i < 2; i++)
        {
            using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            client.Connect(peer.EndPoint);
            byte[] buffer = new byte[100];
            Assert.Equal("hello\n", Encoding.ASCII.GetString(buffer, 0, client.Receive(buffer)));
            Assert.Equal(0, client.Receive(buffer));
        }

        peer.Join();
        using Socket late = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        Assert.Throws<SocketException>(() => late.Connect(peer.EndPoint));
    }

    [Fact]
    public void What_the_script_of_a_peer_throws_reaches_the_test()
    {
        using ScriptedPeer peer = new(_ => throw new InvalidOperationException("as scripted"));
        using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(peer.EndPoint);
        Exception thrown = Assert.Throws<InvalidOperationException>(() => peer.Join());
        Assert.Equal("as scripted", thrown.InnerException!.Message);
    }

    [Fact]
    public void Disposing_of_a_peer_ends_a_script_that_waits()
    {
        using ManualResetEventSlim began = new();
        using ManualResetEventSlim ended = new();
        ScriptedPeer peer = new(socket =>
        {
            try
            {
                began.Set();
                socket.Receive(new byte[100]);
            }
            finally
            {
                ended.Set();
            }
        });
        using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(peer.EndPoint);
        Assert.True(began.Wait(TimeSpan.FromSeconds(30)));
        Assert.False(ended.IsSet);
        peer.Dispose();
        Assert.True(ended.Wait(TimeSpan.FromSeconds(30)));
    }
}
