using TcpProbe.Core.Probing;
using TcpProbe.Core.Runs;
using TcpProbe.Core.Statistics;

namespace TcpProbe.Core.Reporting.Prometheus;

/// <summary>The metrics of all probes of a target, in a run that repeats, and of the conditions that a run is judged by.</summary>
/// <remarks>They begin anew with each run, so they are gauges: of two runs with as many failures a counter would show no increase.</remarks>
internal sealed class SeriesMetrics
{
    private readonly MetricFamily
        _probes = new("tcpprobe_run_probes", "gauge", "How many probes the run made of the target."),
        _failures = new("tcpprobe_run_failures", "gauge", "How many of them failed, for each reason that occurred."),
        _loss = new("tcpprobe_run_loss_ratio", "gauge", "The share of them that were not as wanted, from 0 to 1."),
        _resent = new("tcpprobe_run_syn_retransmits", "gauge", "How many SYNs were sent again in all of them."),
        _total = new("tcpprobe_run_duration_seconds", "summary", "How long the phases of a probe took together."),
        _phases = new("tcpprobe_run_phase_duration_seconds", "summary", "How long each phase took where it went well."),
        _rtt = new("tcpprobe_run_tcp_rtt_seconds", "summary", "The round trip of the handshake as the kernel saw it."),
        _conditions = new("tcpprobe_condition_broken", "gauge", "Whether a condition of the run is broken: 1, or 0.");

    /// <summary>All of them, in the order in which they are written.</summary>
    public IEnumerable<MetricFamily> Families => [_probes, _failures, _loss, _resent, _total, _phases, _rtt, _conditions];

    /// <summary>Adds a target.</summary>
    public void Add(MetricLabels labels, TargetSummary target)
    {
        RunFigures figures = target.Figures;
        _probes.Add(labels, figures.Probes);
        foreach (ReasonCount row in target.Reasons) _failures.Add(labels.And("reason", Words.Of(row.Reason)), row.Count);
        if (figures.Probes > 0) _loss.Add(labels, Math.Round((decimal)figures.Failures / figures.Probes, 6));
        _resent.Add(labels, figures.SynRetransmits);
        AddSummary(_total, labels, figures.Latencies.Total);
        AddPhase(labels, Phase.Resolve, figures.Latencies.Resolve);
        AddPhase(labels, Phase.Connect, figures.Latencies.Connect);
        AddPhase(labels, Phase.Tls, figures.Latencies.Tls);
        AddPhase(labels, Phase.Exchange, figures.Latencies.Exchange);
        AddPhase(labels, Phase.Close, figures.Latencies.Close);
        AddSummary(_rtt, labels, figures.Latencies.Rtt);
    }

    /// <summary>Adds what became of the conditions.</summary>
    public void AddConditions(MetricLabels labels, TargetSummary target, IReadOnlyList<FailCondition> conditions)
    {
        foreach (FailCondition condition in conditions.Distinct())
            _conditions.Add(labels.And("condition", condition.ToString()), target.BrokenConditions.Any(result => result.Condition == condition) ? 1 : 0);
    }

    private void AddPhase(MetricLabels labels, Phase phase, LatencySummary? times) => AddSummary(_phases, labels.And("phase", Words.Of(phase)), times);

    private static void AddSummary(MetricFamily family, MetricLabels labels, LatencySummary? times)
    {
        if (times is null) return;
        family.Add(labels.And("quantile", "0"), times.Min);
        family.Add(labels.And("quantile", "0.5"), times.Median);
        family.Add(labels.And("quantile", "0.9"), times.P90);
        family.Add(labels.And("quantile", "0.95"), times.P95);
        family.Add(labels.And("quantile", "0.99"), times.P99);
        family.Add(labels.And("quantile", "1"), times.Max);
        family.AddPart("_sum", labels, times.Mean * times.Count);
        family.AddPart("_count", labels, times.Count);
    }
}
