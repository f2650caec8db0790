namespace TcpProbe.Core.Runs;

/// <summary>What a metric is counted in.</summary>
public enum MetricUnit
{
    /// <summary>A share of all, from 0 to 1.</summary>
    Share,

    /// <summary>How many or how often.</summary>
    Occurrences,

    /// <summary>Seconds.</summary>
    Seconds,
}
