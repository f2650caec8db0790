namespace TcpProbe.Core.Statistics;

/// <summary>Times as they come, in bounded memory: so many are kept one by one; with the next they all go into a histogram. Not thread-safe.</summary>
public sealed class LatencySamples
{
    /// <summary>How many times are kept one by one unless another number is given.</summary>
    public const int MostKept = 100_000;

    private readonly int _mostKept;
    private long[] _kept = [];
    private int _keptCount;
    private LatencyHistogram? _histogram;

    /// <summary>No time yet.</summary>
    /// <param name="mostKept">How many are kept one by one.</param>
    public LatencySamples(int mostKept = MostKept)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(mostKept);
        _mostKept = mostKept;
    }

    /// <summary>How many times were added.</summary>
    public long Count => _histogram?.Exact.Count ?? _keptCount;

    /// <summary>Adds a time.</summary>
    public void Add(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        if (_histogram is null && _keptCount < _mostKept) Keep(time.Ticks);
        else (_histogram ??= Counted()).Add(time.Ticks);
    }

    /// <summary>What the times have in common, <c>null</c> if there are none.</summary>
    public LatencySummary? Summarize()
    {
        if (Count == 0) return null;
        if (_histogram is not null) return Summary(_histogram.Exact, _histogram.OfRank, PercentileMethod.Histogram);

        RunningMoments moments = new();
        foreach (long ticks in Kept) moments.Add(ticks);
        long[] sorted = Kept.ToArray();
        Array.Sort(sorted);
        return Summary(moments, rank => sorted[rank - 1], PercentileMethod.NearestRank);
    }

    /// <summary>The times, or about the times, and how often each came.</summary>
    internal IEnumerable<(long Ticks, long Count)> WithCounts() => _histogram?.WithCounts() ?? _kept.Take(_keptCount).Select(ticks => (ticks, 1L));

    private ReadOnlySpan<long> Kept => _kept.AsSpan(0, _keptCount);

    // A run may have tens of thousands of targets with one time each: the room grows from one.
    private void Keep(long ticks)
    {
        if (_keptCount == _kept.Length) Array.Resize(ref _kept, (int)Math.Min(_mostKept, Math.Max(1, _kept.Length * 2L)));
        _kept[_keptCount++] = ticks;
    }

    private LatencyHistogram Counted()
    {
        LatencyHistogram histogram = new();
        foreach (long ticks in Kept) histogram.Add(ticks);
        (_kept, _keptCount) = ([], 0);
        return histogram;
    }

    private static LatencySummary Summary(RunningMoments moments, Func<long, long> ofRank, PercentileMethod method)
    {
        TimeSpan Percentile(int percent) => TimeSpan.FromTicks(ofRank(NearestRank(percent, moments.Count)));
        return new LatencySummary(
            moments.Count,
            TimeSpan.FromTicks(moments.Min),
            moments.Mean,
            Percentile(50),
            Percentile(90),
            Percentile(95),
            Percentile(99),
            TimeSpan.FromTicks(moments.Max),
            moments.StandardDeviation,
            moments.Jitter,
            method);
    }

    // The smallest rank, from 1, that has so many percent of all at or below it.
    private static long NearestRank(int percent, long count) => (percent * count + 99) / 100;
}
