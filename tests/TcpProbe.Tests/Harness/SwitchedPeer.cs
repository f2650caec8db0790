using System.Net;
using System.Net.Sockets;

namespace TcpProbe.Tests.Harness;

/// <summary>A port that refuses until it is switched on, and again once it is switched off; nobody else can get it meanwhile.</summary>
internal sealed class SwitchedPeer : IDisposable
{
    private readonly RefusedPort place = new();
    private Socket? listener;

    public IPEndPoint EndPoint => place.EndPoint;

    /// <summary>Lets connections in; they wait in the queue, which is enough to be connected.</summary>
    public void SwitchOn()
    {
        // Both sockets may have the port: .NET sets SO_REUSEADDR for each, and only one of them listens.
        Socket next = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        next.Bind(EndPoint);
        next.Listen(1000);
        listener = next;
    }

    /// <summary>Refuses.</summary>
    public void SwitchOff() => listener?.Dispose();

    /// <inheritdoc/>
    public void Dispose()
    {
        SwitchOff();
        place.Dispose();
    }
}
