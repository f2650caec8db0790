using TcpProbe.Core.Probing;
using TcpProbe.Core.Reporting;
using TcpProbe.Core.Reporting.Nagios;
using TcpProbe.Core.Runs;
using TcpProbe.Core.Tests.Harness;

namespace TcpProbe.Core.Tests.Reporting;

/// <summary>The state of a run, which is the exit code of the plugin.</summary>
public sealed class NagiosStateTests
{
    [Theory]
    [InlineData("ok", NagiosState.Ok)]
    [InlineData("refused", NagiosState.Critical)]
    [InlineData("unknown name", NagiosState.Critical)]
    [InlineData("several", NagiosState.Critical)]
    [InlineData("any", NagiosState.Ok)]
    [InlineData("every address", NagiosState.Critical)]
    [InlineData("no address", NagiosState.Critical)]
    [InlineData("repeated", NagiosState.Critical)]
    [InlineData("loss allowed", NagiosState.Warning)]
    [InlineData("all lost", NagiosState.Critical)]
    [InlineData("awaited", NagiosState.Ok)]
    [InlineData("awaited in vain", NagiosState.Critical)]
    [InlineData("cut short", NagiosState.Critical)]
    [InlineData("cut short of down", NagiosState.Critical)]
    [InlineData("not for long enough", NagiosState.Critical)]
    [InlineData("closed as wanted", NagiosState.Ok)]
    [InlineData("open", NagiosState.Critical)]
    [InlineData("one will do", NagiosState.Ok)]
    [InlineData("interrupted", NagiosState.Unknown)]
    [InlineData("interrupted among addresses", NagiosState.Unknown)]
    public void Each_kind_of_run_has_its_state(string sample, NagiosState state) => Assert.Equal(state, StateOf(RunSamples.All[sample]));

    [Fact]
    public void Every_reason_is_critical_but_the_one_that_is_ours() => Assert.All(
        Enum.GetValues<FailureReason>(),
        reason => Assert.Equal(
            reason == FailureReason.LocalError ? NagiosState.Unknown : NagiosState.Critical,
            StateOf(writer => ToldRun.Of(writer, Reports.FailedToConnect(new Failure(Phase.Connect, reason))))));

    [Fact]
    public void The_numbers_are_the_exit_codes() => Assert.Equal(
        [0, 1, 2, 3],
        ((NagiosState[])[NagiosState.Ok, NagiosState.Warning, NagiosState.Critical, NagiosState.Unknown]).Select(state => (int)state));

    [Fact]
    public void A_series_that_only_ever_failed_here_is_unknown() => Assert.Equal(
        NagiosState.Unknown, StateOf(writer => ToldRun.Of(writer, Repeated(), (_, time) => time == 2 ? RunSamples.OutOfDescriptors : RunSamples.Ok)));

    [Fact]
    public void A_series_that_failed_here_and_there_is_critical() => Assert.Equal(
        NagiosState.Critical, StateOf(writer => ToldRun.Of(writer, Repeated(), (_, time) => time == 2 ? RunSamples.OutOfDescriptors : RunSamples.Refused)));

    [Fact]
    public void More_loss_than_is_allowed_is_critical_and_any_other_broken_condition_a_warning()
    {
        Assert.Equal(NagiosState.Critical, StateOf(writer => ToldRun.Of(writer, Repeated("loss:0.1"), (_, time) => time == 2 ? RunSamples.Refused : RunSamples.Ok)));
        Assert.Equal(NagiosState.Ok, StateOf(writer => ToldRun.Of(writer, Repeated("loss:0.5"), (_, time) => time == 2 ? RunSamples.Refused : RunSamples.Ok)));
        Assert.Equal(NagiosState.Warning, StateOf(writer => ToldRun.Of(writer, Repeated("loss:0.5", "max.total:0"), (_, time) => time == 2 ? RunSamples.Refused : RunSamples.Ok)));
    }

    [Fact]
    public void A_single_probe_has_conditions_too()
    {
        RunPlan plan = ToldRun.Plan(RunSamples.Ok) with { Conditions = [FailCondition.Parse("p95.connect:0.1ms")] };
        Assert.Equal(NagiosState.Warning, StateOf(writer => ToldRun.Of(writer, plan, RunSamples.Ok)));
    }

    [Fact]
    public void A_critical_time_outdoes_a_broken_condition()
    {
        NagiosReport writer = new(critical: AlertRange.Parse("0.0001"));
        _ = RunSamples.All["loss allowed"](writer);
        Assert.Equal(NagiosState.Critical, writer.State);
    }

    [Fact]
    public void The_worst_target_decides_and_a_warning_is_worse_than_what_is_not_known()
    {
        NagiosReport writer = new(warning: AlertRange.Parse("0"));
        _ = ToldRun.Of(writer, RunSamples.Ok, RunSamples.OutOfDescriptors);
        Assert.Equal(NagiosState.Warning, writer.State);
    }

    [Theory]
    [InlineData(1, NagiosState.Ok)]
    [InlineData(2, NagiosState.Warning)]
    [InlineData(3, NagiosState.Critical)]
    public void Where_some_targets_are_enough_the_worst_of_the_best_decides(int needed, NagiosState state)
    {
        ProbeReport slow = RunSamples.Matched;
        NagiosReport writer = new(warning: AlertRange.Parse("0.01"));
        _ = ToldRun.Of(writer, ToldRun.Plan(RunSamples.Refused, slow, RunSamples.Ok) with { Requirement = new Requirement(needed) }, RunSamples.Refused, slow, RunSamples.Ok);
        Assert.Equal(state, writer.State);
    }

    [Fact]
    public void Before_a_run_has_ended_nothing_is_known() => Assert.Equal(NagiosState.Unknown, new NagiosReport().State);

    private static RunPlan Repeated(params string[] conditions) =>
        ToldRun.Plan(RunSamples.Ok) with { Schedule = ToldRun.Repeated(4), Conditions = [.. conditions.Select(FailCondition.Parse)] };

    private static NagiosState StateOf(Func<ReportWriter, string> run)
    {
        NagiosReport writer = new();
        _ = run(writer);
        return writer.State;
    }
}
