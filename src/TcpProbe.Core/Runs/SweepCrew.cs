namespace TcpProbe.Core.Runs;

/// <summary>The threads of a sweep: as many as there are processors at first, and more of them while those stand still.</summary>
/// <param name="wanted">How many they may become.</param>
/// <param name="clock">What tells when to look.</param>
/// <param name="work">What each does, told its number from 0.</param>
/// <remarks>A near peer answers while its thread is still in connect(2): a thread more would cost as much as the probes it does.</remarks>
internal sealed class SweepCrew(int wanted, TimeProvider clock, Action<int> work)
{
    // A conversation needs little; only what is touched of it takes memory.
    private const int StackSize = 256 * 1024;

    // Room for the threads of a signal, where the system lets us have no more than so many: started first, ended once all are.
    private const int SpareThreads = 2;

    // Fewer than two would have the second thing wait for a first that hangs.
    private const int FewestAtFirst = 2;

    private readonly int _processors = Environment.ProcessorCount;
    private readonly int[] _places = new int[wanted];
    private readonly int[] _seen = new int[wanted];
    private readonly object _spares = new();
    private long _lookedAt;
    private bool _isComplete;

    /// <summary>How often it is looked whether more are needed.</summary>
    public static TimeSpan Rhythm => TimeSpan.FromMilliseconds(1);

    /// <summary>How many there are.</summary>
    public int Threads { get; private set; }

    /// <summary>Whether the system did not let us have all that were needed.</summary>
    public bool IsShort { get; private set; }

    /// <summary>Whether no more can be needed.</summary>
    public bool IsComplete => Volatile.Read(ref _isComplete);

    /// <summary>Starts the first of them.</summary>
    public void Begin()
    {
        for (int spare = 0; spare < SpareThreads && StartThread(AwaitOthers);) spare++;
        Array.Fill(_places, -1);
        Array.Fill(_seen, -1);
        Add(Math.Max(_processors, FewestAtFirst));
        _lookedAt = clock.GetTimestamp();
    }

    /// <summary>One of them goes on to another thing.</summary>
    public void Note(int thread, int thing) => Volatile.Write(ref _places[thread], thing);

    /// <summary>Adds threads if it is time and those there are leave a processor idle: as many again as stand still, so that a thousand are there in ten looks.</summary>
    /// <param name="left">How many things nobody has begun.</param>
    /// <param name="waiting">How many threads are known to wait; whoever is at the same thing as at the last look stands still as well.</param>
    public void Look(int left, int waiting)
    {
        if (_isComplete || (left > 0 && clock.GetElapsedTime(_lookedAt) < Rhythm)) return;
        if (left <= 0)
        {
            Complete();
            return;
        }

        int still = 0;
        for (int thread = 0; thread < Threads; thread++)
        {
            int place = Volatile.Read(ref _places[thread]);
            if (place == _seen[thread] && place >= 0) still++;
            _seen[thread] = place;
        }

        still = Math.Max(still, waiting);
        if (Threads - still < _processors) Add(Math.Min(left, Math.Max(1, still)));
        _lookedAt = clock.GetTimestamp();
    }

    /// <summary>No more are needed.</summary>
    public void Complete()
    {
        lock (_spares)
        {
            _isComplete = true;
            Monitor.PulseAll(_spares);
        }
    }

    private void Add(int more)
    {
        for (int most = Math.Min(wanted, Threads + more); Threads < most; Threads++)
        {
            int number = Threads;
            if (StartThread(() => work(number))) continue;
            IsShort = true;
            break;
        }

        if (IsShort || Threads == wanted) Complete();
    }

    private void AwaitOthers()
    {
        lock (_spares)
        {
            while (!_isComplete) _ = Monitor.Wait(_spares);
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
}
