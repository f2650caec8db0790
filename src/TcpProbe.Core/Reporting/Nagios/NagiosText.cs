using System.Globalization;
using System.Text;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Runs;
using TcpProbe.Core.Statistics;

namespace TcpProbe.Core.Reporting.Nagios;

/// <summary>What a monitoring plugin says of a target, in one line.</summary>
internal static class NagiosText
{
    /// <summary>The sentence.</summary>
    /// <param name="target">The target.</param>
    /// <param name="plan">What was planned.</param>
    /// <param name="fault">Why the target is not as wanted, <c>null</c> if it is.</param>
    /// <param name="times">What was measured.</param>
    /// <param name="range">The range that its response time alerts, <c>null</c> if there is none.</param>
    public static string Of(TargetSummary target, RunPlan plan, TargetFault? fault, PhaseLatencies times, string? range)
    {
        string name = ProbeClause.Named(target.Options);
        if (fault is { Probe: not null }) return $"{name} {fault.Clause}";
        string told = times.Total is { } total
            ? $"{Amounts.Time(total.Mean)} {(plan.Schedule is Schedule.Repeating ? "mean " : string.Empty)}response time on {name}{Besides(target, plan)}"
            : $"{name} {ProbeClause.Of(target.Last)}{Series(target, plan)}";
        string[] limits = [.. target.BrokenConditions.Select(result => result.ToString())];
        if (range is not null) limits = [range, .. limits];
        return limits.Length == 0 ? told : $"{told}; {TargetFault.Breaks(limits)}";
    }

    /// <summary>The text as it may stand in the line: no peer and no label begins the performance data, or another line.</summary>
    public static string OneLine(string text)
    {
        StringBuilder line = new(text.Length);
        foreach (char character in text)
        {
            if (character == '|' || char.IsControl(character)) _ = line.Append(CultureInfo.InvariantCulture, $@"\x{(int)character:x2}");
            else _ = line.Append(character);
        }

        return line.ToString();
    }

    private static string Besides(TargetSummary target, RunPlan plan)
    {
        ProbeReport last = target.Last.Report;
        string secured = last.Failure is null ? string.Concat(TlsText.Parts(last).Select(part => $", {part}")) : string.Empty;
        string said = plan.Schedule is not Schedule.Repeating && last.Reply is { } reply ? $": {FailureText.Quoted(reply.Head)}" : string.Empty;
        return $"{Series(target, plan)}{secured}{said}";
    }

    private static string Series(TargetSummary target, RunPlan plan) => plan.Schedule is Schedule.Repeating
        ? $", {Amounts.Count(target.Figures.Probes, "probe")}, {Amounts.Percent(target.Figures.Failures, target.Figures.Probes)} % loss"
        : string.Empty;
}
