namespace TcpProbe.Core.Statistics;

/// <summary>What many times have in common.</summary>
/// <param name="Count">How many they are, at least one.</param>
/// <param name="Min">The shortest.</param>
/// <param name="Mean">The sum by the count.</param>
/// <param name="Median">The 50th percentile.</param>
/// <param name="P90">The 90th percentile.</param>
/// <param name="P95">The 95th percentile.</param>
/// <param name="P99">The 99th percentile.</param>
/// <param name="Max">The longest.</param>
/// <param name="StandardDeviation">The root of the mean square of what each is off the mean: of these times, not an estimate for others.</param>
/// <param name="Jitter">The mean absolute difference of one time and the next, <c>null</c> if there is only one.</param>
/// <param name="Method">Where the percentiles come from.</param>
public sealed record LatencySummary(
    long Count,
    TimeSpan Min,
    TimeSpan Mean,
    TimeSpan Median,
    TimeSpan P90,
    TimeSpan P95,
    TimeSpan P99,
    TimeSpan Max,
    TimeSpan StandardDeviation,
    TimeSpan? Jitter,
    PercentileMethod Method)
{
    /// <summary>One of the statistics, <c>null</c> if it was not measured.</summary>
    public TimeSpan? Of(LatencyStatistic statistic) => statistic switch
    {
        LatencyStatistic.Min => Min,
        LatencyStatistic.Mean => Mean,
        LatencyStatistic.Median => Median,
        LatencyStatistic.P90 => P90,
        LatencyStatistic.P95 => P95,
        LatencyStatistic.P99 => P99,
        LatencyStatistic.Max => Max,
        LatencyStatistic.StandardDeviation => StandardDeviation,
        LatencyStatistic.Jitter => Jitter,
        _ => throw new ArgumentOutOfRangeException(nameof(statistic)),
    };
}
