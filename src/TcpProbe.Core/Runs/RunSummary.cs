namespace TcpProbe.Core.Runs;

/// <summary>What came of a whole run.</summary>
/// <param name="Figures">What all of its probes measured.</param>
public sealed record RunSummary(RunFigures Figures)
{
    /// <summary>How it ended.</summary>
    public required RunEnd End { get; init; }

    /// <summary>The number of the signal that interrupted it; <c>null</c> if none did.</summary>
    public int? Signal { get; init; }

    /// <summary>Whether enough targets are as wanted.</summary>
    public required bool IsOk { get; init; }

    /// <summary>How many targets were settled.</summary>
    public required long Targets { get; init; }

    /// <summary>How many of them are as wanted.</summary>
    public required long GoodTargets { get; init; }

    /// <summary>How many of the others broke a condition, though none of their probes counts as failed.</summary>
    public long TargetsBeyondLimit { get; init; }

    /// <summary>Why probes were not as wanted, the most frequent reason first.</summary>
    public IReadOnlyList<ReasonCount> Reasons { get; init; } = [];

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it lasted.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>What was planned.</summary>
    public required RunPlan Plan { get; init; }
}
