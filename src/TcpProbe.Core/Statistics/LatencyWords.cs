namespace TcpProbe.Core.Statistics;

/// <summary>The spelling of statistics, of what they are of, and of the method of percentiles in every output.</summary>
public static class LatencyWords
{
    /// <summary>The word for a statistic.</summary>
    public static string Of(LatencyStatistic statistic) => statistic switch
    {
        LatencyStatistic.Min => "min",
        LatencyStatistic.Mean => "mean",
        LatencyStatistic.Median => "median",
        LatencyStatistic.P90 => "p90",
        LatencyStatistic.P95 => "p95",
        LatencyStatistic.P99 => "p99",
        LatencyStatistic.Max => "max",
        LatencyStatistic.StandardDeviation => "stddev",
        LatencyStatistic.Jitter => "jitter",
        _ => throw new ArgumentOutOfRangeException(nameof(statistic)),
    };

    /// <summary>The word for a phase.</summary>
    public static string Of(LatencyPhase phase) => phase switch
    {
        LatencyPhase.Resolve => "resolve",
        LatencyPhase.Connect => "connect",
        LatencyPhase.Tls => "tls",
        LatencyPhase.Exchange => "exchange",
        LatencyPhase.Close => "close",
        LatencyPhase.Total => "total",
        LatencyPhase.Rtt => "rtt",
        _ => throw new ArgumentOutOfRangeException(nameof(phase)),
    };

    /// <summary>The words for a method of percentiles.</summary>
    public static string Of(PercentileMethod method) => method switch
    {
        PercentileMethod.NearestRank => "nearest rank",
        PercentileMethod.Histogram => "histogram, 1 % error",
        _ => throw new ArgumentOutOfRangeException(nameof(method)),
    };
}
