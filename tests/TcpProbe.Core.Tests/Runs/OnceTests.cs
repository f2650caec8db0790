using TcpProbe.Core.Probing;
using TcpProbe.Core.Runs;
using TcpProbe.Core.Tests.Harness;
using static TcpProbe.Core.Tests.Harness.Rehearsal;

namespace TcpProbe.Core.Tests.Runs;

public sealed class OnceTests
{
    [Fact]
    public void Each_target_is_probed_told_and_settled_in_its_order()
    {
        Rehearsal rehearsal = new((name, _) => name == "db" ? Down() : Up());

        RunSummary summary = rehearsal.Execute(Plan(new Schedule.Once(), "cache", "db", "web"));

        Assert.Equal(RunEnd.Completed, summary.End);
        Assert.Equal([true, false, true], rehearsal.Probes.Select(probe => probe.IsOk));
        Assert.Equal(["cache:80", "db:80", "web:80"], rehearsal.Targets.Select(target => target.Options.Name));
        Assert.Equal((3L, 2L, false), (summary.Targets, summary.GoodTargets, summary.IsOk));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(1, true)]
    [InlineData(3, false)]
    public void As_many_must_be_good_as_are_required(int? least, bool isOk)
    {
        RunPlan plan = Plan(new Schedule.Once(), "cache", "db", "web") with { Requirement = new Requirement(least) };

        Assert.Equal(isOk, new Rehearsal((name, _) => name == "db" ? Down() : Up()).Execute(plan).IsOk);
    }

    [Fact]
    public void A_target_that_is_down_as_wanted_has_no_reason()
    {
        Rehearsal rehearsal = new((_, _) => Down());

        Assert.True(rehearsal.Execute(Plan(new Schedule.Once(), "db") with { Goal = new Goal.Down([FailureReason.Refused]) }).IsOk);
        Assert.Null(Assert.Single(rehearsal.Probes).Reason);
        Assert.Empty(Assert.Single(rehearsal.Targets).Reasons);
    }

    [Fact]
    public void Only_one_probe_of_one_target_needs_no_summary()
    {
        RunPlan one = Plan(new Schedule.Once(), "db");

        Assert.False(one.CanHoldSeveral);
        Assert.True((one with { IsList = true }).CanHoldSeveral);
        Assert.True((one with { EveryAddress = true }).CanHoldSeveral);
        Assert.True((one with { Schedule = new Schedule.Repeating(1, default) }).CanHoldSeveral);
        Assert.True(Plan(new Schedule.Once(), "db", "cache").CanHoldSeveral);
    }
}
