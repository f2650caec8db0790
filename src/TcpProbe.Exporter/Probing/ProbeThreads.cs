namespace TcpProbe.Exporter.Probing;

/// <summary>The threads that probes are made on: one each, for a probe is a blocking conversation; a bounded number, kept for a while when they are idle.</summary>
/// <param name="most">How many probes may be under way.</param>
internal sealed class ProbeThreads(int most)
{
    // A conversation needs little; only what is touched of it takes memory.
    private const int StackSize = 256 * 1024;

    private static readonly TimeSpan s_idleTime = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private readonly Queue<Action> _waiting = [];
    private int _idle;
    private int _busy;

    /// <summary>How many probes are under way.</summary>
    public int Busy => Volatile.Read(ref _busy);

    /// <summary>How many may be.</summary>
    public int Most => most;

    /// <summary>Does the work on a thread of its own.</summary>
    /// <returns>What comes of it; <c>null</c> if as many are under way as may be, or the system starts no more threads.</returns>
    public Task<T>? TryRun<T>(Func<T> work)
    {
        // Whoever waits for the result must not go on on this thread, which has the next probe to make.
        TaskCompletionSource<T> result = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return TryStart(() => Do(work, result)) ? result.Task : null;
    }

    private void Do<T>(Func<T> work, TaskCompletionSource<T> result)
    {
        try
        {
            T done = work();
            _ = Interlocked.Decrement(ref _busy);
            result.SetResult(done);
        }
#pragma warning disable CA1031 // Whoever waits for the result gets what was thrown.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            _ = Interlocked.Decrement(ref _busy);
            result.SetException(bug);
        }
    }

    private bool TryStart(Action work)
    {
        lock (_gate)
        {
            if (_busy >= most) return false;
            if (_idle <= _waiting.Count && !TryStartThread()) return false;
            _ = Interlocked.Increment(ref _busy);
            _waiting.Enqueue(work);
            Monitor.Pulse(_gate);
            return true;
        }
    }

    private bool TryStartThread()
    {
        try
        {
            new Thread(WorkOn, StackSize) { IsBackground = true }.UnsafeStart();
            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }

    private void WorkOn()
    {
        while (Next() is { } work) work();
    }

    private Action? Next()
    {
        lock (_gate)
        {
            _idle++;
            try
            {
                while (_waiting.Count == 0)
                {
                    if (!Monitor.Wait(_gate, s_idleTime) && _waiting.Count == 0) return null;
                }

                return _waiting.Dequeue();
            }
            finally
            {
                _idle--;
            }
        }
    }
}
