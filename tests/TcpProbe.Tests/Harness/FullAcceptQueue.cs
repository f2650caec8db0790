using System.Net;
using System.Net.Sockets;

namespace TcpProbe.Tests.Harness;

/// <summary>A listener that accepts nobody and whose queue is full: the kernel drops every further SYN.</summary>
internal sealed class FullAcceptQueue : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> held = [];

    public FullAcceptQueue()
    {
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        while (Enter())
            Assert.True(held.Count < 64, "the accept queue never fills");
    }

    public IPEndPoint EndPoint => (IPEndPoint)listener.LocalEndPoint!;

    public int Port => EndPoint.Port;

    /// <summary>How many connections fill it.</summary>
    public int Held => held.Count;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Socket socket in held)
            socket.Dispose();
        listener.Dispose();
    }

    /// <summary>On loopback a handshake ends inside connect(2): one that is still pending after this patience was dropped.</summary>
    private bool Enter()
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        try
        {
            socket.Connect(EndPoint);
        }
        catch (SocketException pending) when (pending.SocketErrorCode == SocketError.WouldBlock)
        {
            if (!socket.Poll(Patience, SelectMode.SelectWrite))
            {
                socket.Dispose();
                return false;
            }
        }

        held.Add(socket);
        return true;
    }
}
