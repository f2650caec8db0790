using System.Buffers;
using TcpProbe.Core.Reporting.Prometheus;
using TcpProbe.Exporter.Configuration;
using TcpProbe.Exporter.Probing;
using TcpProbe.Exporter.Web;

namespace TcpProbe.Exporter.Metrics;

/// <summary>What the exporter tells of itself.</summary>
/// <param name="counts">What it has counted.</param>
/// <param name="threads">The probes under way.</param>
/// <param name="settings">The configuration.</param>
/// <param name="guard">Who is let in.</param>
internal sealed class SelfMetrics(ProbeCounts counts, ProbeThreads threads, LiveSettings settings, WebGuard guard)
{
    /// <summary>All of it, in the text format.</summary>
    public ReadOnlyMemory<byte> Written()
    {
        ArrayBufferWriter<byte> output = new();
        foreach (MetricFamily family in (IEnumerable<MetricFamily>)[Build(), InFlight(), Limit(), .. Configuration(), .. counts.Families(), Refused(), .. ProcessMetrics.Families()])
            family.Write(output);
        return output.WrittenMemory;
    }

    private static MetricFamily Build()
    {
        MetricFamily build = new("tcpprobe_exporter_build_info", "gauge", "The version, and the commit that it was built from.");
        build.Add(MetricLabels.None.And("version", ProductVersion.Number).And("revision", ProductVersion.Commit), 1);
        return build;
    }

    private MetricFamily Refused()
    {
        MetricFamily refused = new("tcpprobe_exporter_refused_requests_total", "counter", "How many requests were not let in, and why.");
        refused.Add(MetricLabels.None.And("cause", "unauthorized"), guard.Unauthorized);
        refused.Add(MetricLabels.None.And("cause", "rate_limited"), guard.RateLimited);
        return refused;
    }

    private MetricFamily InFlight()
    {
        MetricFamily busy = new("tcpprobe_exporter_probes_in_flight", "gauge", "How many probes are under way.");
        busy.Add(MetricLabels.None, threads.Busy);
        return busy;
    }

    private MetricFamily Limit()
    {
        MetricFamily most = new("tcpprobe_exporter_probes_in_flight_limit", "gauge", "How many may be.");
        most.Add(MetricLabels.None, threads.Most);
        return most;
    }

    // By the names of blackbox_exporter, for the alerts that are made for it.
    private IEnumerable<MetricFamily> Configuration()
    {
        MetricFamily right = new("blackbox_exporter_config_last_reload_successful", "gauge", "Whether the configuration was right when it was last read.");
        right.Add(MetricLabels.None, settings.IsRight ? 1 : 0);
        MetricFamily at = new("blackbox_exporter_config_last_reload_success_timestamp_seconds", "gauge", "When it was last read and right, in Unix time.");
        at.Add(MetricLabels.None, settings.ReadAt?.ToUnixTimeMilliseconds() / 1000m);
        return [right, at];
    }
}
