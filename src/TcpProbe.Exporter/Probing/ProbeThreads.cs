namespace TcpProbe.Exporter.Probing;

/// <summary>The threads that probes are made on: one each, for a probe is a blocking conversation; a bounded number, kept for a while when they are idle.</summary>
/// <param name="most">How many probes may be under way.</param>
internal sealed class ProbeThreads(int most)
{
    private readonly Lock _gate = new();

    // The last to become idle is the first to be used: its stack is warm, and those below it get old and end.
    private readonly List<ProbeThread> _idle = [];
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
        return TryStart(() => Done(work, result)) ? result.Task : null;
    }

    /// <summary>A thread is idle.</summary>
    internal void Return(ProbeThread thread)
    {
        lock (_gate)
        {
            _busy--;
            _idle.Add(thread);
        }
    }

    /// <summary>A thread has been idle for long and would end.</summary>
    /// <returns>Whether it may: not if it is about to be given work.</returns>
    internal bool LetGo(ProbeThread thread)
    {
        lock (_gate) return _idle.Remove(thread);
    }

    // What tells whoever waits; called once the thread may be used again.
    private static Action Done<T>(Func<T> work, TaskCompletionSource<T> result)
    {
        try
        {
            T done = work();
            return () => result.SetResult(done);
        }
#pragma warning disable CA1031 // Whoever waits for the result gets what was thrown.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            return () => result.SetException(bug);
        }
    }

    private bool TryStart(Func<Action> work)
    {
        ProbeThread? idle = null;
        lock (_gate)
        {
            if (_busy >= most) return false;
            _busy++;
            if (_idle.Count > 0)
            {
                idle = _idle[^1];
                _idle.RemoveAt(_idle.Count - 1);
            }
        }

        if (idle is not null)
        {
            idle.Give(work);
            return true;
        }

        if (new ProbeThread(this).TryBegin(work)) return true;
        lock (_gate) _busy--;
        return false;
    }
}
