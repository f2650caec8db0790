using System.Buffers;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Runs;

namespace TcpProbe.Core.Reporting.Prometheus;

/// <summary>The text exposition of Prometheus: the last probe of each target, and what a series of them adds up to.</summary>
/// <param name="namesTargets">Whether the labels say which target it is; whoever is asked for one target leaves that to the asker.</param>
/// <remarks>Where a metric is what one of blackbox_exporter is, it has that name; what was not measured is absent.</remarks>
public sealed class PrometheusReport(bool namesTargets = true) : ReportWriter
{
    private readonly ProbeMetrics _probes = new();
    private readonly SeriesMetrics _series = new();
    private RunPlan? _plan;

    /// <inheritdoc/>
    public override void Begin(RunPlan plan, IBufferWriter<byte> output) => _plan = plan;

    /// <inheritdoc/>
    public override void Settle(TargetSummary target, IBufferWriter<byte> output)
    {
        MetricLabels labels = namesTargets ? Labels(target.Options) : MetricLabels.None;
        _probes.Add(labels, target, TargetFault.Of(target, _plan!));
        if (_plan is { Schedule: Schedule.Repeating }) _series.Add(labels, target);
        _series.AddConditions(labels, target, _plan!.Conditions);
    }

    /// <inheritdoc/>
    public override void Finish(RunSummary summary, IBufferWriter<byte> output)
    {
        foreach (MetricFamily family in _probes.Families.Concat(_series.Families)) family.Write(output);
    }

    private static MetricLabels Labels(ClientOptions options) => MetricLabels.None
        .And("target", options.Target.ToString())
        .And("address", options.Address?.Address.ToString())
        .And("label", options.Target.Label);
}
