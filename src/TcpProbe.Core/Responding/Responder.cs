using System.Net;
using System.Net.Sockets;

namespace TcpProbe.Core.Responding;

/// <summary>The loopback peer: a server of many connections at once, polite or badly behaved.</summary>
public sealed class Responder : IDisposable
{
    /// <summary>Connections that are served at once, fewer where the process may open fewer files; further ones wait in the accept queue.</summary>
    public const int MaxConnections = 1024;

    private const int Backlog = 512;
    private const int StackBytes = 128 * 1024;
    private static readonly TimeSpan Breather = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Socket _listener;
    private readonly ResponderBehaviour _behaviour;
    private readonly Action<ResponderEvent>? _observer;
    private readonly TimeProvider _clock;
    private readonly StopSignal _stop = new();
    private readonly int _room = DescriptorRoom.For(MaxConnections);
    private readonly Dictionary<PeerConnection, Thread> _open = [];
    private readonly Thread _acceptor;
    private int _disposed;

    private Responder(Socket listener, ResponderBehaviour behaviour, Action<ResponderEvent>? observer, TimeProvider clock)
    {
        _listener = listener;
        _behaviour = behaviour;
        _observer = observer;
        _clock = clock;
        EndPoint = (IPEndPoint)listener.LocalEndPoint!;
        _acceptor = new Thread(AcceptMany, StackBytes) { IsBackground = true, Name = "responder" };
        _acceptor.Start();
    }

    /// <summary>Where it listens: never port 0.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Listens on <paramref name="endPoint"/> and serves whoever connects, until it is disposed.</summary>
    /// <param name="endPoint">Where to listen; port 0 lets the kernel choose one.</param>
    /// <param name="behaviour">What to do with each connection.</param>
    /// <param name="observer">Told what happens, by the threads of the connections, several at once; must not throw.</param>
    /// <param name="clock">The clock of the delays of <see cref="ResponderBehaviour.Slow"/> and <see cref="ResponderBehaviour.Drip"/>.</param>
    /// <exception cref="SocketException">The address is taken, not ours, or not allowed.</exception>
    public static Responder Start(
        IPEndPoint endPoint, ResponderBehaviour behaviour, Action<ResponderEvent>? observer = null, TimeProvider? clock = null)
    {
        Socket listener = new(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // The unspecified IPv6 address stands for every address of the machine, as it does for other servers.
            if (endPoint.Address.Equals(IPAddress.IPv6Any)) listener.DualMode = true;
            listener.Bind(endPoint);
            listener.Listen(Backlog);
            return new Responder(listener, behaviour, observer, clock ?? TimeProvider.System);
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    /// <summary>Stops listening, ends the open connections and waits for their threads, two seconds at most.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        _stop.Give();
        _listener.Dispose();
        List<Thread> threads = [_acceptor];
        lock (_open)
        {
            Monitor.PulseAll(_open);
            foreach ((PeerConnection connection, Thread thread) in _open)
            {
                connection.Wake();
                threads.Add(thread);
            }
        }

        Join(threads);
    }

    // An observer may dispose the responder that calls it: that thread cannot wait for itself.
    private static void Join(List<Thread> threads)
    {
        long start = TimeProvider.System.GetTimestamp();
        foreach (Thread thread in threads.Where(thread => thread != Thread.CurrentThread))
        {
            TimeSpan left = Patience - TimeProvider.System.GetElapsedTime(start);
            _ = thread.Join(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }
    }

    private void AcceptMany()
    {
        while (WaitForRoom())
        {
            try
            {
                Serve(_listener.Accept());
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // Out of descriptors or memory: connections that end make room again, so pause instead of spinning or ending.
                _ = _stop.Wait(Breather, TimeProvider.System);
            }
        }
    }

    private bool WaitForRoom()
    {
        lock (_open)
        {
            while (_open.Count >= _room && !_stop.IsGiven) Monitor.Wait(_open);
            return !_stop.IsGiven;
        }
    }

    private void Serve(Socket socket)
    {
        try
        {
            PeerConnection connection = new(socket, _clock, _stop);
            while (!TryStart(connection)) _ = _stop.Wait(Breather, TimeProvider.System);
        }
        catch (SocketException)
        {
            // The peer was gone before anybody could ask for its name.
            socket.Dispose();
        }
    }

    // False if there is no thread to be had now: the connection is kept, as if it were still in the accept queue.
    private bool TryStart(PeerConnection connection)
    {
        Thread thread = new(() => Serve(connection), StackBytes) { IsBackground = true, Name = "responder connection" };
        lock (_open)
        {
            // Whoever disposes us wakes what is in the set: a connection that comes later must not get in.
            if (_stop.IsGiven)
            {
                connection.Close();
                return true;
            }

            try
            {
                thread.Start();
            }
            catch (OutOfMemoryException)
            {
                return false;
            }

            _open.Add(connection, thread);
            return true;
        }
    }

    private void Serve(PeerConnection connection)
    {
        _observer?.Invoke(new ResponderEvent.Accepted(connection.Peer));
        ResponderEnding how;
        try
        {
            how = ResponderScript.Hold(_behaviour, connection, _observer);
        }
        catch (SocketException end)
        {
            how = end.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown ? ResponderEnding.PeerReset : ResponderEnding.Failed;
        }

        if (connection.IsStopping) how = ResponderEnding.Stopped;
        connection.Close();
        _observer?.Invoke(new ResponderEvent.Ended(connection.Peer, connection.BytesReceived, connection.BytesSent, how));
        lock (_open)
        {
            _ = _open.Remove(connection);
            Monitor.PulseAll(_open);
        }
    }
}
