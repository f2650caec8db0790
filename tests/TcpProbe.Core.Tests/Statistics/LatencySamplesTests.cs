using CsCheck;
using TcpProbe.Core.Statistics;
using TcpProbe.Core.Tests.Harness;

namespace TcpProbe.Core.Tests.Statistics;

[Collection(nameof(Alone))]
public sealed class LatencySamplesTests
{
    private const long Century = 36500 * TimeSpan.TicksPerDay;

    private static readonly decimal[] Shares = [0.5m, 0.9m, 0.95m, 0.99m];

    // Short and long times alike: as many of 1 µs as of 1 s.
    private static readonly Gen<long> Ticks = Gen.OneOf(Gen.Long[0, 200], Gen.Double[0, 16.5].Select(power => Math.Min((long)Math.Pow(10, power), Century)));

    [Fact]
    public void Nothing_has_no_summary()
    {
        LatencySamples samples = new();
        Assert.Equal(0, samples.Count);
        Assert.Null(samples.Summarize());
    }

    [Fact]
    public void One_time_is_everything_but_jitter()
    {
        LatencySamples samples = Filled([25_000]);
        TimeSpan time = TimeSpan.FromMilliseconds(2.5);
        Assert.Equal(
            new LatencySummary(1, time, time, time, time, time, time, time, TimeSpan.Zero, null, PercentileMethod.NearestRank), samples.Summarize());
    }

    [Fact]
    public void Five_times_are_summed_up_as_by_hand()
    {
        LatencySummary summary = Filled([20, 10, 50, 30, 40]).Summarize()!;
        Assert.Equal(5, summary.Count);
        Assert.Equal(10, summary.Min.Ticks);
        Assert.Equal(30, summary.Mean.Ticks);
        Assert.Equal(30, summary.Median.Ticks);
        Assert.Equal(50, summary.P90.Ticks);
        Assert.Equal(50, summary.Max.Ticks);
        Assert.Equal(14, summary.StandardDeviation.Ticks);
        Assert.Equal((10 + 40 + 20 + 10) / 4, summary.Jitter!.Value.Ticks);
    }

    [Fact]
    public void The_median_of_an_even_number_of_times_is_one_of_them() =>
        Assert.Equal(20, Filled([40, 30, 20, 10]).Summarize()!.Median.Ticks);

    [Fact]
    public void Percentiles_of_1_to_100_are_their_names()
    {
        LatencySummary summary = Filled(Enumerable.Range(1, 100).Select(ticks => (long)ticks).Reverse()).Summarize()!;
        Assert.Equal([50, 90, 95, 99], Percentiles(summary));
    }

    [Fact]
    public void Exact_figures_are_those_of_a_brute_force_oracle() => Ticks.Array[1, 300].Sample(ticks =>
    {
        LatencySummary summary = Filled(ticks).Summarize()!;
        Assert.Equal(PercentileMethod.NearestRank, summary.Method);
        Assert.Equal(Shares.Select(share => NearestRank(ticks, share)), Percentiles(summary));
        AssertMoments(ticks, summary);
    });

    [Fact]
    public void A_histogram_is_at_most_1_percent_off_and_the_rest_stays_exact() => Ticks.Array[2, 300].Sample(ticks =>
    {
        LatencySummary summary = Filled(ticks, mostKept: 1).Summarize()!;
        Assert.Equal(PercentileMethod.Histogram, summary.Method);
        AssertNear(ticks, summary);
        AssertMoments(ticks, summary);
    });

    [Fact]
    public void The_histogram_holds_the_shortest_and_the_longest_time_there_is()
    {
        LatencySummary summary = Filled([0, long.MaxValue, 0], mostKept: 0).Summarize()!;
        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero, TimeSpan.MaxValue), (summary.Min, summary.Median, summary.Max));
        Assert.InRange(summary.P99.Ticks, long.MaxValue / 100 * 99, long.MaxValue);
    }

    [Fact]
    public void The_sample_after_the_100000th_moves_all_of_them_into_a_histogram()
    {
        Random random = new(4);
        long[] ticks = [.. Enumerable.Range(0, 150_000).Select(_ => (long)Math.Exp(random.NextDouble() * 15))];
        LatencySamples samples = Filled(ticks.Take(100_000));
        LatencySummary exact = samples.Summarize()!;
        Assert.Equal(PercentileMethod.NearestRank, exact.Method);
        Assert.Equal(NearestRank(ticks[..100_000], 0.99m), exact.P99.Ticks);

        samples.Add(TimeSpan.FromTicks(ticks[100_000]));
        LatencySummary counted = samples.Summarize()!;
        Assert.Equal((PercentileMethod.Histogram, 100_001), (counted.Method, counted.Count));
        AssertNear(ticks[..100_001], counted);
        AssertMoments(ticks[..100_001], counted);

        foreach (long later in ticks.Skip(100_001)) samples.Add(TimeSpan.FromTicks(later));
        AssertNear(ticks, samples.Summarize()!);
        AssertMoments(ticks, samples.Summarize()!);
    }

    [Fact]
    public void A_small_deviation_of_long_times_is_not_lost()
    {
        long day = TimeSpan.TicksPerDay;
        LatencySummary summary = Filled(Enumerable.Range(0, 1000).Select(index => day + index % 2 * 20), mostKept: 10).Summarize()!;
        Assert.Equal((day + 10, 10, 20), (summary.Mean.Ticks, summary.StandardDeviation.Ticks, summary.Jitter!.Value.Ticks));
    }

    [Fact]
    public void A_summary_between_times_changes_nothing()
    {
        LatencySamples samples = Filled([30, 10]);
        Assert.Equal(20, samples.Summarize()!.Jitter!.Value.Ticks);
        samples.Add(TimeSpan.FromTicks(20));
        Assert.Equal(15, samples.Summarize()!.Jitter!.Value.Ticks);
    }

    [Fact]
    public void A_million_times_take_no_more_memory_than_the_kept_ones_and_one_histogram()
    {
        LatencySamples samples = new();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int index = 0; index < 200_000; index++) samples.Add(TimeSpan.FromTicks(index));
        long settled = GC.GetAllocatedBytesForCurrentThread();
        for (int index = 0; index < 800_000; index++) samples.Add(TimeSpan.FromTicks(index));
        long after = GC.GetAllocatedBytesForCurrentThread();

        // Growing by doubling allocates about twice what is kept, 800 kB.
        Assert.InRange(settled - before, 1, 4_000_000);
        Assert.InRange(after - settled, 0, 10_000);
    }

    [Fact]
    public void One_time_takes_little_memory()
    {
        const int Targets = 10_000;
        LatencySamples[] all = new LatencySamples[Targets];
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int index = 0; index < Targets; index++)
        {
            all[index] = new LatencySamples();
            all[index].Add(TimeSpan.FromTicks(index));
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / Targets, 1, 200);
        Assert.All(all, samples => Assert.Equal(1, samples.Count));
    }

    [Fact]
    public void A_negative_time_is_a_bug() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new LatencySamples().Add(TimeSpan.FromTicks(-1)));

    [Fact]
    public void Every_statistic_and_phase_has_a_value_and_a_word()
    {
        LatencySummary summary = Filled([10, 20, 30]).Summarize()!;
        Assert.All(Enum.GetValues<LatencyStatistic>(), statistic => Assert.NotNull(summary.Of(statistic)));
        Assert.Equal(["min", "mean", "median", "p90", "p95", "p99", "max", "stddev", "jitter"], Enum.GetValues<LatencyStatistic>().Select(LatencyWords.Of));
        Assert.Equal(["resolve", "connect", "tls", "exchange", "close", "total", "rtt"], Enum.GetValues<LatencyPhase>().Select(LatencyWords.Of));
        Assert.Equal(["nearest rank", "histogram, 1 % error"], Enum.GetValues<PercentileMethod>().Select(LatencyWords.Of));
    }

    internal static LatencySamples Filled(IEnumerable<long> ticks, int mostKept = LatencySamples.MostKept)
    {
        LatencySamples samples = new(mostKept);
        foreach (long time in ticks) samples.Add(TimeSpan.FromTicks(time));
        return samples;
    }

    private static long[] Percentiles(LatencySummary summary) => [summary.Median.Ticks, summary.P90.Ticks, summary.P95.Ticks, summary.P99.Ticks];

    // By the words of the definition: the shortest time that has at least so large a share of all at or below it.
    private static long NearestRank(long[] ticks, decimal share)
    {
        if (ticks.Length <= 300) return ticks.Where(time => (decimal)ticks.Count(other => other <= time) / ticks.Length >= share).Min();
        long[] sorted = [.. ticks.Order()];
        return sorted[(int)Math.Ceiling(share * ticks.Length) - 1];
    }

    private static void AssertNear(long[] ticks, LatencySummary summary)
    {
        long[] exact = [.. Shares.Select(share => NearestRank(ticks, share))];
        Assert.All(exact.Zip(Percentiles(summary)), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, pair.First / 100m));
    }

    private static void AssertMoments(long[] ticks, LatencySummary summary)
    {
        decimal mean = ticks.Sum(time => (decimal)time) / ticks.Length;
        double deviation = Math.Sqrt(ticks.Sum(time => Math.Pow((double)(time - mean), 2)) / ticks.Length);
        Assert.Equal((ticks.Length, ticks.Min(), ticks.Max()), (summary.Count, summary.Min.Ticks, summary.Max.Ticks));
        Assert.InRange(summary.Mean.Ticks, mean - 0.5m, mean + 0.5m);
        Assert.InRange(summary.StandardDeviation.Ticks, deviation * (1 - 1e-9) - 1, deviation * (1 + 1e-9) + 1);
        decimal? steps = ticks.Length > 1 ? ticks.Skip(1).Zip(ticks, (next, time) => (decimal)Math.Abs(next - time)).Sum() / (ticks.Length - 1) : null;
        if (steps is { } jitter) Assert.InRange(summary.Jitter!.Value.Ticks, jitter - 0.5m, jitter + 0.5m);
        else Assert.Null(summary.Jitter);
    }
}
