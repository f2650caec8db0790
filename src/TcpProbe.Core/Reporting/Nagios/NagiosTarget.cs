using TcpProbe.Core.Runs;
using TcpProbe.Core.Statistics;

namespace TcpProbe.Core.Reporting.Nagios;

/// <summary>A target as the line of a monitoring plugin tells it.</summary>
/// <param name="State">Its state.</param>
/// <param name="Failure">Why its probes failed: a reason, or <c>open</c>; <c>null</c> if that is not what is wrong with it.</param>
/// <param name="Text">What is said of it.</param>
/// <param name="Performance">What was measured of it.</param>
internal sealed record NagiosTarget(NagiosState State, string? Failure, string Text, string Performance)
{
    /// <summary>Of what came of it.</summary>
    public static NagiosTarget Of(TargetSummary target, RunPlan plan, NagiosAlerts alerts)
    {
        TargetFault? fault = TargetFault.Of(target, plan);
        PhaseLatencies times = Measured(target, plan);
        (NagiosState timely, string? range) = alerts.Judge(times.Total?.Mean);
        return new NagiosTarget(
            NagiosVerdict.Worst(NagiosVerdict.Of(fault), timely),
            fault?.Probe is null ? null : fault.Kind,
            NagiosText.Of(target, plan, fault, times, range),
            NagiosPerformance.Of(target, plan, times, alerts));
    }

    // Whoever waits asks how a target is in the end; the probes before have had other times.
    private static PhaseLatencies Measured(TargetSummary target, RunPlan plan)
    {
        if (plan.Schedule is not Schedule.Waiting) return target.Figures.Latencies;
        RunTally last = new();
        last.Add(target.Last);
        return last.Figures.Latencies;
    }
}
