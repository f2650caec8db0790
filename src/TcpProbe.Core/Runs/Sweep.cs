using System.Runtime.ExceptionServices;

namespace TcpProbe.Core.Runs;

/// <summary>The same work for many things at a time: each on a thread of its own, as many as allowed; what comes of it in the order of the things.</summary>
/// <param name="things">What is worked on.</param>
/// <param name="parallel">How many of them at a time.</param>
/// <param name="work">The work, which blocks.</param>
/// <typeparam name="TThing">What is worked on.</typeparam>
/// <typeparam name="TResult">What comes of it.</typeparam>
internal sealed class Sweep<TThing, TResult>(IReadOnlyList<TThing> things, int parallel, Func<TThing, TResult> work)
    where TResult : class
{
    // A conversation needs little; only what is touched of it takes memory.
    private const int StackSize = 256 * 1024;

    // Room for the threads of a signal, where the system lets us have no more than so many: started first, ended once all are.
    private const int SpareThreads = 2;

    // How far the work may be ahead of the first result that is not there yet: results that wait for their turn take memory.
    private const int FarthestAhead = 8192;

    private readonly object _gate = new();
    private readonly TResult?[] _results = new TResult?[things.Count];
    private int _next;
    private int _taken;
    private int _awaited = -1;
    private int _held;
    private bool _areStarted;
    private volatile bool _isOver;
    private volatile bool _isEnough;
    private ExceptionDispatchInfo? _bug;

    /// <summary>What a result means for the rest; asked on the thread that brings it.</summary>
    public Func<TResult, SweepEnd>? Consequence { get; init; }

    /// <summary>How many threads work on them.</summary>
    public int Threads { get; private set; }

    /// <summary>How many threads the system did not let us have.</summary>
    public int ThreadsMissing { get; private set; }

    /// <summary>Works on all of them.</summary>
    public IEnumerable<TResult> Run()
    {
        if (things.Count == 1 || parallel == 1) return WorkAlone();
        int wanted = Math.Min(parallel, things.Count);
        Threads = StartThreads(wanted);
        ThreadsMissing = wanted - Threads;
        return Threads == 0 ? WorkAlone() : Collect();
    }

    /// <summary>The results that are there and that nobody is done with yet, in the order of the things.</summary>
    public IEnumerable<TResult> Ready()
    {
        for (int i = 0; i < things.Count; i++)
        {
            if (Volatile.Read(ref _results[i]) is { } result) yield return result;
        }
    }

    private IEnumerable<TResult> WorkAlone()
    {
        foreach (TThing thing in things)
        {
            TResult result = work(thing);
            yield return result;
            if (Consequence?.Invoke(result) is SweepEnd.BeginNoMore or SweepEnd.AwaitNoMore) yield break;
        }
    }

    private int StartThreads(int wanted)
    {
        int spare = 0, started = 0;
        while (spare < SpareThreads && StartThread(AwaitOthers)) spare++;
        while (started < wanted && StartThread(WorkOn)) started++;
        lock (_gate)
        {
            _areStarted = true;
            Monitor.PulseAll(_gate);
        }

        return started;
    }

    private void AwaitOthers()
    {
        lock (_gate)
        {
            while (!_areStarted) _ = Monitor.Wait(_gate);
        }
    }

    private static bool StartThread(ThreadStart body)
    {
        try
        {
            new Thread(body, StackSize) { IsBackground = true }.UnsafeStart();
            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }

    private IEnumerable<TResult> Collect()
    {
        for (int i = 0; i < things.Count; i++)
        {
            if (Volatile.Read(ref _results[i]) is null) AwaitResult(i);
            if (Volatile.Read(ref _results[i]) is not { } result) continue;
            yield return result;

            // Not before it is done with: until then whoever ends the sweep early must find it.
            _ = Interlocked.Exchange(ref _results[i], null);
            _ = Interlocked.Exchange(ref _taken, i + 1);
            if (Volatile.Read(ref _held) > 0) WakeAll();
        }
    }

    // The gate is for those who have to wait; a thread that finds work and leaves a result does not pass it: on two processors sixty of
    // them would queue there for longer than a probe of loopback takes.
    private void AwaitResult(int index)
    {
        lock (_gate)
        {
            _ = Interlocked.Exchange(ref _awaited, index);
            while (Volatile.Read(ref _results[index]) is null && _bug is null && WillCome(index)) _ = Monitor.Wait(_gate);
            _bug?.Throw();
        }
    }

    private bool WillCome(int index) => !_isEnough && (!_isOver || index < Volatile.Read(ref _next));

    private void WorkOn()
    {
        try
        {
            for (int index = Choose(); index < things.Count; index = Choose())
            {
                TResult result = work(things[index]);
                _ = Interlocked.Exchange(ref _results[index], result);
                if (Consequence?.Invoke(result) is { } end and not SweepEnd.GoOn) End(end);
                if (_isOver || Volatile.Read(ref _awaited) == index) WakeAll();
            }
        }
#pragma warning disable CA1031 // A bug of ours; whoever waits for the results throws it again.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            lock (_gate)
            {
                _bug = ExceptionDispatchInfo.Capture(bug);
                Monitor.PulseAll(_gate);
            }
        }
    }

    private int Choose()
    {
        if (_isOver) return things.Count;
        int index = Interlocked.Increment(ref _next) - 1;
        if (index - Volatile.Read(ref _taken) >= FarthestAhead && index < things.Count) HoldBack(index);
        return index;
    }

    private void End(SweepEnd end)
    {
        if (end == SweepEnd.AwaitNoMore) _isEnough = true;
        _isOver = true;
    }

    private void HoldBack(int index)
    {
        lock (_gate)
        {
            _ = Interlocked.Increment(ref _held);
            while (index - Volatile.Read(ref _taken) >= FarthestAhead && !_isOver) _ = Monitor.Wait(_gate);
            _ = Interlocked.Decrement(ref _held);
        }
    }

    private void WakeAll()
    {
        lock (_gate) Monitor.PulseAll(_gate);
    }
}
