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

    // How far the work may be ahead of the first result that is not there yet: results that wait for their turn take memory.
    private const int FarthestAhead = 8192;

    private readonly object _gate = new();
    private readonly TResult?[] _results = new TResult?[things.Count];
    private int _next;
    private int _taken;
    private ExceptionDispatchInfo? _bug;

    /// <summary>How many threads the system did not let us have.</summary>
    public int ThreadsMissing { get; private set; }

    /// <summary>Works on all of them.</summary>
    public IEnumerable<TResult> Run()
    {
        if (things.Count == 1 || parallel == 1) return things.Select(work);
        int wanted = Math.Min(parallel, things.Count), started = 0;
        while (started < wanted && StartThread()) started++;
        ThreadsMissing = wanted - started;
        return started == 0 ? things.Select(work) : Collect();
    }

    private bool StartThread()
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

    private IEnumerable<TResult> Collect()
    {
        for (int i = 0; i < things.Count; i++) yield return Take(i);
    }

    private TResult Take(int index)
    {
        lock (_gate)
        {
            while (_results[index] is null && _bug is null) _ = Monitor.Wait(_gate);
            _bug?.Throw();
            TResult result = _results[index]!;
            _results[index] = null;
            _taken = index + 1;
            if (_next - _taken == FarthestAhead - 1) Monitor.PulseAll(_gate);
            return result;
        }
    }

    private void WorkOn()
    {
        try
        {
            while (Choose() is { } index)
            {
                TResult result = work(things[index]);
                lock (_gate)
                {
                    _results[index] = result;
                    if (index == _taken) Monitor.PulseAll(_gate);
                }
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

    private int? Choose()
    {
        lock (_gate)
        {
            while (_next < things.Count && _next - _taken >= FarthestAhead) _ = Monitor.Wait(_gate);
            return _next < things.Count ? _next++ : null;
        }
    }
}
