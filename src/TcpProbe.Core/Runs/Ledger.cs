using TcpProbe.Core.Probing;
using TcpProbe.Core.Statistics;

namespace TcpProbe.Core.Runs;

/// <summary>The sums of a run: of all its probes, and of each target for as long as more probes of it can come.</summary>
internal sealed class Ledger(RunPlan plan, TimeProvider clock)
{
    private const int LeastKept = 1000;
    private readonly RunTally _all = new();

    // Shared among the targets: each times each phase.
    private readonly int _mostKept = Math.Max(LeastKept, LatencySamples.MostKept / plan.Targets.Count);
    private readonly Dictionary<string, TargetTally> _byName = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private HashSet<string> _thisRound = new(StringComparer.Ordinal);
    private HashSet<string> _lastRound = new(StringComparer.Ordinal);
    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();
    private readonly long _start = clock.GetTimestamp();
    private long _settled;
    private long _good;
    private long _beyond;

    /// <summary>Adds a probe of a target that is probed again and again.</summary>
    public JudgedReport Record(ProbeReport report)
    {
        JudgedReport judged = TallyOf(report).Add(Judge(report));
        _all.Add(judged);
        return judged;
    }

    /// <summary>Adds the only probe of a target.</summary>
    public (JudgedReport Probe, TargetSummary Target) Settle(ProbeReport report)
    {
        JudgedReport judged = Judge(report);
        _all.Add(judged);
        TargetSummary target = new(judged)
        {
            IsOk = plan.JudgesLoss || judged.IsOk,
            LastFailed = judged.IsOk ? null : judged,
            Reasons = judged.Reason is { } reason ? [new ReasonCount(reason, 1)] : [],
        };
        return (judged, Count(target.JudgedBy(plan.Conditions), hasFailed: !judged.IsOk));
    }

    /// <summary>Keeps a probe that does not count, in case there is no other of its target.</summary>
    public void Keep(ProbeReport cut) => TallyOf(cut).Keep(Judge(cut) with { IsCut = true });

    /// <summary>All targets were probed once more.</summary>
    public void EndRound() => (_lastRound, _thisRound) = (_thisRound, new HashSet<string>(StringComparer.Ordinal));

    /// <summary>Ends every target that may have had more probes, in their order.</summary>
    public IEnumerable<TargetSummary> SettleAll()
    {
        // Written out: Select on the outcome of Where has its code looked up at run time, here for a text.
        foreach (string name in _names)
        {
            if (Stands(name)) yield return Settled(_byName[name].Summarize(plan));
        }
    }

    /// <summary>All of it.</summary>
    public RunSummary Summarize(RunEnd end) => new(_all.Figures)
    {
        End = end,
        IsOk = IsOk(end),
        Targets = _settled,
        GoodTargets = _good,
        TargetsBeyondLimit = plan.Schedule is Schedule.Waiting ? 0 : _beyond,
        Reasons = _all.Reasons,
        StartedAt = _startedAt,
        Elapsed = clock.GetElapsedTime(_start),
        Plan = plan,
    };

    // Whoever waits has asked the targets all at once; the sums of each tell only what they were last.
    private bool IsOk(RunEnd end) => plan.Schedule is Schedule.Waiting ? end == RunEnd.Completed : plan.Requirement.IsMetBy(_good, _settled);

    private JudgedReport Judge(ProbeReport report) => new(report, _all.Probes + 1, plan.Goal);

    // Where each address is a target, they come and go with the answers of the resolver: whoever waits is told of the latest.
    private bool Stands(string name) => plan is not { Schedule: Schedule.Waiting, EveryAddress: true } || _lastRound.Contains(name) || _thisRound.Contains(name);

    private TargetTally TallyOf(ProbeReport report)
    {
        string name = report.Options.Name;
        _ = _thisRound.Add(name);
        if (_byName.TryGetValue(name, out TargetTally? known)) return known;
        TargetTally tally = new(clock, _start, _mostKept);
        _byName.Add(name, tally);
        _names.Add(name);
        return tally;
    }

    private TargetSummary Settled(TargetSummary target) => Count(target, hasFailed: target.Figures.Failures > 0);

    private TargetSummary Count(TargetSummary target, bool hasFailed)
    {
        _settled++;
        if (target.IsOk) _good++;
        else if (!hasFailed || plan.JudgesLoss) _beyond++;
        return target;
    }
}
