using System.Net;
using System.Net.Sockets;

namespace TcpProbe.Core.Responding;

/// <summary>The loopback peer: a server of many connections at once, polite or badly behaved.</summary>
public sealed class Responder : IDisposable
{
    /// <summary>Connections that are served at once, fewer where the process may open fewer files; further ones wait in the accept queue.</summary>
    public const int MaxConnections = 1024;

    private const int StackBytes = 128 * 1024;

    // OpenSSL and what .NET puts on top of it go deeper; pages that are never touched cost nothing.
    private const int TlsStackBytes = 512 * 1024;
    private static readonly TimeSpan Breather = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Socket _listener;
    private readonly ResponderBehaviour _behaviour;
    private readonly ResponderTerms _terms;
    private readonly ReadOnlyMemory<byte> _flood;
    private readonly Action<ResponderEvent>? _observer;
    private readonly TimeProvider _clock;
    private readonly StopSignal _stop = new();
    private readonly Tally _tally;
    private readonly ConnectionThreads _connections;
    private readonly FullQueue? _queue;
    private readonly Thread? _acceptor;
    private int _disposed;

    private Responder(Socket listener, ResponderBehaviour behaviour, ResponderTerms terms, Action<ResponderEvent>? observer, TimeProvider clock)
    {
        _listener = listener;
        _behaviour = behaviour;
        _terms = terms;
        if (behaviour is ResponderBehaviour.Flood) _flood = FloodBytes.Of(terms.Reply);
        _observer = observer;
        _clock = clock;
        _tally = new Tally(terms.Connections);
        _connections = new ConnectionThreads(DescriptorRoom.For(MaxConnections), terms.Identity is null ? StackBytes : TlsStackBytes, _stop);
        EndPoint = (IPEndPoint)listener.LocalEndPoint!;
        if (behaviour is ResponderBehaviour.FullBacklog)
        {
            _queue = new FullQueue(EndPoint);
            return;
        }

        _acceptor = new Thread(AcceptMany, StackBytes) { IsBackground = true, Name = "responder" };
        _acceptor.Start();
    }

    /// <summary>Where it listens: never port 0.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>How many connections are over whose peer did not send what it had to.</summary>
    public int Refused => _tally.Refused;

    /// <summary>Listens on <paramref name="endPoint"/> and serves whoever connects, until it is disposed.</summary>
    /// <param name="endPoint">Where to listen; port 0 lets the kernel choose one.</param>
    /// <param name="behaviour">What to do with each connection.</param>
    /// <param name="observer">Told what happens, by the threads of the connections, several at once; must not throw.</param>
    /// <param name="clock">The clock of the delays and intervals.</param>
    /// <param name="terms">What to say and to demand; nothing unless given.</param>
    /// <exception cref="SocketException">The address is taken, not ours, or not allowed.</exception>
    public static Responder Start(
        IPEndPoint endPoint, ResponderBehaviour behaviour, Action<ResponderEvent>? observer = null, TimeProvider? clock = null, ResponderTerms? terms = null)
    {
        Socket listener = new(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // The unspecified IPv6 address stands for every address of the machine, as it does for other servers.
            if (endPoint.Address.Equals(IPAddress.IPv6Any)) listener.DualMode = true;

            // Inherited by what is accepted, and the kernel takes its own least instead (socket(7)).
            if (behaviour is ResponderBehaviour.Tarpit) listener.ReceiveBufferSize = 1;
            listener.Bind(endPoint);
            listener.Listen(behaviour is ResponderBehaviour.FullBacklog ? 0 : MaxConnections);
            return new Responder(listener, behaviour, terms ?? new ResponderTerms(), observer, clock ?? TimeProvider.System);
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    /// <summary>Acts once when the last of <see cref="ResponderTerms.Connections"/> is over, at once if it is already; must not throw.</summary>
    public void WhenServed(Action act) => _tally.WhenComplete(act);

    /// <summary>Stops listening, ends the open connections and waits for their threads, two seconds at most.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        _stop.Give();
        _listener.Dispose();
        _queue?.Dispose();
        IReadOnlyList<Thread> threads = _connections.Wake();
        Join(_acceptor is null ? threads : [_acceptor, .. threads]);
    }

    // An observer may dispose the responder that calls it: that thread cannot wait for itself.
    private static void Join(IReadOnlyList<Thread> threads)
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
        for (int accepted = 0; accepted != _terms.Connections && _connections.WaitForRoom();)
        {
            try
            {
                Serve(_listener.Accept());
                accepted++;
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

        // Whoever comes after the last one is refused, not left waiting.
        _listener.Dispose();
    }

    private void Serve(Socket socket)
    {
        try
        {
            PeerConnection connection = new(socket, _clock, _stop);
            while (!_connections.TryStart(connection, Serve)) _ = _stop.Wait(Breather, TimeProvider.System);
        }
        catch (SocketException)
        {
            // The peer was gone before anybody could ask for its name.
            socket.Dispose();
            _tally.Add(_terms.Expectations.Count > 0);
        }
    }

    private void Serve(PeerConnection connection)
    {
        _observer?.Invoke(new ResponderEvent.Accepted(connection.Peer));
        ResponderScript script = new(_behaviour, _terms, _flood, connection, _observer);
        ResponderEnding how;
        try
        {
            how = script.Hold();
        }
        catch (Exception end) when (end is SocketException or IOException)
        {
            how = (end as SocketException ?? end.InnerException as SocketException)?.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown
                ? ResponderEnding.PeerReset
                : ResponderEnding.Failed;
        }

        if (connection.IsStopping) how = ResponderEnding.Stopped;
        connection.Dispose();
        _observer?.Invoke(new ResponderEvent.Ended(connection.Peer, connection.BytesReceived, connection.BytesSent, how));
        _tally.Add(script.IsOwed);
    }
}
