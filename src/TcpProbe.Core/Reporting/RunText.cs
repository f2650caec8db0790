using TcpProbe.Core.Probing;
using TcpProbe.Core.Runs;

namespace TcpProbe.Core.Reporting;

/// <summary>What a run adds up to, in lines for a person.</summary>
public static class RunText
{
    /// <summary>The word for a state that is not as wanted: a reason, or that the target is up.</summary>
    public static string State(FailureReason? reason) => reason is { } why ? Words.Of(why) : "open";

    /// <summary>How often each reason occurred: <c>refused 3, reset 1</c>; a target that is open and wanted closed has none but that.</summary>
    public static string Counts(RunFigures figures, IReadOnlyList<ReasonCount> reasons)
    {
        long open = figures.Failures - reasons.Sum(row => row.Count);
        return string.Join(", ", [.. reasons.Select(row => $"{Words.Of(row.Reason)} {row.Count}"), .. open > 0 ? [$"{State(null)} {open}"] : Array.Empty<string>()]);
    }

    /// <summary>The last line or lines of a run.</summary>
    internal static IEnumerable<string> Of(RunSummary summary)
    {
        string time = Amounts.Time(summary.Elapsed);
        string what = summary.Plan.Goal is Goal.Down ? "down" : "up";
        return summary.Plan.Schedule switch
        {
            Schedule.Waiting => [summary.End switch
            {
                RunEnd.Completed => $"{what} after {time}{Probes(summary)}",
                RunEnd.Interrupted => $"interrupted after {time}, not {what}{Probes(summary)}",
                RunEnd.NameNotKnown => $"not waited for a name that is not known (--no-wait-dns){Probes(summary)}",
                _ => $"not {what} after {time} (--wait){Probes(summary)}",
            }],
            Schedule.Repeating when summary.Targets == 1 => [],
            _ => [Targets(summary, time)],
        };
    }

    /// <summary>Reasons as a list.</summary>
    internal static string Reasons(IReadOnlyList<FailureReason> reasons) => string.Join(", ", reasons.Select(Words.Of));

    private static string Probes(RunSummary summary)
    {
        RunFigures figures = summary.Figures;
        if (figures.Probes == 0) return ": the first probe had not ended";
        string reasons = Counts(summary.Figures, summary.Reasons);
        long unheard = summary.Plan.EveryAddress ? 0 : summary.Plan.Targets.Count - summary.Targets;
        string left = unheard > 0 ? $"; {Amounts.Count(unheard, "target")} not waited for" : string.Empty;
        return $": {Amounts.Count(figures.Probes, "probe")}{(reasons.Length == 0 ? string.Empty : $", {reasons}")}{left}";
    }

    private static string Targets(RunSummary summary, string time)
    {
        string reasons = Counts(summary.Figures, summary.Reasons);

        // Of a series the reasons are those of probes, not of targets.
        string of = summary.Plan.Schedule is Schedule.Repeating ? $"; {Amounts.Count(summary.Figures.Probes, "probe")}: " : ": ";
        string failed = $"{summary.Targets - summary.GoodTargets} failed{(reasons.Length == 0 ? string.Empty : of + reasons)}";
        string required = summary.Plan.Requirement.Least is { } least ? $", {least} required" : string.Empty;
        string interrupted = summary.End == RunEnd.Interrupted ? ", interrupted" : string.Empty;
        string targets = summary.Targets < summary.Plan.Targets.Count ? $"{summary.Targets} of {summary.Plan.Targets.Count} targets" : Amounts.Count(summary.Targets, "target");
        return $"{targets} in {time}{interrupted}: {summary.GoodTargets} ok{required}, {failed}";
    }
}
