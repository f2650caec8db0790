using TcpProbe.Core.Runs;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.Options;

public sealed class RunOptionsTests
{
    [Fact]
    public void Unless_told_otherwise_every_target_must_be_well_64_at_a_time()
    {
        RunPlan plan = Plan("a:1 b:2");
        Assert.Equal(Requirement.EveryTarget, plan.Requirement);
        Assert.Equal((64, false, 0), (plan.Parallel, plan.EveryAddress, plan.Conditions.Count));
        Assert.Equal(["a:1", "b:2"], plan.Targets.Select(target => target.Name));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("--require all", null)]
    [InlineData("--require any", 1)]
    [InlineData("--require 1", 1)]
    [InlineData("--require 3", 3)]
    [InlineData("--require 3 --require all", null)]
    [InlineData("--require=2", 2)]
    public void A_requirement_is_all_any_or_a_number(string options, int? least) =>
        Assert.Equal(new Requirement(least), Plan($"a:1 b:2 c:3 {options}").Requirement);

    [Theory]
    [InlineData("--parallel 1", 1)]
    [InlineData("--parallel 10000", 10_000)]
    [InlineData("--parallel 7 --parallel 8", 8)]
    public void So_many_at_a_time(string options, int parallel) => Assert.Equal(parallel, Plan($"a:1 {options}").Parallel);

    [Fact]
    public void Each_condition_counts()
    {
        RunPlan plan = Plan("a:1 --fail-if p95.connect:30ms --fail-if loss<=0.5 --fail-if ok<2");
        Assert.Equal(["p95.connect > 30 ms", "loss <= 50 %", "ok < 2"], plan.Conditions.Select(condition => condition.ToString()));
        Assert.True(plan.JudgesLoss);
        Assert.False(plan.CanHoldSeveral);
        Assert.False(Plan("a:1 --fail-if p95.connect:30ms").JudgesLoss);
    }

    [Theory]
    [InlineData("a:1", false)]
    [InlineData("a 1", false)]
    [InlineData("a:1 b:2", true)]
    [InlineData("a 1,2 -z", true)]
    [InlineData("a 1,1 -z", true)]
    [InlineData("a:1 a:1", true)]
    [InlineData("a:1 --all-addresses", true)]
    [InlineData("a:1 --wait 5", true)]
    [InlineData("a:1 --count 1", true)]
    [InlineData("a:1 --until down", false)]
    public void What_can_hold_several_probes_is_summed_up(string line, bool several) => Assert.Equal(several, Plan(line).CanHoldSeveral);

    [Theory]
    [InlineData("a:1 b:2 c:3 --require 5", "--require 5 can never come true: there are 3 targets")]
    [InlineData("a:1 --require 2", "--require 2 can never come true: there is 1 target")]
    [InlineData("a:1 a:1 --require 2", "--require 2 can never come true: there is 1 target")]
    [InlineData("a:1 --require 0", "--require 0 is not all, any or a number from 1")]
    [InlineData("a:1 --require -1", "--require -1 is not all, any or a number from 1")]
    [InlineData("a:1 --require some", "--require some is not all, any or a number from 1")]
    [InlineData("a:1 --require 99999999999", "--require 99999999999 is not all, any or a number from 1")]
    [InlineData("a:1 --parallel 0", "--parallel 0 is not a whole number from 1 to 10000")]
    [InlineData("a:1 --parallel 10001", "--parallel 10001 is not a whole number from 1 to 10000")]
    [InlineData("a:1 --parallel many", "--parallel many is not a whole number from 1 to 10000")]
    [InlineData("a:1 --wait 5 --fail-if loss:0.1", "--wait and --fail-if contradict each other: a run that waits expects failures; drop one of them")]
    [InlineData("a:1 --fail-if ok<2 --wait none", "--wait and --fail-if contradict each other: a run that waits expects failures; drop one of them")]
    [InlineData("a:1 --fail-if loss", "--fail-if loss has no limit; the shell takes an unquoted >: write 'loss>0.01' in quotes or loss:0.01")]
    [InlineData("a:1 --fail-if p95.connect", "--fail-if p95.connect has no limit; the shell takes an unquoted >: write 'p95.connect>30ms' in quotes or p95.connect:30ms")]
    [InlineData("a:1 --fail-if loss:0.1 --fail-if loss:2", "--fail-if loss:2 has a limit beyond all; a share is 0 to 1, or 0% to 100%")]
    [InlineData("a:1 --fail-if p95.conect:1", "--fail-if p95.conect:1 names no phase; there are resolve connect tls exchange close total rtt")]
    public void A_mistake(string line, string says) => Assert.Equal(says, CommandLine.Mistake(line.Split(' ')));

    [Fact]
    public void More_than_the_words_name_may_be_required_of_all_addresses() =>
        Assert.Equal(new Requirement(5), Plan("a:1 --all-addresses --require 5").Requirement);

    private static RunPlan Plan(string line) => CommandLine.Plan(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
