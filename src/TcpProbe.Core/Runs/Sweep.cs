using System.Runtime.ExceptionServices;

namespace TcpProbe.Core.Runs;

/// <summary>The same work for many things at a time: each on a thread of its own, as many as are needed and allowed; what comes of it in the order of the things.</summary>
/// <param name="things">What is worked on.</param>
/// <param name="parallel">How many of them at a time.</param>
/// <param name="work">The work, which blocks.</param>
/// <typeparam name="TThing">What is worked on.</typeparam>
/// <typeparam name="TResult">What comes of it.</typeparam>
internal sealed class Sweep<TThing, TResult>(IReadOnlyList<TThing> things, int parallel, Func<TThing, TResult> work)
    where TResult : class
{
    // How far the work may be ahead of the first result that is not there yet: results that wait for their turn take memory.
    private const int FarthestAhead = 8192;

    private readonly object _gate = new();
    private readonly TResult?[] _results = new TResult?[things.Count];
    private int _next;
    private int _taken;
    private int _awaited = -1;
    private int _held;
    private SweepCrew? _crew;
    private volatile bool _isOver;
    private volatile bool _isEnough;
    private ExceptionDispatchInfo? _bug;

    /// <summary>What a result means for the rest; asked on the thread that brings it.</summary>
    public Func<TResult, SweepEnd>? Consequence { get; init; }

    /// <summary>How many of its threads are known to wait just now, so that others may use the processors.</summary>
    public Func<int>? Waiting { get; init; }

    /// <summary>Is told how many threads there are when the system does not let us have all that are needed.</summary>
    public Action<int>? Slowed { get; init; }

    /// <summary>Works on all of them.</summary>
    public IEnumerable<TResult> Run()
    {
        if (things.Count == 1 || parallel == 1) return WorkAlone();

        // Whether threads stand still is a matter of this machine: real time, also in a run whose own time need not pass.
        SweepCrew crew = _crew = new SweepCrew(Math.Min(parallel, things.Count), TimeProvider.System, WorkOn);
        crew.Begin();
        if (crew.IsShort) Slowed?.Invoke(crew.Threads);
        return crew.Threads == 0 ? WorkAlone() : Collect(crew);
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

    private IEnumerable<TResult> Collect(SweepCrew crew)
    {
        try
        {
            for (int i = 0; i < things.Count; i++)
            {
                Reinforce(crew);
                if (Volatile.Read(ref _results[i]) is null) AwaitResult(i, crew);
                if (Volatile.Read(ref _results[i]) is not { } result) continue;
                yield return result;

                // Not before it is done with: until then whoever ends the sweep early must find it.
                _ = Interlocked.Exchange(ref _results[i], null);
                _ = Interlocked.Exchange(ref _taken, i + 1);
                if (Volatile.Read(ref _held) > 0) WakeAll();
            }
        }
        finally
        {
            crew.Complete();
        }
    }

    private void Reinforce(SweepCrew crew)
    {
        if (crew.IsComplete) return;
        crew.Look(_isOver ? 0 : things.Count - Volatile.Read(ref _next), Waiting?.Invoke() ?? 0);
        if (crew.IsShort) Slowed?.Invoke(crew.Threads);
    }

    // The gate is for those who have to wait; a thread that finds work and leaves a result does not pass it: on two processors sixty of
    // them would queue there for longer than a probe of loopback takes.
    private void AwaitResult(int index, SweepCrew crew)
    {
        while (!IsSettled(index, crew.IsComplete ? Timeout.InfiniteTimeSpan : SweepCrew.Rhythm)) Reinforce(crew);
    }

    private bool IsSettled(int index, TimeSpan patience)
    {
        lock (_gate)
        {
            _ = Interlocked.Exchange(ref _awaited, index);
            if (IsOpen(index)) _ = Monitor.Wait(_gate, patience);
            _bug?.Throw();
            return !IsOpen(index);
        }
    }

    private bool IsOpen(int index) => Volatile.Read(ref _results[index]) is null && _bug is null && WillCome(index);

    private bool WillCome(int index) => !_isEnough && (!_isOver || index < Volatile.Read(ref _next));

    private void WorkOn(int thread)
    {
        try
        {
            for (int index = Choose(); index < things.Count; index = Choose())
            {
                _crew!.Note(thread, index);
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
