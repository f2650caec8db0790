namespace TcpProbe.Core.Statistics;

/// <summary>The numbers that describe many times.</summary>
public enum LatencyStatistic
{
    /// <summary>The shortest.</summary>
    Min,

    /// <summary>The sum by the count.</summary>
    Mean,

    /// <summary>The 50th percentile.</summary>
    Median,

    /// <summary>The 90th percentile.</summary>
    P90,

    /// <summary>The 95th percentile.</summary>
    P95,

    /// <summary>The 99th percentile.</summary>
    P99,

    /// <summary>The longest.</summary>
    Max,

    /// <summary>The standard deviation.</summary>
    StandardDeviation,

    /// <summary>The mean absolute difference of one time and the next.</summary>
    Jitter,
}
