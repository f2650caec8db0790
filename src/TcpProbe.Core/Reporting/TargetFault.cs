using TcpProbe.Core.Probing;
using TcpProbe.Core.Runs;

namespace TcpProbe.Core.Reporting;

/// <summary>Why a target is not as wanted, for the formats that say it of a target rather than of a probe.</summary>
/// <param name="Kind">A reason, <c>open</c>, or <c>condition</c> for a limit that a run of good probes has broken.</param>
/// <param name="Clause">All of it, to follow the name of the target.</param>
internal sealed record TargetFault(string Kind, string Clause)
{
    /// <summary>The kind of a broken limit.</summary>
    public const string Condition = "condition";

    /// <summary>The probe that tells why, <c>null</c> if only a condition is broken.</summary>
    public JudgedReport? Probe { get; private init; }

    /// <summary>Whether this machine is at fault: it could not probe.</summary>
    public bool IsLocal { get; private init; }

    /// <summary>Whether the run ended before any probe of the target did.</summary>
    public bool IsCut { get; private init; }

    /// <summary>Of a target, <c>null</c> if it is as wanted.</summary>
    public static TargetFault? Of(TargetSummary target, RunPlan plan) => target.IsOk ? null
        : FailedProbe(target, plan) is { } probe ? OfProbes(target, plan, probe)
        : new TargetFault(Condition, Breaks(target.BrokenConditions.Select(result => result.ToString())));

    /// <summary>Limits that are broken, as the end of a sentence.</summary>
    public static string Breaks(IEnumerable<string> limits) => $"breaks a limit: {string.Join(", ", limits)}";

    // Failures count unless the user has said how many there may be, and they are not more. Whoever waits looks at the last probe only.
    private static JudgedReport? FailedProbe(TargetSummary target, RunPlan plan)
    {
        if (plan.JudgesLoss && !target.BrokenConditions.Any(result => result.Condition.Metric is RunMetric.LostShare)) return null;
        if (!target.Last.IsOk) return target.Last;
        return plan.Schedule is Schedule.Repeating ? target.LastFailed : null;
    }

    private static TargetFault OfProbes(TargetSummary target, RunPlan plan, JudgedReport probe)
    {
        string clause = ProbeClause.Of(probe);
        if (probe.IsCut) clause = $"was cut short: {clause}";
        else if (plan.Schedule is Schedule.Repeating && target.Figures.Probes > 1) clause = $"{Series(target)}; the last of these {clause}";
        if (target.BrokenConditions.Count > 0) clause = $"{clause}; {Breaks(target.BrokenConditions.Select(result => result.ToString()))}";
        return new TargetFault(RunText.State(probe.Reason), clause)
        {
            Probe = probe,
            IsCut = probe.IsCut,
            IsLocal = plan.Schedule is Schedule.Repeating
                ? target.Reasons is [{ Reason: FailureReason.LocalError } row] && row.Count == target.Figures.Failures
                : probe.Reason == FailureReason.LocalError,
        };
    }

    private static string Series(TargetSummary target) =>
        $"failed {target.Figures.Failures} of {Amounts.Count(target.Figures.Probes, "probe")} ({RunText.Counts(target.Figures, target.Reasons)})";
}
