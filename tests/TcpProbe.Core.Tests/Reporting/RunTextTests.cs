using TcpProbe.Core.Probing;
using TcpProbe.Core.Reporting;
using TcpProbe.Core.Runs;
using TcpProbe.Core.Tests.Harness;

namespace TcpProbe.Core.Tests.Reporting;

/// <summary>What a run adds up to, for a person.</summary>
public sealed class RunTextTests
{
    private static readonly TimeSpan s_probe = TimeSpan.FromSeconds(0.5);

    private static HumanReport Writer => new(new HumanStyle());

    private static Goal Closed => new Goal.Down([FailureReason.Refused]);

    private static ProbeReport Silent => Reports.FailedToConnect(new Failure(Phase.Connect, FailureReason.ConnectTimedOut) { Elapsed = TimeSpan.FromSeconds(3.5) });

    [Fact]
    public void Several_targets_are_counted_and_each_reason_has_a_hint() => Assert.Equal(
        """
        localhost:9999 ok: connected to 127.0.0.1 in 0.21 ms, reply of 5 bytes in 0.48 ms: "data\n"
        db:5432 (main) failed in connect: refused (ECONNREFUSED) after 0.11 ms
        far:22 failed in connect: local_error (EMFILE) after 0.02 ms
        cache:6379 failed in connect: refused (ECONNREFUSED) after 0.11 ms
        4 targets in 2.00 s: 1 ok, 3 failed: refused 2, local_error 1
          hint for refused: the host answered, but nothing listens on that port
          hint for local_error: no file descriptors left (ulimit -n); nothing was sent

        """,
        Told(plan => plan, RunSamples.Ok, RunSamples.Refused.Called("main"), RunSamples.OutOfDescriptors, RunSamples.Refused.At("cache", 6379)));

    [Fact]
    public void Where_all_is_well_nothing_more_is_said() =>
        Assert.EndsWith("\n2 targets in 1.00 s: 2 ok, 0 failed\n", Told(plan => plan, RunSamples.Ok, RunSamples.Matched), StringComparison.Ordinal);

    [Fact]
    public void A_list_of_one_target_is_summed_up_too_and_its_hint_names_the_port() => Assert.Equal(
        """
        db:5432 failed in connect: refused (ECONNREFUSED) after 0.11 ms
        1 target in 500.00 ms: 0 ok, 1 failed: refused 1
          hint for refused: the host answered, but nothing listens on port 5432

        """,
        Told(plan => plan with { IsList = true }, RunSamples.Refused));

    [Fact]
    public void Where_some_targets_are_enough_it_says_how_many() => Assert.EndsWith(
        "\n2 targets in 1.00 s: 1 ok, 1 required, 1 failed: refused 1\n  hint for refused: the host answered, but nothing listens on that port\n",
        Told(plan => plan with { Requirement = new Requirement(1) }, RunSamples.Ok, RunSamples.Refused),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(1, "localhost:9999 ok: ", "1 of 2 targets in 500.00 ms, interrupted: 1 ok, 0 failed")]
    [InlineData(0, "0 of 2 targets in 0.00 ms, interrupted: 0 ok, 0 failed\n", "0 of 2 targets in 0.00 ms, interrupted: 0 ok, 0 failed")]
    public void A_run_that_was_interrupted_says_how_many_targets_it_came_to(int after, string begins, string ends)
    {
        string text = ToldRun.Of(Writer, ToldRun.Plan(RunSamples.Ok, RunSamples.Refused), new Rehearsal((_, _) => RunSamples.Ok) { ProbeTime = s_probe }, after);
        Assert.StartsWith(begins, text, StringComparison.Ordinal);
        Assert.EndsWith($"{ends}\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wait_that_came_to_its_end_has_no_hints() => Assert.Equal(
        """
        localhost:9999 ok: connected to 127.0.0.1 in 0.21 ms, reply of 5 bytes in 0.48 ms: "data\n"
        up after 2.00 s: 3 probes, refused 2

        """,
        RunSamples.All["awaited"](Writer));

    [Fact]
    public void A_wait_in_vain_has_the_last_probe_and_a_hint() => Assert.Equal(
        """
        db:5432 failed in connect: refused (ECONNREFUSED) after 0.11 ms
        not up after 10.00 s (--wait): 10 probes, refused 10
          hint for refused: the host answered, but nothing listens on port 5432

        """,
        RunSamples.All["awaited in vain"](Writer));

    [Theory]
    [InlineData("cut short", "up")]
    [InlineData("cut short of down", "down")]
    public void A_wait_whose_first_probe_was_cut_short_counts_none(string sample, string wanted) => Assert.StartsWith(
        $"""
        db:5432 failed in connect: connect_timed_out after 0.00 ms
        not {wanted} after 10.00 s (--wait): the first probe had not ended
          hint for connect_timed_out: no answer
        """,
        RunSamples.All[sample](Writer),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(1, "\ninterrupted after 500.00 ms, not up: 1 probe, refused 1\n")]
    [InlineData(2, "\ninterrupted after 1.50 s, not up: 2 probes, refused 2\n")]
    public void A_wait_that_was_interrupted_says_what_it_waited_for(int rounds, string says) => Assert.Contains(
        says,
        ToldRun.Of(Writer, ToldRun.Plan(RunSamples.Refused) with { Schedule = ToldRun.Awaited }, new Rehearsal((_, _) => RunSamples.Refused) { ProbeTime = s_probe }, rounds),
        StringComparison.Ordinal);

    [Fact]
    public void A_name_that_is_not_waited_for_is_why_a_wait_ended() => Assert.Equal(
        """
        nosuch:80 failed in resolve: name_not_resolved (EAI_NONAME) after 1.20 ms
        not waited for a name that is not known (--no-wait-dns): 1 probe, name_not_resolved 1
          hint for name_not_resolved: check the spelling, /etc/hosts and the DNS zone

        """,
        Told(plan => plan with { Schedule = ToldRun.Awaited with { AwaitsNames = false } }, RunSamples.Unknown));

    [Fact]
    public void Targets_that_nobody_waited_for_any_more_are_counted()
    {
        Assert.EndsWith("\nup after 0.00 ms: 1 probe; 1 target not waited for\n", RunSamples.All["one will do"](Writer), StringComparison.Ordinal);
        Assert.EndsWith("\nup after 0.00 ms: 1 probe; 2 targets not waited for\n", OneWillDo(everyAddress: false), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_the_addresses_of_names_nobody_knows_how_many_were_not_waited_for() =>
        Assert.EndsWith("\nup after 0.00 ms: 1 probe\n", OneWillDo(everyAddress: true), StringComparison.Ordinal);

    [Fact]
    public void A_wait_until_it_is_down_counts_how_often_it_was_open() => Assert.Equal(
        """
        localhost:9999 ok: closed, refused (ECONNREFUSED) after 0.11 ms
        down after 3.00 s: 4 probes, connect_timed_out 1, open 2

        """,
        ToldRun.Of(
            Writer,
            ToldRun.Plan(RunSamples.Ok) with { Goal = Closed, Schedule = ToldRun.Awaited },
            (_, time) => time < 3 ? RunSamples.Ok : time == 3 ? Silent : RunSamples.Refused));

    [Fact]
    public void A_wait_until_it_is_down_in_vain_says_that_something_listens() => Assert.Equal(
        """
        localhost:9999 failed: open, and --until down wants it closed: connected to 127.0.0.1 in 0.21 ms
        not down after 10.00 s (--wait): 10 probes, open 10
          hint for open: something listens there

        """,
        Told(plan => plan with { Goal = Closed, Schedule = ToldRun.Awaited }, new Rehearsal((_, _) => RunSamples.Ok), RunSamples.Ok));

    [Fact]
    public void A_target_that_is_closed_as_wanted_is_ok_without_a_hint() => Assert.Equal(
        "db:5432 ok: closed, refused (ECONNREFUSED) after 0.11 ms\n", RunSamples.All["closed as wanted"](Writer));

    [Fact]
    public void A_target_that_is_open_and_wanted_closed_has_failed() => Assert.Equal(
        """
        localhost:9999 failed: open, and --until down wants it closed: connected to 127.0.0.1 in 0.21 ms
          hint: something listens there

        """,
        RunSamples.All["open"](Writer));

    [Fact]
    public void A_target_that_is_down_for_another_reason_is_told_what_down_means() => Assert.Equal(
        """
        db:5432 failed in connect: connect_timed_out after 3.50 s
          hint: down means refused, unreachable here (--down-means); no answer at all: a firewall drops it, the host is down, or its accept queue is full

        """,
        Told(plan => plan with { Goal = new Goal.Down([FailureReason.Refused, FailureReason.Unreachable]) }, Silent));

    [Fact]
    public void Of_several_targets_that_are_closed_for_another_reason_the_first_tells_what_down_means() => Assert.EndsWith(
        """
        3 targets in 1.50 s: 0 ok, 3 failed: refused 2, open 1
          hint for refused: down means unreachable here (--down-means); the host answered, but nothing listens on port 5432
          hint for open: something listens there

        """,
        Told(plan => plan with { Goal = new Goal.Down([FailureReason.Unreachable]) }, RunSamples.Refused, RunSamples.Refused.At("cache", 6379), RunSamples.Ok),
        StringComparison.Ordinal);

    [Fact]
    public void Of_the_addresses_of_one_name_the_hint_names_the_port() => Assert.Equal(
        """
        localhost:9999 (10.0.0.1) ok: connected to 127.0.0.1 in 0.21 ms, reply of 5 bytes in 0.48 ms: "data\n"
        localhost:9999 (2001:db8::1) failed in connect: refused (ECONNREFUSED) after 0.11 ms
        2 targets in 0.00 ms: 1 ok, 1 failed: refused 1
          hint for refused: the host answered, but nothing listens on port 9999

        """,
        RunSamples.All["every address"](Writer));

    [Fact]
    public void A_probe_that_breaks_a_condition_says_so_below_its_line() => Assert.Equal(
        """
        localhost:9999 ok: connected to 127.0.0.1 in 0.21 ms, reply of 5 bytes in 0.48 ms: "data\n"
          broken: max.total 0.72 ms > 0.1 ms
          broken: p95.tls was not measured

        """,
        Told(plan => plan with { Conditions = [FailCondition.Parse("max.total:0.1ms"), FailCondition.Parse("ok<1"), FailCondition.Parse("p95.tls:1s")] }, RunSamples.Ok));

    private static string OneWillDo(bool everyAddress) => ToldRun.Of(
        Writer,
        ToldRun.Plan(RunSamples.Ok) with { Schedule = ToldRun.Awaited, Requirement = new Requirement(1) },
        new Rehearsal((_, _) => RunSamples.Ok),
        told: plan => plan with { EveryAddress = everyAddress, Targets = [RunSamples.Refused.Options, .. plan.Targets, RunSamples.Unknown.Options] });

    private static string Told(Func<RunPlan, RunPlan> plan, params ProbeReport[] reports) =>
        Told(plan, new Rehearsal((host, _) => reports.Single(report => report.Options.Target.Host == host)) { ProbeTime = s_probe }, reports);

    private static string Told(Func<RunPlan, RunPlan> plan, Rehearsal rehearsal, params ProbeReport[] reports) =>
        ToldRun.Of(Writer, plan(ToldRun.Plan(reports)), rehearsal);
}
