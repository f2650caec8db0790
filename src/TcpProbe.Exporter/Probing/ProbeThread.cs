namespace TcpProbe.Exporter.Probing;

/// <summary>A thread that makes one probe after the other, and ends when it was idle for long.</summary>
/// <param name="threads">Those among which it is.</param>
internal sealed class ProbeThread(ProbeThreads threads)
{
    // A conversation needs little; only what is touched of it takes memory.
    private const int StackSize = 256 * 1024;

    private static readonly TimeSpan s_idleTime = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private Func<Action>? _next;

    private bool IsIdle => _next is null;

    /// <summary>Begins with this work.</summary>
    /// <returns>Whether it did: not if the system starts no more threads.</returns>
    public bool TryBegin(Func<Action> work)
    {
        _next = work;
        try
        {
            new Thread(Run, StackSize) { IsBackground = true }.UnsafeStart();
            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }

    /// <summary>Gives an idle one its next work.</summary>
    /// <param name="work">Does it, and returns what tells of its end.</param>
    public void Give(Func<Action> work)
    {
        lock (_gate)
        {
            _next = work;
            Monitor.Pulse(_gate);
        }
    }

    private void Run()
    {
        while (Next() is { } work)
        {
            Action tell = work();
            threads.Return(this);
            tell();
        }
    }

    private Func<Action>? Next()
    {
        lock (_gate)
        {
            while (IsIdle)
            {
                if (!Monitor.Wait(_gate, s_idleTime) && IsIdle && threads.LetGo(this)) return null;
            }

            Func<Action>? next = _next;
            _next = null;
            return next;
        }
    }
}
