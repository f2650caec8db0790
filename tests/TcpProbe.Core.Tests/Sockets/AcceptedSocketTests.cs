using System.Net.Sockets;
using System.Runtime.Versioning;
using TcpProbe.Core.Sockets;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Core.Tests.Sockets;

/// <summary>A server's side of a connection.</summary>
[SupportedOSPlatform("linux")]
public sealed class AcceptedSocketTests
{
    [LinuxFact]
    public void What_is_sent_piece_by_piece_comes_whole()
    {
        byte[] large = new byte[8 << 20], heard = new byte[large.Length];
        Random.Shared.NextBytes(large);
        using ScriptedPeer peer = new(socket => SendAll(socket, large));
        using Socket client = Connected(peer);
        using NetworkStream stream = new(client);
        stream.ReadExactly(heard);
        Assert.Equal(0, stream.Read(new byte[1]));
        Assert.Equal(large, heard);
    }

    [LinuxFact]
    public void A_reset_in_the_middle_of_a_send_is_one()
    {
        using ScriptedPeer peer = new(socket =>
        {
            SocketException end = Assert.Throws<SocketException>(() => SendAll(socket, new byte[64 << 20]));
            Assert.Contains(end.SocketErrorCode, new[] { SocketError.ConnectionReset, SocketError.Shutdown });
        });
        using (Socket client = Connected(peer))
        {
            _ = client.Receive(new byte[1]);
            client.LingerState = new LingerOption(true, 0);
        }

        peer.Join();
    }

    [LinuxFact]
    public void A_segment_to_nobody_says_how_the_connection_ended()
    {
        using ScriptedPeer peer = new(socket =>
        {
            Assert.True(AcceptedSocket.WaitForHangUp(socket));
            Assert.Equal(SocketError.ConnectionReset, Refusal(socket));
            Assert.Equal(SocketError.Shutdown, Refusal(socket));
        });
        using (Socket client = Connected(peer)) client.LingerState = new LingerOption(true, 0);
        peer.Join();
    }

    [LinuxFact]
    public void The_peers_FIN_is_waited_for_and_what_it_said_before_stays_unread()
    {
        using ScriptedPeer peer = new(socket =>
        {
            Assert.True(AcceptedSocket.WaitForHangUp(socket));
            byte[] heard = new byte[8];
            Assert.Equal("bye"u8, heard.AsSpan(0, socket.Receive(heard)));
            Assert.Equal(0, socket.Receive(heard));
        });
        using Socket client = Connected(peer);
        _ = client.Send("bye"u8);
        client.Shutdown(SocketShutdown.Send);
        peer.Join();
    }

    private static void SendAll(Socket socket, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty) bytes = bytes[AcceptedSocket.Send(socket, bytes)..];
    }

    private static SocketError Refusal(Socket socket) => Assert.Throws<SocketException>(() => AcceptedSocket.SendSegment(socket, (byte)'x')).SocketErrorCode;

    private static Socket Connected(ScriptedPeer peer)
    {
        Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(peer.EndPoint);
        return client;
    }
}
