using TcpProbe.Core.Probing;
using TcpProbe.Core.Statistics;

namespace TcpProbe.Core.Runs;

/// <summary>What came of one target over a whole run.</summary>
/// <param name="Last">The last probe that counts.</param>
/// <param name="Figures">What all of its probes measured.</param>
public sealed record TargetSummary(JudgedReport Last, RunFigures Figures)
{
    /// <summary>Whether the target is as wanted: no condition is broken.</summary>
    public required bool IsOk { get; init; }

    /// <summary>The last probe that was not as wanted.</summary>
    public JudgedReport? LastFailed { get; init; }

    /// <summary>Why its probes were not as wanted, the most frequent reason first.</summary>
    public IReadOnlyList<ReasonCount> Reasons { get; init; } = [];

    /// <summary>The conditions that are broken.</summary>
    public IReadOnlyList<ConditionResult> BrokenConditions { get; init; } = [];

    /// <summary>The times of its probes that went well, for a histogram.</summary>
    public LatencySamples? Totals { get; init; }

    /// <summary>The times during which it was as wanted, or was not, in their order; the oldest of very many are left out.</summary>
    public IReadOnlyList<StateSpan> Spans { get; init; } = [];

    /// <summary>How many spans were left out.</summary>
    public long SpansLeftOut { get; init; }

    /// <summary>What its probes were told.</summary>
    public ClientOptions Options => Last.Report.Options;
}
