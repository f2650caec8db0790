namespace TcpProbe.Core.Responding;

/// <summary>The connections that are served now, each by a thread of its own; never more than there is room for.</summary>
/// <param name="room">How many connections there may be.</param>
/// <param name="stackBytes">The stack of each thread.</param>
/// <param name="stop">Nothing is begun any more once it is given.</param>
internal sealed class ConnectionThreads(int room, int stackBytes, StopSignal stop)
{
    private readonly Dictionary<PeerConnection, Thread> _open = [];

    /// <summary>Waits until one more connection may be served; false if the responder stops.</summary>
    internal bool WaitForRoom()
    {
        lock (_open)
        {
            while (_open.Count >= room && !stop.IsGiven) Monitor.Wait(_open);
            return !stop.IsGiven;
        }
    }

    /// <summary>Serves a connection on a new thread; false if there is none to be had now.</summary>
    internal bool TryStart(PeerConnection connection, Action<PeerConnection> serve)
    {
        Thread thread = new(() => Serve(connection, serve), stackBytes) { IsBackground = true, Name = "responder connection" };
        lock (_open)
        {
            // Whoever stops us wakes what is in the set: a connection that comes later must not get in.
            if (stop.IsGiven)
            {
                connection.Dispose();
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

    /// <summary>Wakes every thread, once the stop signal is given.</summary>
    /// <returns>The threads, which end soon.</returns>
    internal IReadOnlyList<Thread> Wake()
    {
        lock (_open)
        {
            Monitor.PulseAll(_open);
            foreach (PeerConnection connection in _open.Keys) connection.Wake();
            return [.. _open.Values];
        }
    }

    private void Serve(PeerConnection connection, Action<PeerConnection> serve)
    {
        serve(connection);
        lock (_open)
        {
            _ = _open.Remove(connection);
            Monitor.PulseAll(_open);
        }
    }
}
