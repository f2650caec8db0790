namespace TcpProbe.Core.Statistics;

/// <summary>Where percentiles come from.</summary>
public enum PercentileMethod
{
    /// <summary>The sample of the nearest rank: Hyndman and Fan's definition 1.</summary>
    NearestRank,

    /// <summary>The bucket of that rank in a histogram, at most 1 % off.</summary>
    Histogram,
}
