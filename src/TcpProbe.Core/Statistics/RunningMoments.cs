namespace TcpProbe.Core.Statistics;

/// <summary>What can be said exactly of many times without keeping them: extremes, mean, deviation and jitter.</summary>
internal sealed class RunningMoments
{
    private Int128 _sum, _steps;
    private long _last;
    private double _mean, _squares;

    /// <summary>How many there were.</summary>
    public long Count { get; private set; }

    /// <summary>The shortest, in ticks.</summary>
    public long Min { get; private set; }

    /// <summary>The longest, in ticks.</summary>
    public long Max { get; private set; }

    /// <summary>The sum by the count, to the nearest tick.</summary>
    public TimeSpan Mean => Share(_sum, Count);

    /// <summary>The deviation of these times, not of those they are drawn from: what ping(8) calls mdev.</summary>
    public TimeSpan StandardDeviation => TimeSpan.FromTicks((long)Math.Round(Math.Sqrt(_squares / Count)));

    /// <summary>The mean absolute difference of one time and the next, <c>null</c> if there is only one.</summary>
    public TimeSpan? Jitter => Count > 1 ? Share(_steps, Count - 1) : null;

    /// <summary>Takes in the next time.</summary>
    public void Add(long ticks)
    {
        (Min, Max) = Count == 0 ? (ticks, ticks) : (Math.Min(Min, ticks), Math.Max(Max, ticks));
        if (Count > 0) _steps += Math.Abs(ticks - _last);
        Count++;
        _sum += ticks;
        _last = ticks;

        // Welford (1962): a sum of squares less a square of sums would lose a small deviation of long times.
        double off = ticks - _mean;
        _mean += off / Count;
        _squares += off * (ticks - _mean);
    }

    private static TimeSpan Share(Int128 sum, long count) => TimeSpan.FromTicks((long)((sum + count / 2) / count));
}
