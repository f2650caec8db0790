using TcpProbe.Core.Probing;
using TcpProbe.Core.Runs;

namespace TcpProbe.Core.Reporting;

/// <summary>The hints of a run: one for each reason that occurred, from the first probe that failed for it.</summary>
internal sealed class RunHints
{
    private readonly List<JudgedReport> _first = [];

    /// <summary>The hint of one probe, <c>null</c> if it needs none.</summary>
    public static string? Of(JudgedReport probe) => probe switch
    {
        { IsOk: true } => null,
        { Report.Failure: null } => "something listens there",
        { IsCut: false, Goal: Goal.Down closed } => $"down means {RunText.Reasons(closed.Reasons)} here (--down-means); {FailureHint.Of(probe.Report, probe.Report.Failure)}",
        _ => FailureHint.Of(probe.Report, probe.Report.Failure!),
    };

    /// <summary>Keeps the probe if it is the first that failed for its reason.</summary>
    public void Add(JudgedReport probe)
    {
        if (!probe.IsOk && !_first.Exists(other => other.Report.Failure?.Reason == probe.Report.Failure?.Reason)) _first.Add(probe);
    }

    /// <summary>The hints, of a run that came to what was wanted in the end none.</summary>
    public IEnumerable<string> Of(RunSummary summary)
    {
        bool isForgiven = summary is { IsOk: true, Plan.Schedule: Schedule.Waiting };
        return isForgiven ? [] : _first.Select(probe => $"  hint for {RunText.State(probe.Report.Failure?.Reason)}: {General(probe, summary.Plan)}");
    }

    // Of many targets the port of the first says little.
    private static string General(JudgedReport probe, RunPlan plan) =>
        probe.Reason == FailureReason.Refused && plan.Targets.Count > 1 && probe.Goal is Goal.Up
            ? "the host answered, but nothing listens on that port"
            : Of(probe)!;
}
