using System.Net;
using System.Net.Sockets;

namespace TcpProbe.Tests.Harness;

/// <summary>A listener that nobody may connect to.</summary>
internal sealed class UntouchedPeer : IDisposable
{
    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public UntouchedPeer()
    {
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
    }

    public string Port => ((IPEndPoint)listener.LocalEndPoint!).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>On loopback a connection waits in the queue as soon as connect(2) returned.</summary>
    public void AssertUntouched() => Assert.False(listener.Poll(TimeSpan.Zero, SelectMode.SelectRead), "somebody connected");

    /// <inheritdoc/>
    public void Dispose() => listener.Dispose();
}
