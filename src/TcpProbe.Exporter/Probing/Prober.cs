using System.Buffers;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Reporting.Prometheus;
using TcpProbe.Core.Runs;
using TcpProbe.Exporter.Access;
using TcpProbe.Exporter.Modules;

namespace TcpProbe.Exporter.Probing;

/// <summary>Makes the probes that requests ask for, on the calling thread.</summary>
/// <param name="clock">The clock of the probes.</param>
/// <param name="shared">What they share.</param>
internal sealed class Prober(TimeProvider clock, SharedByProbes shared)
{
    /// <summary>So many addresses of a name are tried at the same time; the others wait for one of these.</summary>
    public const int AddressesAtATime = 8;

    /// <summary>Makes one.</summary>
    /// <exception cref="RejectedException">No address of the target may be probed.</exception>
    public ProbeAnswer Run(ProbeRequest request, TargetRules rules)
    {
        AddressGate gate = new(rules, request.Target);
        RunPlan plan = new() { Targets = [Told(request, gate)], EveryAddress = request.Module.EveryAddress, Parallel = AddressesAtATime };
        List<SeenEvent> events = [];
        ProbeAudience audience = new();
        RunSummary summary = new PlannedRun(plan, clock, audience, target => Noting(events, plan.EveryAddress ? target.Name : null), shared).Execute();
        if (gate.IsShut) throw new RejectedException(Rejection.Forbidden, $"{request.Target} may not be probed from here");
        return new ProbeAnswer(request, audience.Telling.Last, Written(plan, summary, audience, request.Module)) { Events = events };
    }

    private static ClientOptions Told(ProbeRequest request, AddressGate gate) => request.Module.Template with
    {
        Target = request.Target,
        Deadline = request.Timeout,
        Tls = request.Module.Tls?.Now(request.HostName),
        Choice = (request.Module.Template.Choice ?? new AddressChoice()) with { Admits = gate.Admits },
        ReadEverything = request.IsDebug,
    };

    // Kept for the page: why a probe failed is often asked when it is over.
    private static Onlooker Noting(List<SeenEvent> events, string? about) => new(happened =>
    {
        lock (events) events.Add(new SeenEvent(about, happened));
    });

    private static ReadOnlyMemory<byte> Written(RunPlan plan, RunSummary summary, ProbeAudience audience, Module module)
    {
        ArrayBufferWriter<byte> output = new();
        PrometheusReport report = new(namesTargets: false);
        report.Begin(plan, output);
        report.Settle(audience.Telling, output);
        report.Finish(summary, output);
        AddressMetrics.Of(audience.Settled).Write(output);
        ExpectMetrics.Of(module.Labels, audience.Telling.Last.Report).Write(output);
        return output.WrittenMemory;
    }
}
