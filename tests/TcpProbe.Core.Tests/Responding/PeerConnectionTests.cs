using System.Net;
using System.Net.Sockets;
using TcpProbe.Core.Responding;

namespace TcpProbe.Core.Tests.Responding;

public sealed class PeerConnectionTests
{
    [Fact]
    public void Stopped_with_bytes_unread_it_leaves_them_so_that_the_peer_is_reset()
    {
        using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        using LoopbackClient client = LoopbackClient.Connect((IPEndPoint)listener.LocalEndPoint!);
        using Socket accepted = listener.Accept();
        StopSignal stop = new();
        using PeerConnection connection = new(accepted, TimeProvider.System, stop);
        client.Send("data"u8);
        Assert.True(accepted.Poll(TimeSpan.FromSeconds(10), SelectMode.SelectRead));

        stop.Give();
        Assert.Equal(0, connection.Receive(new byte[4]));
        connection.Dispose();
        SocketException reset = Assert.Throws<SocketException>(() => client.Socket.Receive(new byte[1]));
        Assert.Equal(SocketError.ConnectionReset, reset.SocketErrorCode);
    }

    [Fact]
    public void The_descriptors_of_the_process_bound_its_connections()
    {
        Assert.Equal(1, DescriptorRoom.For(1));
        if (OperatingSystem.IsLinux()) Assert.InRange(DescriptorRoom.For(int.MaxValue), 1, int.MaxValue - 1);
    }
}
