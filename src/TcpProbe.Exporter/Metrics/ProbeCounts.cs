using System.Collections.Concurrent;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Reporting.Prometheus;
using TcpProbe.Exporter.Probing;

namespace TcpProbe.Exporter.Metrics;

/// <summary>How many probes were made and how they went, and how many requests were turned away.</summary>
internal sealed class ProbeCounts
{
    private readonly ConcurrentDictionary<string, long> _probes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Module, FailureReason Reason), long> _failures = new();
    private readonly long[] _rejections = new long[Enum.GetValues<Rejection>().Length];

    /// <summary>Counts a probe.</summary>
    public void Add(ProbeAnswer answer)
    {
        string module = answer.Request.Module.Name;
        _ = _probes.AddOrUpdate(module, 1, (_, count) => count + 1);
        if (answer.Probe.Reason is { } reason) _ = _failures.AddOrUpdate((module, reason), 1, (_, count) => count + 1);
    }

    /// <summary>Counts a request that was turned away.</summary>
    public void Add(Rejection cause) => _ = Interlocked.Increment(ref _rejections[(int)cause]);

    /// <summary>The metrics.</summary>
    public IEnumerable<MetricFamily> Families()
    {
        MetricFamily probes = new("tcpprobe_exporter_probes_total", "counter", "How many probes were made with a module.");
        foreach ((string module, long count) in _probes.OrderBy(pair => pair.Key, StringComparer.Ordinal)) probes.Add(MetricLabels.None.And("module", module), count);
        MetricFamily failures = new("tcpprobe_exporter_probe_failures_total", "counter", "How many of them failed, for each reason that occurred.");
        foreach (((string module, FailureReason reason), long count) in _failures.OrderBy(pair => pair.Key.Module, StringComparer.Ordinal).ThenBy(pair => pair.Key.Reason))
            failures.Add(MetricLabels.None.And("module", module).And("reason", Words.Of(reason)), count);
        MetricFamily rejections = new("tcpprobe_exporter_rejected_requests_total", "counter", "How many requests for a probe were turned away, and why.");
        foreach (Rejection cause in Enum.GetValues<Rejection>()) rejections.Add(MetricLabels.None.And("cause", Word(cause)), Interlocked.Read(ref _rejections[(int)cause]));
        MetricFamily unknown = new("blackbox_module_unknown_total", "counter", "How many requests named a module that is not here.");
        unknown.Add(MetricLabels.None, Interlocked.Read(ref _rejections[(int)Rejection.UnknownModule]));
        return [probes, failures, rejections, unknown];
    }

    private static string Word(Rejection cause) => cause switch
    {
        Rejection.BadRequest => "bad_request",
        Rejection.UnknownModule => "unknown_module",
        Rejection.Forbidden => "forbidden",
        Rejection.Busy => "busy",
        _ => throw new ArgumentOutOfRangeException(nameof(cause)),
    };
}
