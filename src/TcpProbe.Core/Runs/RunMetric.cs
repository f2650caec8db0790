using TcpProbe.Core.Statistics;

namespace TcpProbe.Core.Runs;

/// <summary>A number of a run that a threshold can be set on.</summary>
public abstract record RunMetric
{
    private RunMetric(string name, MetricUnit unit) => (Name, Unit) = (name, unit);

    /// <summary>The names of all of them.</summary>
    public static IReadOnlyList<string> Names => RunMetricWord.All;

    /// <summary>The name it is asked for by: <c>loss</c>, <c>p95.connect</c>.</summary>
    public string Name { get; }

    /// <summary>What it is counted in.</summary>
    public MetricUnit Unit { get; }

    /// <summary>Its value in a run, in its unit; <c>null</c> if nothing was measured.</summary>
    public abstract decimal? ValueIn(RunFigures figures);

    /// <summary>The share of the probes that failed: <c>loss</c>.</summary>
    public sealed record LostShare() : RunMetric("loss", MetricUnit.Share)
    {
        /// <inheritdoc/>
        public override decimal? ValueIn(RunFigures figures) => figures.Probes > 0 ? (decimal)figures.Failures / figures.Probes : null;
    }

    /// <summary>How many probes failed: <c>failed</c>.</summary>
    public sealed record FailedProbes() : RunMetric("failed", MetricUnit.Occurrences)
    {
        /// <inheritdoc/>
        public override decimal? ValueIn(RunFigures figures) => figures.Probes > 0 ? figures.Failures : null;
    }

    /// <summary>How many probes succeeded: <c>ok</c>.</summary>
    public sealed record GoodProbes() : RunMetric("ok", MetricUnit.Occurrences)
    {
        /// <inheritdoc/>
        public override decimal? ValueIn(RunFigures figures) => figures.Probes > 0 ? figures.Ok : null;
    }

    /// <summary>How often a SYN was resent: <c>syn_retransmits</c>.</summary>
    public sealed record ResentSyns() : RunMetric("syn_retransmits", MetricUnit.Occurrences)
    {
        /// <inheritdoc/>
        public override decimal? ValueIn(RunFigures figures) => figures.SynRetransmits;
    }

    /// <summary>A statistic of the times of a phase: <c>p95.connect</c>.</summary>
    /// <param name="Statistic">The statistic.</param>
    /// <param name="Phase">What the times are of.</param>
    public sealed record PhaseStatistic(LatencyStatistic Statistic, LatencyPhase Phase)
        : RunMetric($"{LatencyWords.Of(Statistic)}.{LatencyWords.Of(Phase)}", MetricUnit.Seconds)
    {
        /// <inheritdoc/>
        public override decimal? ValueIn(RunFigures figures) =>
            figures.Latencies.Of(Phase)?.Of(Statistic) is { } time ? (decimal)time.Ticks / TimeSpan.TicksPerSecond : null;
    }
}
