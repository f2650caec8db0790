using TcpProbe.Core.Probing;

namespace TcpProbe.Core.Runs;

/// <summary>A finished probe of a run, and what the run makes of it.</summary>
/// <param name="Report">What happened.</param>
/// <param name="Sequence">Its place among the probes of the run, from 1.</param>
/// <param name="Goal">What the run wants.</param>
public sealed record JudgedReport(ProbeReport Report, long Sequence, Goal Goal)
{
    /// <summary>Whether the end of the run may be why it failed; it says nothing of its target then, nor that it is closed where that is wanted.</summary>
    public bool IsCut { get; init; }

    /// <summary>Whether it is as wanted.</summary>
    public bool IsOk => !IsCut && Goal.IsMetBy(Report);

    /// <summary>What went before it at the same target, if that was another verdict or another reason.</summary>
    public PastState? Before { get; init; }

    /// <summary>Whether it differs from the probe before it at the same target, or is the first.</summary>
    public bool IsChange { get; init; } = true;

    /// <summary>Why it is not as wanted; <c>null</c> also for a target that is up and should not be.</summary>
    public FailureReason? Reason => IsOk ? null : Report.Failure?.Reason;
}
