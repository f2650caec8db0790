using TcpProbe.Core.Runs;

namespace TcpProbe.Core.Reporting.Nagios;

/// <summary>Which state of the monitoring plugins a target or a run is in.</summary>
internal static class NagiosVerdict
{
    /// <summary>The word.</summary>
    public static string Word(NagiosState state) => state switch
    {
        NagiosState.Ok => "OK",
        NagiosState.Warning => "WARNING",
        NagiosState.Critical => "CRITICAL",
        NagiosState.Unknown => "UNKNOWN",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>The state of a target that has this fault.</summary>
    public static NagiosState Of(TargetFault? fault) => fault switch
    {
        null => NagiosState.Ok,
        { Probe: null } => NagiosState.Warning,
        { IsLocal: true, IsCut: false } => NagiosState.Unknown,
        _ => NagiosState.Critical,
    };

    /// <summary>The worse of two.</summary>
    public static NagiosState Worst(NagiosState one, NagiosState other) => Badness(one) >= Badness(other) ? one : other;

    /// <summary>The state of a run: the worst of its targets, or of as many of the best as it needs.</summary>
    public static NagiosState Of(RunSummary summary, IReadOnlyList<NagiosTarget> targets)
    {
        RunPlan plan = summary.Plan;
        int needed = plan.Requirement.Least ?? (plan.EveryAddress ? Math.Max(targets.Count, 1) : plan.Targets.Count);
        NagiosState state = WorstOfBest(needed, targets);
        if (targets.Count < needed || (plan.EveryAddress && summary.End == RunEnd.Interrupted)) state = Worst(state, NagiosState.Unknown);
        if (plan.Schedule is not Schedule.Waiting || summary.End == RunEnd.Completed) return state;
        return Worst(state, summary.End == RunEnd.Interrupted ? NagiosState.Unknown : NagiosState.Critical);
    }

    // Counted, not sorted: that would be code for lists of this very type in the native program.
    private static NagiosState WorstOfBest(int number, IReadOnlyList<NagiosTarget> targets)
    {
        NagiosState worst = NagiosState.Ok;
        foreach (NagiosState state in (ReadOnlySpan<NagiosState>)[NagiosState.Unknown, NagiosState.Warning, NagiosState.Critical])
        {
            if (targets.Count(target => Badness(target.State) < Badness(state)) < Math.Min(number, targets.Count)) worst = state;
        }

        return worst;
    }

    // As the plugins' own library orders them.
    private static int Badness(NagiosState state) => state switch
    {
        NagiosState.Ok => 0,
        NagiosState.Unknown => 1,
        NagiosState.Warning => 2,
        _ => 3,
    };
}
