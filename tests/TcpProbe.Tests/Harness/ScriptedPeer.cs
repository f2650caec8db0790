using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace TcpProbe.Tests.Harness;

/// <summary>A loopback server that treats every connection as the test says, each on its own thread, and closes it afterwards.</summary>
internal sealed class ScriptedPeer : IDisposable
{
    private readonly Socket listener;
    private readonly Action<Socket> script;
    private readonly object gate = new(); // not a Lock: Join waits on it
    private readonly List<Socket> accepted = [];
    private int remaining;
    private Exception? fault;
    private bool disposed;

    /// <param name="script">What is done with a connection; its socket is disposed of when the script returns.</param>
    /// <param name="connections">How many connections are accepted, then the port refuses.</param>
    /// <param name="address">The loopback address to listen on; null is 127.0.0.1.</param>
    public ScriptedPeer(Action<Socket> script, int connections = 1, IPAddress? address = null)
    {
        address ??= IPAddress.Loopback;
        this.script = script;
        remaining = connections;
        listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(address, 0));
        listener.Listen();
        EndPoint = (IPEndPoint)listener.LocalEndPoint!;
        StartThread(() => AcceptAll(connections));
    }

    public IPEndPoint EndPoint { get; }

    public int Port => EndPoint.Port;

    /// <summary>Waits until every connection came and its script returned; what a script threw, the test gets.</summary>
    public void Join(TimeSpan? limit = null)
    {
        Stopwatch clock = Stopwatch.StartNew();
        TimeSpan bound = limit ?? TimeSpan.FromSeconds(30);
        lock (gate)
        {
            while (remaining > 0 && bound > clock.Elapsed)
                Monitor.Wait(gate, bound - clock.Elapsed);
            Assert.True(remaining == 0, $"{remaining} connections did not come or did not end");
            if (fault is { } thrown)
                throw new InvalidOperationException("the script of the peer failed", thrown);
        }
    }

    /// <summary>Ends every connection, whatever its script waits for.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            listener.Dispose();
            accepted.ForEach(socket => socket.Dispose());
        }
    }

    private static void StartThread(ThreadStart body) => new Thread(body) { IsBackground = true }.Start();

    private void AcceptAll(int connections)
    {
        try
        {
            for (int i = 0; i < connections; i++)
            {
                Socket socket = listener.Accept();
                if (i == connections - 1)
                    listener.Dispose();
                lock (gate)
                {
                    accepted.Add(socket);
                    if (disposed)
                        socket.Dispose();
                }

                StartThread(() => Serve(socket));
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private void Serve(Socket socket)
    {
        try
        {
            using (socket)
                script(socket);
        }
#pragma warning disable CA1031 // A thread has nobody above it who could catch: the test gets it from Join.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            lock (gate)
            {
                if (!disposed)
                    fault ??= thrown;
            }
        }

        lock (gate)
        {
            remaining--;
            Monitor.PulseAll(gate);
        }
    }
}
