using TcpProbe.Core.Probing;

namespace TcpProbe.Core.Runs;

/// <summary>What is kept of one target while a run goes on: sums, the last probes, and when it changed.</summary>
/// <param name="clock">The clock of its spans.</param>
/// <param name="start">When the run began, by that clock.</param>
/// <param name="mostKept">How many times of a phase are kept one by one.</param>
internal sealed class TargetTally(TimeProvider clock, long start, int mostKept)
{
    // Whoever flaps a thousand times is told so by the count.
    private const int MostSpans = 100;

    private readonly RunTally _tally = new(mostKept);
    private readonly Queue<StateSpan> _spans = [];
    private JudgedReport? _last;
    private JudgedReport? _lastFailed;
    private JudgedReport? _cut;
    private long _began = start;
    private long _stateSince;
    private long _spanSince;
    private long _spanProbes;
    private DateTimeOffset _spanFrom;
    private long _spansLeftOut;

    /// <summary>Adds a probe.</summary>
    /// <returns>The same, with what it changed.</returns>
    public JudgedReport Add(JudgedReport probe)
    {
        _began = Beginning(probe.Report);
        if (_last is { } last)
        {
            bool changes = last.IsOk != probe.IsOk || last.Reason != probe.Reason;
            PastState? before = changes ? new PastState(last.IsOk, last.Reason, clock.GetElapsedTime(_stateSince, _began)) : null;
            probe = probe with { IsChange = changes, Before = before };
            if (changes) _stateSince = _began;
            if (last.IsOk != probe.IsOk) BeginSpan(probe);
        }
        else
        {
            _stateSince = _began;
            BeginSpan(probe);
        }

        _spanProbes++;
        _tally.Add(probe);
        _last = probe;
        if (!probe.IsOk) _lastFailed = probe;
        return probe;
    }

    /// <summary>Keeps a probe that does not count; it stands for the target if there is no other.</summary>
    public void Keep(JudgedReport cut) => _cut = cut;

    /// <summary>All of it so far.</summary>
    public TargetSummary Summarize(RunPlan plan)
    {
        JudgedReport last = _last ?? _cut!;

        // Whoever waits counts on failures before; only how it ended is judged.
        bool isHealthy = plan.Schedule is Schedule.Waiting ? last.IsOk : plan.JudgesLoss || _tally.Ok == _tally.Probes;
        return new TargetSummary(last)
        {
            Figures = _tally.Figures,
            IsOk = isHealthy,
            LastFailed = _lastFailed,
            Reasons = _tally.Reasons,
            Totals = _tally.Total,
            Spans = _last is null ? [] : [.. _spans, CurrentSpan(clock.GetTimestamp())],
            SpansLeftOut = _spansLeftOut,
        }.JudgedBy(plan.Conditions);
    }

    // The wall clock says only how long ago that was; it may have been set meanwhile, and nothing began before what came before it, or before the run.
    private long Beginning(ProbeReport report)
    {
        long now = clock.GetTimestamp();
        TimeSpan ago = clock.GetUtcNow() - report.StartedAt;
        return Math.Clamp(now - (long)(ago.TotalSeconds * clock.TimestampFrequency), _began, now);
    }

    private void BeginSpan(JudgedReport probe)
    {
        if (_last is not null)
        {
            _spans.Enqueue(CurrentSpan(_began));
            if (_spans.Count >= MostSpans)
            {
                _ = _spans.Dequeue();
                _spansLeftOut++;
            }
        }

        _spanSince = _began;
        _spanFrom = probe.Report.StartedAt;
        _spanProbes = 0;
    }

    private StateSpan CurrentSpan(long end) => new(_last!.IsOk, _spanFrom, clock.GetElapsedTime(_spanSince, end), _spanProbes);
}
