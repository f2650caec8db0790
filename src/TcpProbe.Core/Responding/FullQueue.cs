using System.Net;
using System.Net.Sockets;

namespace TcpProbe.Core.Responding;

/// <summary>Connections of our own that fill the accept queue of a listener, so that the kernel drops every further SYN.</summary>
internal sealed class FullQueue : IDisposable
{
    // A queue of the smallest size holds one or two; where it takes so many the kernel does not keep to listen(2).
    private const int TooMany = 64;

    // On loopback a handshake ends inside connect(2): one that is still pending after this was dropped.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private readonly List<Socket> _held = [];

    /// <summary>Fills the queue of a listener whose backlog is the smallest there is, and which nobody accepts from.</summary>
    /// <exception cref="SocketException">The listener cannot be reached from here, or its queue never fills.</exception>
    internal FullQueue(IPEndPoint listener)
    {
        try
        {
            while (Enter(Reachable(listener)))
            {
                if (_held.Count == TooMany) throw new SocketException((int)SocketError.NoBufferSpaceAvailable);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>How many connections fill it.</summary>
    internal int Count => _held.Count;

    /// <inheritdoc/>
    public void Dispose() => _held.ForEach(socket => socket.Dispose());

    private static IPEndPoint Reachable(IPEndPoint listener) =>
        listener.Address.Equals(IPAddress.Any) ? new IPEndPoint(IPAddress.Loopback, listener.Port)
        : listener.Address.Equals(IPAddress.IPv6Any) ? new IPEndPoint(IPAddress.IPv6Loopback, listener.Port)
        : listener;

    private bool Enter(IPEndPoint listener)
    {
        Socket socket = new(listener.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        try
        {
            socket.Connect(listener);
        }
        catch (SocketException pending) when (pending.SocketErrorCode == SocketError.WouldBlock)
        {
            if (!socket.Poll(Patience, SelectMode.SelectWrite))
            {
                socket.Dispose();
                return false;
            }
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        _held.Add(socket);
        return true;
    }
}
