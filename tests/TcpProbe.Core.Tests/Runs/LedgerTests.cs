using TcpProbe.Core.Probing;
using TcpProbe.Core.Runs;
using TcpProbe.Core.Tests.Harness;

namespace TcpProbe.Core.Tests.Runs;

public sealed class LedgerTests
{
    [Fact]
    public void A_target_that_is_probed_once_has_the_figures_of_its_probe()
    {
        ProbeReport report = Reports.Succeeded("ok"u8.ToArray());

        (JudgedReport probe, TargetSummary target) = Ledger(report).Settle(report);

        Assert.True(target.IsOk);
        Assert.Same(probe, target.Last);
        Assert.Null(target.LastFailed);
        Assert.Empty(target.Reasons);
        Assert.Equal((1, 1, 0), (target.Figures.Probes, target.Figures.Ok, target.Figures.SynRetransmits));
        Assert.Equal(report.Timings.Connect, target.Figures.Latencies.Connect?.Median);
        Assert.Equal(report.Timings.Total, target.Figures.Latencies.Total?.Max);
        Assert.Null(target.Figures.Latencies.Connect?.Jitter);
        Assert.Null(target.Figures.Latencies.Tls);
    }

    [Fact]
    public void A_target_whose_figures_were_asked_for_is_no_other_and_passes_them_to_no_other_probe()
    {
        ProbeReport up = Reports.Succeeded([]), down = Reports.FailedToConnect(new Failure(Phase.Connect, FailureReason.Refused));
        JudgedReport last = Ledger(up).Settle(up).Probe;
        TargetSummary asked = new(last) { IsOk = true }, unasked = new(last) { IsOk = true };

        Assert.Equal(0, asked.Figures.Failures);
        Assert.Same(asked.Figures, asked.Figures);
        Assert.Equal(unasked, asked);
        Assert.Equal(unasked.GetHashCode(), asked.GetHashCode());
        Assert.Equal(1, (asked with { Last = Ledger(down).Settle(down).Probe }).Figures.Failures);
    }

    [Fact]
    public void One_whose_only_probe_fails_says_why()
    {
        ProbeReport report = Reports.FailedToConnect(new Failure(Phase.Connect, FailureReason.Refused) { Elapsed = TimeSpan.FromMilliseconds(1) });
        Ledger ledger = Ledger(report);

        (JudgedReport probe, TargetSummary target) = ledger.Settle(report);

        Assert.False(target.IsOk);
        Assert.Same(probe, target.LastFailed);
        Assert.Equal([new ReasonCount(FailureReason.Refused, 1)], target.Reasons);
        Assert.Equal((1, 1), (target.Figures.Probes, target.Figures.Failures));
        Assert.Null(target.Figures.Latencies.Connect);
        Assert.Equal((1, 0, 0), Sums(ledger));
    }

    [Fact]
    public void A_condition_that_its_only_probe_breaks_is_told()
    {
        ProbeReport report = Reports.Succeeded([]);
        Ledger ledger = Ledger(report, FailCondition.Parse("max.connect>0.1ms"), FailCondition.Parse("max.connect>1s"));

        (_, TargetSummary target) = ledger.Settle(report);

        Assert.False(target.IsOk);
        Assert.Equal(["max.connect 0.21 ms > 0.1 ms"], target.BrokenConditions.Select(broken => broken.ToString()));
        Assert.Equal((1, 0, 1), Sums(ledger));
    }

    private static (long Targets, long Good, long BeyondLimit) Sums(Ledger ledger)
    {
        RunSummary summary = ledger.Summarize(RunEnd.Completed);
        return (summary.Targets, summary.GoodTargets, summary.TargetsBeyondLimit);
    }

    private static Ledger Ledger(ProbeReport report, params FailCondition[] conditions) =>
        new(new RunPlan { Targets = [report.Options], Conditions = conditions }, TimeProvider.System);
}
