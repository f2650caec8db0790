using System.Net;
using System.Net.Sockets;

namespace TcpProbe.Tests.Harness;

/// <summary>A port that refuses: bound, so that nobody else gets it, but not listening.</summary>
internal sealed class RefusedPort : IDisposable
{
    private readonly Socket socket;

    /// <param name="address">The loopback address to take the port of; null is 127.0.0.1.</param>
    public RefusedPort(IPAddress? address = null)
    {
        address ??= IPAddress.Loopback;
        socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(address, 0));
    }

    public IPEndPoint EndPoint => (IPEndPoint)socket.LocalEndPoint!;

    public int Port => EndPoint.Port;

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();
}
