using TcpProbe.Core.Probing;

namespace TcpProbe.Core.Runs;

/// <summary>The state in which a run wants its targets.</summary>
public abstract record Goal
{
    private Goal()
    {
    }

    /// <summary>Whether a probe found its target in that state.</summary>
    public abstract bool IsMetBy(ProbeReport report);

    /// <summary>The target does all that the probe asks of it.</summary>
    public sealed record Up : Goal
    {
        /// <inheritdoc/>
        public override bool IsMetBy(ProbeReport report) => report.Failure is null;
    }

    /// <summary>The target is closed: its probe fails, and for one of these reasons.</summary>
    /// <param name="Reasons">What counts as closed; a name that does not resolve never does.</param>
    public sealed record Down(IReadOnlyList<FailureReason> Reasons) : Goal
    {
        /// <inheritdoc/>
        public override bool IsMetBy(ProbeReport report) => report.Failure is { } failure && Reasons.Contains(failure.Reason);
    }
}
