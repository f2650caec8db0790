using TcpProbe.Core.Probing;
using TcpProbe.Core.Statistics;

namespace TcpProbe.Core.Runs;

/// <summary>What came of one target over a whole run.</summary>
/// <param name="Last">The last probe that counts.</param>
public sealed record TargetSummary(JudgedReport Last)
{
    private readonly RunFigures? _given;
    private readonly FiguresOfOne _own = new();

    /// <summary>What all of its probes measured; unless they are given, what the last did as the only one.</summary>
    /// <remarks>Computed once somebody asks: of thousands of targets that are probed once most formats show nothing but the probe.</remarks>
    public RunFigures Figures
    {
        get => _given ?? _own.Of(Last);
        init => _given = value;
    }

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

    /// <summary>The same target once its figures are looked at.</summary>
    internal TargetSummary JudgedBy(IReadOnlyList<FailCondition> conditions)
    {
        if (conditions.Count == 0) return this;
        ConditionResult[] broken = [.. conditions.Select(condition => condition.Judge(Figures)).Where(result => result.IsBroken)];
        return this with { IsOk = IsOk && broken.Length == 0, BrokenConditions = broken };
    }

    // What was computed is no part of the value, so all of these are alike; a copy of the record shares it, perhaps with another probe.
    private sealed class FiguresOfOne
    {
        private Tuple<JudgedReport, RunFigures>? _computed;

        public RunFigures Of(JudgedReport probe)
        {
            if (_computed is { } known && ReferenceEquals(known.Item1, probe)) return known.Item2;
            RunFigures figures = RunTally.OfOne(probe).Figures;
            _computed = Tuple.Create(probe, figures);
            return figures;
        }

        public override bool Equals(object? obj) => obj is FiguresOfOne;

        public override int GetHashCode() => 0;
    }
}
