using TcpProbe.Core.Statistics;

namespace TcpProbe.Core.Runs;

/// <summary>Reads the name of a metric.</summary>
internal static class RunMetricWord
{
    private const string
        Statistics = "min mean median p90 p95 p99 max stddev jitter",
        Phases = "resolve connect tls exchange close total rtt";

    /// <summary>The names of all of them.</summary>
    public static IReadOnlyList<string> All =>
        ["loss", "failed", "ok", "syn_retransmits", .. Statistics.Split(' ').SelectMany(_ => Phases.Split(' '), (statistic, phase) => $"{statistic}.{phase}")];

    /// <summary>The metric of a name.</summary>
    /// <exception cref="FormatException">There is none; the message says what there is.</exception>
    public static RunMetric Parse(string word) => word switch
    {
        "loss" => new RunMetric.LostShare(),
        "failed" => new RunMetric.FailedProbes(),
        "ok" => new RunMetric.GoodProbes(),
        "syn_retransmits" => new RunMetric.ResentSyns(),
        _ when word.Split('.') is [var statistic, var phase] => new RunMetric.PhaseStatistic(
            StatisticOf(statistic) ?? throw new FormatException($"begins with no statistic; there are {Statistics}"),
            PhaseOf(phase) ?? throw new FormatException($"names no phase; there are {Phases}")),
        _ => throw new FormatException("begins with no metric; there are loss, failed, ok, syn_retransmits and STAT.PHASE as in p95.connect"
            + $" (STAT: {Statistics}; PHASE: {Phases})"),
    };

    private static LatencyStatistic? StatisticOf(string word) => word switch
    {
        "min" => LatencyStatistic.Min,
        "mean" or "avg" => LatencyStatistic.Mean,
        "median" => LatencyStatistic.Median,
        "p90" => LatencyStatistic.P90,
        "p95" => LatencyStatistic.P95,
        "p99" => LatencyStatistic.P99,
        "max" => LatencyStatistic.Max,
        "stddev" => LatencyStatistic.StandardDeviation,
        "jitter" => LatencyStatistic.Jitter,
        _ => null,
    };

    private static LatencyPhase? PhaseOf(string word) => word switch
    {
        "resolve" => LatencyPhase.Resolve,
        "connect" => LatencyPhase.Connect,
        "tls" => LatencyPhase.Tls,
        "exchange" => LatencyPhase.Exchange,
        "close" => LatencyPhase.Close,
        "total" => LatencyPhase.Total,
        "rtt" => LatencyPhase.Rtt,
        _ => null,
    };
}
