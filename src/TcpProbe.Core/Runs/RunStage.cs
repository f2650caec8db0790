using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Runs;

/// <summary>Where a run takes place: its sums and its audience behind one gate, which closes once; then nothing happens any more.</summary>
internal sealed class RunStage(RunPlan plan, TimeProvider clock, IRunAudience audience, ProbeRound round, Action<TimeSpan>? sleep)
{
    private readonly object _gate = new();
    private readonly Ledger _ledger = new(plan, clock);
    private RunSummary? _summary;

    /// <summary>The plan.</summary>
    public RunPlan Plan => plan;

    /// <summary>The clock.</summary>
    public TimeProvider Clock => clock;

    /// <summary>One probe of each target.</summary>
    /// <param name="end">When it is over, whatever a probe still has to do.</param>
    /// <param name="consequence">What a probe means for the rest of the round, asked on its thread; <c>null</c> for nothing.</param>
    public IEnumerable<EndedProbe> ProbeAll(Deadline end, Func<EndedProbe, SweepEnd>? consequence = null) => round.Run(end, consequence);

    /// <summary>Enters a probe that has ended into the sums, and tells the audience what the schedule lets it hear of it.</summary>
    /// <param name="ended">The probe.</param>
    /// <param name="probe">The same, judged; <c>null</c> if it does not count.</param>
    /// <returns>Whether it was done: not once the stage is closed.</returns>
    public bool Accept(EndedProbe ended, out JudgedReport? probe)
    {
        lock (_gate)
        {
            probe = _summary is null ? Enter(ended) : null;
            return _summary is null;
        }
    }

    /// <summary>Tells the audience how far a run that waits has come.</summary>
    /// <returns>Whether it was told: not once the stage is closed.</returns>
    public bool Tell(WaitState state)
    {
        lock (_gate)
        {
            if (_summary is null) audience.Waits(state);
            return _summary is null;
        }
    }

    /// <summary>The system let us have so many threads, and no more.</summary>
    public void Tell(int threads)
    {
        lock (_gate)
        {
            if (_summary is null) audience.Slowed(threads);
        }
    }

    /// <summary>All targets were probed once more.</summary>
    public void EndRound()
    {
        lock (_gate) _ledger.EndRound();
    }

    /// <summary>Lets time pass.</summary>
    /// <returns>Whether it did: not once the stage is closed.</returns>
    public bool Sleep(TimeSpan time)
    {
        sleep?.Invoke(time);
        return sleep is null ? !Deadline.After(time, TimeLimit.Wait, clock).Await(IsClosedWithin) : !IsClosedWithin(0);
    }

    /// <summary>Sums up, the first time; whoever comes later gets the same.</summary>
    public RunSummary Close(RunEnd end)
    {
        lock (_gate) return SumUp(end);
    }

    /// <summary>Sums up what an interrupted run has, unless the audience holds the gate for longer than that.</summary>
    public RunSummary? TryClose(int signal, TimeSpan patience)
    {
        if (!Monitor.TryEnter(_gate, patience)) return null;
        try
        {
            return SumUp(RunEnd.Interrupted, signal);
        }
        finally
        {
            Monitor.PulseAll(_gate);
            Monitor.Exit(_gate);
        }
    }

    private bool IsClosedWithin(int milliseconds)
    {
        lock (_gate)
        {
            if (_summary is null && milliseconds != 0) _ = Monitor.Wait(_gate, milliseconds);
            return _summary is not null;
        }
    }

    private RunSummary SumUp(RunEnd end, int? signal = null)
    {
        if (_summary is not null) return _summary;

        // What a probe has found is owed, also where a slower one before it has not ended.
        foreach (EndedProbe ready in end == RunEnd.Interrupted ? round.Ready() : []) _ = Enter(ready);
        foreach (TargetSummary target in plan.Schedule is Schedule.Once ? [] : _ledger.SettleAll())
        {
            if (plan.Schedule is Schedule.Waiting) audience.Probed(target.Last);
            audience.Settled(target);
        }

        _summary = _ledger.Summarize(end) with { Signal = signal };
        audience.SummedUp(_summary);
        return _summary;
    }

    private JudgedReport? Enter(EndedProbe ended)
    {
        if (!ended.Claim()) return null;
        if (plan.Schedule is Schedule.Waiting)
        {
            // A probe that the end cut short says nothing of its target.
            if (!ended.IsCut) return _ledger.Record(ended.Report);
            _ledger.Keep(ended.Report);
            return null;
        }

        (JudgedReport probe, TargetSummary? target) = plan.Schedule is Schedule.Once ? _ledger.Settle(ended.Report) : (_ledger.Record(ended.Report), null);
        audience.Probed(probe);
        if (target is not null) audience.Settled(target);
        return probe;
    }
}
