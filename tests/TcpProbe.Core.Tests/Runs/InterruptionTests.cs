using TcpProbe.Core.Probing;
using TcpProbe.Core.Runs;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Core.Timing;
using static TcpProbe.Core.Tests.Harness.Rehearsal;

namespace TcpProbe.Core.Tests.Runs;

public sealed class InterruptionTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task What_has_ended_is_told_also_behind_a_target_that_has_not()
    {
        using ManualResetEventSlim release = new(), begun = new();
        Rehearsal audience = new((_, _) => Up());
        RunPlan plan = Plan(new Schedule.Once(), "slow", "one", "two", "three") with { Parallel = 2 };
        PlannedRun run = new(plan, TimeProvider.System, audience, Probe, sleep: null);
        Task<RunSummary> execution = Task.Run(run.Execute);

        // The second thread has left the reports of those before.
        Assert.True(begun.Wait(s_patience));
        RunSummary? summary = run.Interrupt(signal: 2, s_patience);
        release.Set();

        Assert.NotNull(summary);
        Assert.Equal((2L, 2L), (summary.Targets, summary.GoodTargets));
        Assert.Equal(["one:80", "two:80"], audience.Probes.Select(probe => probe.Report.Options.Name));
        Assert.Same(summary, await execution);

        ProbeReport Probe(ClientOptions options, Deadline end)
        {
            if (options.Target.Host == "three") begun.Set();
            if (options.Target.Host is "slow" or "three") Assert.True(release.Wait(s_patience));
            return Up() with { Options = options };
        }
    }

    [Fact]
    public void It_ends_a_pause()
    {
        using ManualResetEventSlim probed = new();
        Rehearsal audience = new((_, _) => Up()) { WhenProbed = _ => probed.Set() };
        PlannedRun run = InRealTime(new Schedule.Repeating(Rounds: null, TimeSpan.FromHours(1)), audience);
        Thread execution = new(() => run.Execute()) { IsBackground = true };
        execution.Start();
        Assert.True(probed.Wait(s_patience));
        Assert.True(SpinWait.SpinUntil(() => execution.ThreadState.HasFlag(ThreadState.WaitSleepJoin), s_patience));

        Assert.NotNull(run.Interrupt(signal: 2, s_patience));
        Assert.True(execution.Join(s_patience));
    }

    [Fact]
    public void A_pause_that_nobody_ends_is_as_long_as_it_was_told() =>
        Assert.True(InRealTime(new Schedule.Repeating(Rounds: 3, TimeSpan.FromSeconds(0.02)), new Rehearsal((_, _) => Up())).Execute().Elapsed >= TimeSpan.FromSeconds(0.04));

    [Fact]
    public void The_probe_at_whose_report_it_comes_counts_once()
    {
        Rehearsal audience = new((_, _) => Up());
        PlannedRun? run = null;
        audience.WhenProbed = probe =>
        {
            if (probe.Sequence == 1) _ = run!.Interrupt(signal: 2, s_patience);
        };
        RunPlan plan = Plan(new Schedule.Once(), "one", "two", "three") with { Parallel = 2 };
        run = new PlannedRun(plan, TimeProvider.System, audience, (options, _) => Up() with { Options = options }, sleep: null);

        RunSummary summary = run.Execute();

        Assert.Equal(audience.Probes.Count, summary.Figures.Probes);
        Assert.Equal(audience.Probes.Count, audience.Probes.Select(probe => probe.Report.Options.Name).Distinct().Count());
    }

    private static PlannedRun InRealTime(Schedule schedule, Rehearsal audience) =>
        new(Plan(schedule, "db"), TimeProvider.System, audience, (options, _) => Up() with { Options = options }, sleep: null);
}
