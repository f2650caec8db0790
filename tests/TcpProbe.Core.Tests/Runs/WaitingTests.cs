using System.Net;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Runs;
using TcpProbe.Core.Targets;
using TcpProbe.Core.Tests.Harness;
using static TcpProbe.Core.Tests.Harness.Rehearsal;

namespace TcpProbe.Core.Tests.Runs;

public sealed class WaitingTests
{
    private static Schedule.Waiting For(double seconds, double interval = 1) =>
        new(TimeSpan.FromSeconds(seconds), Backoff.Steady(TimeSpan.FromSeconds(interval)));

    [Fact]
    public void It_ends_with_the_first_probe_that_is_ok()
    {
        Rehearsal rehearsal = new((_, time) => time < 4 ? Down() : Up());

        RunSummary summary = rehearsal.Execute(Plan(For(60), "db"));

        Assert.Equal(RunEnd.Completed, summary.End);
        Assert.True(summary.IsOk);
        Assert.Equal(4, summary.Figures.Probes);
        Assert.Equal([new ReasonCount(FailureReason.Refused, 3)], summary.Reasons);
        Assert.Equal(TimeSpan.FromSeconds(3), summary.Elapsed);
    }

    [Fact]
    public void Only_the_last_probe_of_a_target_is_reported()
    {
        Rehearsal rehearsal = new((_, time) => time < 4 ? Down() : Up());

        _ = rehearsal.Execute(Plan(For(60), "db"));

        Assert.True(Assert.Single(rehearsal.Probes).IsOk);
        Assert.Equal(4, rehearsal.Probes[0].Sequence);
        Assert.True(Assert.Single(rehearsal.Targets).IsOk);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.4)]
    [InlineData(3.5)]
    public void It_lasts_as_long_as_it_was_told_whatever_a_probe_takes(double probeSeconds)
    {
        Rehearsal rehearsal = new((_, _) => Down()) { ProbeTime = TimeSpan.FromSeconds(probeSeconds) };

        RunSummary summary = rehearsal.Execute(Plan(For(10), "db"));

        Assert.Equal(RunEnd.WaitRanOut, summary.End);
        Assert.False(summary.IsOk);
        Assert.Equal(TimeSpan.FromSeconds(10), summary.Elapsed);
    }

    [Fact]
    public void A_pause_ends_with_the_time()
    {
        RunSummary summary = new Rehearsal((_, _) => Down()).Execute(Plan(For(10, interval: 7), "db"));

        Assert.Equal((RunEnd.WaitRanOut, TimeSpan.FromSeconds(10), 2L), (summary.End, summary.Elapsed, summary.Figures.Probes));
    }

    [Fact]
    public void Up_in_too_few_rounds_is_not_up()
    {
        RunSummary summary = new Rehearsal((_, _) => Up()).Execute(Plan(For(1.5) with { Successes = 3 }, "db"));

        Assert.Equal((RunEnd.WaitRanOut, false, 2L), (summary.End, summary.IsOk, summary.Figures.Ok));
    }

    [Fact]
    public void The_probe_that_the_end_cuts_short_does_not_count()
    {
        Rehearsal rehearsal = new((_, _) => Down()) { ProbeTime = TimeSpan.FromSeconds(3) };

        RunSummary summary = rehearsal.Execute(Plan(For(10), "db"));

        Assert.Equal([new ReasonCount(FailureReason.Refused, 3)], summary.Reasons);
        Assert.Equal(FailureReason.Refused, Assert.Single(rehearsal.Probes).Reason);
    }

    [Fact]
    public void The_first_probe_cut_short_is_told_when_there_is_no_other()
    {
        Rehearsal rehearsal = new((_, _) => Up()) { ProbeTime = TimeSpan.FromSeconds(30) };

        RunSummary summary = rehearsal.Execute(Plan(For(10), "db"));

        Assert.Equal(RunEnd.WaitRanOut, summary.End);
        Assert.Equal(0, summary.Figures.Probes);
        Assert.Equal(FailureReason.ConnectTimedOut, Assert.Single(rehearsal.Probes).Reason);
        Assert.False(Assert.Single(rehearsal.Targets).IsOk);
    }

    [Fact]
    public void All_targets_must_be_up_at_the_same_time()
    {
        Rehearsal rehearsal = new((name, time) => (name, time) switch
        {
            ("db", 1) or ("cache", 2) => Up(),
            (_, >= 4) => Up(),
            _ => Down(),
        });

        RunSummary summary = rehearsal.Execute(Plan(For(60), "db", "cache"));

        Assert.Equal(RunEnd.Completed, summary.End);
        Assert.Equal(8, summary.Figures.Probes);
    }

    [Fact]
    public void Any_target_is_enough_where_any_is_required()
    {
        Rehearsal rehearsal = new((name, _) => name == "cache" ? Up() : Down());

        RunSummary summary = rehearsal.Execute(Plan(For(60), "db", "cache") with { Requirement = new Requirement(1) });

        Assert.Equal(RunEnd.Completed, summary.End);
        Assert.Equal(2, summary.Figures.Probes);
    }

    [Fact]
    public void A_service_that_flaps_must_stay_up_for_as_many_rounds_as_were_asked()
    {
        Rehearsal rehearsal = new((_, time) => time is 2 or 3 or >= 5 ? Up() : Down());

        RunSummary summary = rehearsal.Execute(Plan(For(60) with { Successes = 3 }, "db"));

        Assert.Equal(7, summary.Figures.Probes);
        Assert.Equal([0, 1, 2, 0, 1, 2], rehearsal.States.Select(state => state.Streak));
    }

    [Fact]
    public void A_name_that_appears_late_is_waited_for()
    {
        Rehearsal rehearsal = new((_, time) => time < 3 ? Down(FailureReason.NameNotResolved) : Up());

        Assert.Equal(RunEnd.Completed, rehearsal.Execute(Plan(For(60), "db")).End);
    }

    [Fact]
    public void No_probe_begins_after_the_end()
    {
        Rehearsal rehearsal = new((_, _) => Down()) { ProbeTime = TimeSpan.FromSeconds(3) };

        _ = rehearsal.Execute(Plan(For(10), "one", "two", "three", "four", "five", "six"));

        Assert.All(rehearsal.Starts, start => Assert.True(start < TimeSpan.FromSeconds(10), $"one began at {start}"));
    }

    [Fact]
    public void A_probe_that_the_end_cuts_short_does_not_mean_down()
    {
        Rehearsal rehearsal = new((_, _) => Up()) { ProbeTime = TimeSpan.FromSeconds(30) };

        RunSummary summary = rehearsal.Execute(Plan(For(10), "db") with { Goal = new Goal.Down([FailureReason.Refused, FailureReason.ConnectTimedOut]) });

        Assert.Equal((RunEnd.WaitRanOut, 1L, 0L), (summary.End, summary.Targets, summary.GoodTargets));
        Assert.Empty(rehearsal.States);
    }

    [Fact]
    public void An_address_that_the_name_no_longer_has_is_forgotten()
    {
        Rehearsal rehearsal = new((_, time) => time < 3 ? Down() : Up()) { Names = time => time < 3 ? "old" : "new" };

        RunPlan plan = Plan(For(60), "db");
        ClientOptions literal = plan.Targets[0] with { Target = new Target("db", 80, IPAddress.Loopback) };
        RunSummary summary = rehearsal.Execute(plan with { Targets = [literal], EveryAddress = true });

        Assert.Equal(RunEnd.Completed, summary.End);
        Assert.Equal("new:80", Assert.Single(rehearsal.Targets).Options.Name);
    }

    [Fact]
    public void A_name_that_is_not_known_ends_a_run_that_does_not_wait_for_names()
    {
        Rehearsal rehearsal = new((_, time) => Down(time < 3 ? FailureReason.ResolverUnavailable : FailureReason.NameNotResolved));

        RunSummary summary = rehearsal.Execute(Plan(For(60) with { AwaitsNames = false }, "db"));

        Assert.Equal(RunEnd.NameNotKnown, summary.End);
        Assert.Equal(3, summary.Figures.Probes);
    }

    [Fact]
    public void One_name_that_is_not_known_ends_it_whatever_the_others_are()
    {
        Rehearsal rehearsal = new((name, _) => name == "typo" ? Down(FailureReason.NameNotResolved) : Down());

        RunSummary summary = rehearsal.Execute(Plan(For(60) with { AwaitsNames = false }, "db", "typo", "cache"));

        Assert.Equal((RunEnd.NameNotKnown, 2L), (summary.End, summary.Figures.Probes));
    }

    [Fact]
    public void A_target_that_refuses_is_down_and_one_whose_name_is_wrong_is_not()
    {
        Rehearsal rehearsal = new((_, time) => time < 3 ? Down(FailureReason.NameNotResolved) : time < 5 ? Up() : Down());

        RunSummary summary = rehearsal.Execute(Plan(For(60), "db") with { Goal = new Goal.Down([FailureReason.Refused]) });

        Assert.Equal(RunEnd.Completed, summary.End);
        Assert.Equal(5, summary.Figures.Probes);
        Assert.Equal(4, summary.Figures.Failures);
        Assert.Equal([new ReasonCount(FailureReason.NameNotResolved, 2)], summary.Reasons);
    }

    [Fact]
    public void A_wait_without_end_goes_on_for_a_year()
    {
        Rehearsal rehearsal = new((_, time) => time < 366 ? Down() : Up());
        Schedule waiting = new Schedule.Waiting(Limit: null, Backoff.Steady(TimeSpan.FromDays(1)));

        Assert.Equal(TimeSpan.FromDays(365), rehearsal.Execute(Plan(waiting, "db")).Elapsed);
        Assert.Null(rehearsal.States[^1].Left);
    }

    [Fact]
    public void Growing_pauses_stay_within_their_bounds()
    {
        Rehearsal rehearsal = new((_, time) => time < 12 ? Down() : Up());
        Schedule waiting = new Schedule.Waiting(Limit: null, new Backoff(TimeSpan.FromSeconds(1), Factor: 2, TimeSpan.FromSeconds(30)));

        _ = rehearsal.Execute(Plan(waiting, "db"));

        double[] pauses = [.. rehearsal.Starts.Zip(rehearsal.Starts.Skip(1), (one, next) => (next - one).TotalSeconds)];
        for (int i = 0; i < pauses.Length; i++) Assert.InRange(pauses[i], Math.Min(30, 1 << i) / 2.0, Math.Min(30, 1 << i));
        Assert.True(pauses.Distinct().Count() > 5, "the pauses are left to chance");
    }

    [Fact]
    public void Every_state_on_the_way_is_told_with_the_time_left()
    {
        Rehearsal rehearsal = new((name, time) => name == "db" && time > 1 ? Up() : time < 3 ? Down() : Up());

        _ = rehearsal.Execute(Plan(For(60), "db", "cache"));

        Assert.Equal([2, 1], rehearsal.States.Select(state => state.Missing.Count));
        Assert.Equal("cache", rehearsal.States[1].Missing[0].Report.Options.Target.Host);
        Assert.Equal([60, 59], rehearsal.States.Select(state => state.Left!.Value.TotalSeconds));
    }
}
