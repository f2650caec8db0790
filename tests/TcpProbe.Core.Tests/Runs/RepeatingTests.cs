using TcpProbe.Core.Probing;
using TcpProbe.Core.Runs;
using TcpProbe.Core.Tests.Harness;
using static TcpProbe.Core.Tests.Harness.Rehearsal;

namespace TcpProbe.Core.Tests.Runs;

public sealed class RepeatingTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Fact]
    public void It_probes_as_often_as_it_was_told()
    {
        Rehearsal rehearsal = new((_, time) => time == 2 ? Down() : Up());

        RunSummary summary = rehearsal.Execute(Plan(new Schedule.Repeating(5, s_second), "db"));

        Assert.Equal([1, 2, 3, 4, 5], rehearsal.Probes.Select(probe => probe.Sequence));
        Assert.Equal((5, 4), (summary.Figures.Probes, summary.Figures.Ok));
        Assert.False(summary.IsOk);
        Assert.Equal(TimeSpan.FromSeconds(4), summary.Elapsed);
    }

    [Fact]
    public void The_starts_do_not_drift()
    {
        Rehearsal rehearsal = new((_, _) => Up()) { ProbeTime = TimeSpan.FromMilliseconds(333) };

        _ = rehearsal.Execute(Plan(new Schedule.Repeating(100, s_second), "db"));

        Assert.Equal(Enumerable.Range(0, 100).Select(second => TimeSpan.FromSeconds(second)), rehearsal.Starts);
    }

    [Fact]
    public void A_probe_that_takes_longer_than_the_interval_misses_the_starts_it_ran_over()
    {
        Rehearsal rehearsal = new((_, _) => Up()) { ProbeTime = TimeSpan.FromSeconds(2.5) };

        _ = rehearsal.Execute(Plan(new Schedule.Repeating(3, s_second), "db"));

        Assert.Equal([0, 3, 6], rehearsal.Starts.Select(start => start.TotalSeconds));
    }

    [Fact]
    public void A_change_tells_what_was_before_and_for_how_long()
    {
        Rehearsal rehearsal = new((_, time) => time is 3 or 4 ? Down() : time == 5 ? Down(FailureReason.ConnectTimedOut) : Up());

        _ = rehearsal.Execute(Plan(new Schedule.Repeating(7, s_second), "db"));

        Assert.Equal([true, false, true, false, true, true, false], rehearsal.Probes.Select(probe => probe.IsChange));
        Assert.Equal(new PastState(WasOk: true, null, TimeSpan.FromSeconds(2)), rehearsal.Probes[2].Before);
        Assert.Equal(new PastState(WasOk: false, FailureReason.Refused, TimeSpan.FromSeconds(2)), rehearsal.Probes[4].Before);
        Assert.Equal(new PastState(WasOk: false, FailureReason.ConnectTimedOut, TimeSpan.FromSeconds(1)), rehearsal.Probes[5].Before);
    }

    [Fact]
    public void Times_up_and_down_are_told_as_spans()
    {
        Rehearsal rehearsal = new((_, time) => time is 3 or 4 ? Down() : Up());

        _ = rehearsal.Execute(Plan(new Schedule.Repeating(7, s_second), "db"));

        StateSpan[] spans = [.. rehearsal.Targets[0].Spans];
        Assert.Equal([true, false, true], spans.Select(span => span.IsOk));
        Assert.Equal([2, 2, 3], spans.Select(span => span.Probes));
        Assert.Equal([2.0, 2, 2], spans.Select(span => span.Length.TotalSeconds));
        Assert.Equal(spans[0].From + TimeSpan.FromSeconds(2), spans[1].From);
    }

    [Fact]
    public void A_state_begins_with_its_first_probe_however_long_that_takes()
    {
        Rehearsal rehearsal = null!;
        rehearsal = new((_, time) => time == 3 ? Late() : Up());

        _ = rehearsal.Execute(Plan(new Schedule.Repeating(4, s_second), "db"));

        Assert.Equal([2.0, 4, 0], rehearsal.Targets[0].Spans.Select(span => span.Length.TotalSeconds));
        Assert.Equal([0.0, 2, 6], rehearsal.Targets[0].Spans.Select(span => (span.From - rehearsal.Summary!.StartedAt).TotalSeconds));
        Assert.Equal([null, null, 2.0, 4], rehearsal.Probes.Select(probe => probe.Before?.Held.TotalSeconds));

        ProbeReport Late()
        {
            rehearsal.Clock.Advance(TimeSpan.FromSeconds(3.5));
            return Down(FailureReason.ConnectTimedOut);
        }
    }

    [Fact]
    public void The_last_state_lasts_until_the_end_of_its_last_probe()
    {
        Rehearsal rehearsal = new((_, time) => time == 2 ? Down() : Up()) { ProbeTime = s_second / 2 };

        _ = rehearsal.Execute(Plan(new Schedule.Repeating(2, s_second), "db"));

        Assert.Equal([1.0, 0.5], rehearsal.Targets[0].Spans.Select(span => span.Length.TotalSeconds));
    }

    [Fact]
    public void A_target_that_flaps_for_ever_keeps_its_last_spans_and_the_count_of_the_others()
    {
        Rehearsal rehearsal = new((_, time) => time % 2 == 0 ? Down() : Up());

        _ = rehearsal.Execute(Plan(new Schedule.Repeating(1000, s_second), "db"));

        Assert.Equal(1000, rehearsal.Targets[0].Spans.Count + rehearsal.Targets[0].SpansLeftOut);
        Assert.InRange(rehearsal.Targets[0].Spans.Count, 2, 100);
    }

    [Fact]
    public void Only_phases_that_ended_well_are_measured()
    {
        Rehearsal rehearsal = new((_, time) => time == 2
            ? Down(FailureReason.ConnectTimedOut) with { Timings = new PhaseTimings(Resolve: TimeSpan.FromMilliseconds(1), Connect: TimeSpan.FromSeconds(3.5)) }
            : Up(milliseconds: 2));

        RunSummary summary = rehearsal.Execute(Plan(new Schedule.Repeating(3, s_second), "db"));

        Assert.Equal(2, summary.Figures.Latencies.Connect!.Count);
        Assert.Equal(TimeSpan.FromMilliseconds(2), summary.Figures.Latencies.Connect.Max);
        Assert.Equal(1, summary.Figures.Latencies.Resolve!.Count);
        Assert.Equal(2, summary.Figures.Latencies.Total!.Count);
        Assert.Null(summary.Figures.Latencies.Tls);
    }

    [Fact]
    public void A_loss_that_a_condition_allows_is_no_failure()
    {
        RunPlan plan = Plan(new Schedule.Repeating(10, s_second), "db");

        Assert.True(Execute("loss:0.1"));
        Assert.False(Execute("loss:0.09"));
        Assert.False(Execute("max.connect:1s"));

        bool Execute(string condition) => new Rehearsal((_, time) => time == 2 ? Down() : Up())
            .Execute(plan with { Conditions = [FailCondition.Parse(condition)] }).IsOk;
    }

    [Fact]
    public void Conditions_are_judged_for_each_target_by_itself()
    {
        Rehearsal rehearsal = new((name, _) => name == "db" ? Down() : Up());
        RunPlan plan = Plan(new Schedule.Repeating(2, s_second), "db", "cache") with { Conditions = [FailCondition.Parse("loss:0.6")] };

        Assert.False(rehearsal.Execute(plan).IsOk);
        Assert.Equal([false, true], rehearsal.Targets.Select(target => target.IsOk));
        Assert.True(rehearsal.Execute(plan with { Requirement = new Requirement(1) }).IsOk);
    }

    [Fact]
    public void A_target_beyond_a_limit_is_told_from_one_that_failed()
    {
        Rehearsal rehearsal = new((name, _) => name == "db" ? Down() : Up(milliseconds: name == "slow" ? 2000 : 1));

        RunSummary summary = rehearsal.Execute(Plan(new Schedule.Repeating(2, s_second), "db", "slow", "cache") with { Conditions = [FailCondition.Parse("max.connect:1s")] });

        Assert.Equal((1L, 1L), (summary.GoodTargets, summary.TargetsBeyondLimit));
    }

    [Fact]
    public void The_last_probe_that_failed_is_kept_beside_the_last()
    {
        Rehearsal rehearsal = new((_, time) => time < 3 ? Down() : Up());

        _ = rehearsal.Execute(Plan(new Schedule.Repeating(4, s_second), "db"));

        Assert.Equal((4L, 2L), (rehearsal.Targets[0].Last.Sequence, rehearsal.Targets[0].LastFailed!.Sequence));
        Assert.Equal([null, null, false, null], rehearsal.Probes.Select(probe => probe.Before?.WasOk));
    }

    [Fact]
    public void An_interrupted_run_tells_what_it_has_and_probes_no_more()
    {
        Rehearsal rehearsal = new((_, _) => Up());
        PlannedRun? run = null;
        rehearsal.WhenProbed = probe =>
        {
            if (probe.Sequence == 3) _ = run!.Interrupt(signal: 15, TimeSpan.FromSeconds(1));
        };
        run = rehearsal.Begin(Plan(new Schedule.Repeating(Rounds: null, s_second), "db"));

        RunSummary summary = run.Execute();

        Assert.Equal((RunEnd.Interrupted, 15), (summary.End, summary.Signal));
        Assert.Equal(3, summary.Figures.Probes);
        Assert.Same(summary, rehearsal.Summary);
    }
}
