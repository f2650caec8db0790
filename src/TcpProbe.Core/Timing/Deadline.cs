namespace TcpProbe.Core.Timing;

/// <summary>The moment at which a timeout ends, and which limit it is; every wait asks it for its remainder.</summary>
internal readonly record struct Deadline
{
    private readonly TimeProvider? _clock;
    private readonly long _end;

    private Deadline(TimeProvider clock, long end, TimeLimit limit)
    {
        _clock = clock;
        _end = end;
        Limit = limit;
    }

    /// <summary>A deadline that does not come: whoever waits for it leaves the end to the kernel.</summary>
    public static Deadline Never => default;

    /// <summary>The limit that strikes when this deadline has come.</summary>
    public TimeLimit Limit { get; }

    /// <summary>The time left, zero once the deadline has come, <c>null</c> if it never comes.</summary>
    public TimeSpan? Remaining
    {
        get
        {
            if (_clock is null) return null;
            TimeSpan left = _clock.GetElapsedTime(_clock.GetTimestamp(), _end);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>The time now, a timestamp of <see cref="TimeProvider.GetTimestamp"/> of its clock; <c>null</c> if it never comes.</summary>
    public long? Now => _clock?.GetTimestamp();

    /// <summary>The whole milliseconds left, for a wait that knows nothing finer; -1, which waits for ever, if it never comes.</summary>
    public int WholeMilliseconds => Remaining is { } left ? (int)Math.Min(left.Ticks / TimeSpan.TicksPerMillisecond, int.MaxValue) : Timeout.Infinite;

    /// <summary>Whether the deadline has come.</summary>
    public bool HasCome => Remaining == TimeSpan.Zero;

    /// <summary>Whether the deadline had come at a timestamp of its clock.</summary>
    public bool HasComeBy(long timestamp) => _clock is not null && timestamp >= _end;

    /// <summary>The deadline that lies <paramref name="timeout"/> from now; <c>null</c> gives <see cref="Never"/>.</summary>
    public static Deadline After(TimeSpan? timeout, TimeLimit limit, TimeProvider clock)
    {
        if (timeout is not { } span) return Never;
        double ticks = span.TotalSeconds * clock.TimestampFrequency;
        long now = clock.GetTimestamp();
        return ticks < long.MaxValue - now ? new Deadline(clock, now + (long)ticks, limit) : Never;
    }

    /// <summary>Waits by a call that counts whole milliseconds; what is left of the last one is slept, and the call asked once more.</summary>
    /// <param name="wait">Waits for so many milliseconds (0: only looks, -1: for ever) and says whether what it waits for is there.</param>
    /// <returns>Whether it is there; not before the deadline if that comes first.</returns>
    public bool Await(Func<int, bool> wait)
    {
        while (!wait(WholeMilliseconds))
        {
            if (HasCome) return false;
            if (WholeMilliseconds == 0) ExactSleep.For(Remaining.GetValueOrDefault());
        }

        return true;
    }

    /// <summary>Whichever of the two comes first; this one if they come together.</summary>
    public Deadline OrEarlier(Deadline other)
    {
        if (other._clock is null) return this;
        return _clock is null || other._end < _end ? other : this;
    }
}
