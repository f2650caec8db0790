using System.Net;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Reporting.Prometheus;
using TcpProbe.Core.Runs;

namespace TcpProbe.Exporter.Probing;

/// <summary>Which of several addresses behind a name are well.</summary>
internal static class AddressMetrics
{
    /// <summary>The metric; without samples if there was one address only.</summary>
    /// <param name="settled">What came of each address that was probed by itself, or of the target.</param>
    public static MetricFamily Of(IReadOnlyList<TargetSummary> settled)
    {
        MetricFamily family = new("probe_address_success", "gauge", "Of a name with several addresses that were tried: whether this one is as wanted.");
        if (settled.Count > 1)
        {
            foreach (TargetSummary target in settled) Add(target.Options.Address!.Address, target.IsOk);
        }
        else if (settled[0].Last.Report is { Attempts.Count: > 1 } report)
        {
            foreach (Attempt attempt in report.Attempts) Add(attempt.Address, attempt.Failure is null && report.Failure is null);
        }

        return family;

        void Add(IPAddress address, bool isWell) => family.Add(MetricLabels.None.And("address", address.ToString()), isWell ? 1 : 0);
    }
}
