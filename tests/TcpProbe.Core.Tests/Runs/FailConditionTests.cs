using TcpProbe.Core.Runs;
using TcpProbe.Core.Statistics;

namespace TcpProbe.Core.Tests.Runs;

public sealed class FailConditionTests
{
    private const string
        Statistics = "min mean median p90 p95 p99 max stddev jitter",
        Phases = "resolve connect tls exchange close total rtt";

    [Theory]
    [InlineData("loss>0", "loss > 0 %")]
    [InlineData("loss:0.01", "loss > 1 %")]
    [InlineData("loss:2%", "loss > 2 %")]
    [InlineData("loss >= 2.5 %", "loss >= 2.5 %")]
    [InlineData("loss>1", "loss > 100 %")]
    [InlineData("loss>100%", "loss > 100 %")]
    [InlineData("failed>=3", "failed >= 3")]
    [InlineData("ok<10", "ok < 10")]
    [InlineData("ok <= 10", "ok <= 10")]
    [InlineData("syn_retransmits:0", "syn_retransmits > 0")]
    [InlineData("p95.connect>30ms", "p95.connect > 30 ms")]
    [InlineData(" p95.connect : 30ms ", "p95.connect > 30 ms")]
    [InlineData("max.total:1s", "max.total > 1 s")]
    [InlineData("max.total:1.5", "max.total > 1.5 s")]
    [InlineData("max.total:2m", "max.total > 120 s")]
    [InlineData("mean.tls<0.5ms", "mean.tls < 0.5 ms")]
    [InlineData("avg.tls>250us", "mean.tls > 0.25 ms")]
    [InlineData("jitter.rtt>0", "jitter.rtt > 0 ms")]
    [InlineData("stddev.close>0.1us", "stddev.close > 0.0001 ms")]
    public void A_condition_is_a_metric_a_comparison_and_a_limit(string text, string read) =>
        Assert.Equal(read, FailCondition.Parse(text).ToString());

    [Fact]
    public void Every_statistic_of_every_phase_is_a_metric()
    {
        foreach (LatencyStatistic statistic in Enum.GetValues<LatencyStatistic>())
        {
            foreach (LatencyPhase phase in Enum.GetValues<LatencyPhase>())
            {
                string name = $"{LatencyWords.Of(statistic)}.{LatencyWords.Of(phase)}";
                Assert.Equal(new RunMetric.PhaseStatistic(statistic, phase), FailCondition.Parse($"{name}:1").Metric);
            }
        }
    }

    [Theory]
    [InlineData("p95.connect", "has no limit; the shell takes an unquoted >: write 'p95.connect>30ms' in quotes or p95.connect:30ms")]
    [InlineData("avg.tls>", "has no limit; the shell takes an unquoted >: write 'mean.tls>30ms' in quotes or mean.tls:30ms")]
    [InlineData("loss", "has no limit; the shell takes an unquoted >: write 'loss>0.01' in quotes or loss:0.01")]
    [InlineData("loss: ", "has no limit; the shell takes an unquoted >: write 'loss>0.01' in quotes or loss:0.01")]
    [InlineData("failed", "has no limit; the shell takes an unquoted >: write 'failed>2' in quotes or failed:2")]
    [InlineData("failed>=", "has no limit")]
    [InlineData("failed<", "has no limit")]
    [InlineData("failed=3", "has no comparison: = is none of > >= < <=, nor the : of METRIC:MAX")]
    [InlineData("failed=>3", "has no comparison: => is none of > >= < <=, nor the : of METRIC:MAX")]
    [InlineData("failed!=3", "has no comparison: != is none of > >= < <=, nor the : of METRIC:MAX")]
    [InlineData("p50.connect:1", $"begins with no statistic; there are {Statistics}")]
    [InlineData("P95.connect:1", $"begins with no statistic; there are {Statistics}")]
    [InlineData(".connect:1", $"begins with no statistic; there are {Statistics}")]
    [InlineData("p95.conect:1", $"names no phase; there are {Phases}")]
    [InlineData("p95.", $"names no phase; there are {Phases}")]
    public void What_is_missing_or_unknown_is_said(string text, string message) => AssertRefused(text, message);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(">1")]
    [InlineData("30ms")]
    [InlineData("Loss:1")]
    [InlineData("connect:30ms")]
    [InlineData("p95.connect.x:1")]
    [InlineData("p95 connect:1")]
    public void What_is_no_metric_lists_them(string text) => AssertRefused(text,
        $"begins with no metric; there are loss, failed, ok, syn_retransmits and STAT.PHASE as in p95.connect (STAT: {Statistics}; PHASE: {Phases})");

    [Theory]
    [InlineData("loss:-1", "has no share as its limit (0.01, 1%)")]
    [InlineData("loss:NaN", "has no share as its limit (0.01, 1%)")]
    [InlineData("loss:1e-2", "has no share as its limit (0.01, 1%)")]
    [InlineData("loss:0,1", "has no share as its limit (0.01, 1%)")]
    [InlineData("loss:%", "has no share as its limit (0.01, 1%)")]
    [InlineData("loss:5", "has a limit beyond all; a share is 0 to 1, or 0% to 100%")]
    [InlineData("loss:101%", "has a limit beyond all; a share is 0 to 1, or 0% to 100%")]
    [InlineData("failed:1.5", "has no whole number as its limit (0, 2)")]
    [InlineData("failed:-1", "has no whole number as its limit (0, 2)")]
    [InlineData("ok<1e3", "has no whole number as its limit (0, 2)")]
    [InlineData("ok<2%", "has no whole number as its limit (0, 2)")]
    [InlineData("p95.connect>-30ms", "has no duration as its limit (30ms, 1.5)")]
    [InlineData("p95.connect>30 ms", "has no duration as its limit (30ms, 1.5)")]
    [InlineData("p95.connect>NaN", "has no duration as its limit (30ms, 1.5)")]
    [InlineData("p95.connect>1e3", "has no duration as its limit (30ms, 1.5)")]
    [InlineData("p95.connect> =30ms", "has no duration as its limit (30ms, 1.5)")]
    [InlineData("p95.connect>none", "has no duration as its limit (30ms, 1.5)")]
    [InlineData("p95.connect>36501d", "has a limit that is too long")]
    public void A_limit_is_in_the_unit_of_its_metric(string text, string message) => AssertRefused(text, message);

    [Theory]
    [InlineData("loss>0", "loss 10 % > 0 %", true)]
    [InlineData("loss>0.1", "loss 10 % <= 10 %", false)]
    [InlineData("loss>=10%", "loss 10 % >= 10 %", true)]
    [InlineData("loss<0.2", "loss 10 % < 20 %", true)]
    [InlineData("failed>3", "failed 3 <= 3", false)]
    [InlineData("failed>=3", "failed 3 >= 3", true)]
    [InlineData("ok<27", "ok 27 >= 27", false)]
    [InlineData("ok<=27", "ok 27 <= 27", true)]
    [InlineData("syn_retransmits:3", "syn_retransmits 4 > 3", true)]
    [InlineData("p95.connect>30ms", "p95.connect 41.20 ms > 30 ms", true)]
    [InlineData("p95.connect<30ms", "p95.connect 41.20 ms >= 30 ms", false)]
    [InlineData("max.connect:1s", "max.connect 1.50 s > 1 s", true)]
    [InlineData("min.connect>=1ms", "min.connect 1.00 ms >= 1 ms", true)]
    [InlineData("min.connect>1ms", "min.connect 1.00 ms <= 1 ms", false)]
    public void A_condition_is_broken_on_its_side_of_the_limit(string text, string clause, bool isBroken)
    {
        LatencySummary connect = Summary with { Min = Milliseconds(1), P95 = Milliseconds(41.2), Max = Milliseconds(1500) };
        ConditionResult result = FailCondition.Parse(text).Judge(new RunFigures(30, 27, 4, new PhaseLatencies(Connect: connect)));
        Assert.Equal((clause, isBroken), (result.ToString(), result.IsBroken));
    }

    [Theory]
    [InlineData("p95.connect>30ms", 30.004, "p95.connect 30.004 ms > 30 ms")]
    [InlineData("p95.connect>=30ms", 29.9999, "p95.connect 29.9999 ms < 30 ms")]
    [InlineData("p95.connect>=30ms", 30.004, "p95.connect 30.00 ms >= 30 ms")]
    [InlineData("p95.connect>1s", 1000.1, "p95.connect 1.0001 s > 1 s")]
    [InlineData("p95.connect>1s", 999.9999, "p95.connect 1.00 s <= 1 s")]
    public void A_measured_time_is_not_rounded_until_its_clause_is_false(string text, double milliseconds, string clause) =>
        Assert.Equal(clause, FailCondition.Parse(text).Judge(Figures(new PhaseLatencies(Connect: Summary with { P95 = Milliseconds(milliseconds) }))).ToString());

    [Theory]
    [InlineData(3, 2, "loss>0.33", "loss 33.33 % > 33 %")]
    [InlineData(3, 2, "loss>33.33%", "loss 33.333 % > 33.33 %")]
    [InlineData(1_000_000, 999_999, "loss>0", "loss 0.0001 % > 0 %")]
    [InlineData(1_000_000, 1_000_000, "loss>0", "loss 0 % <= 0 %")]
    [InlineData(1_000_000, 0, "loss>=1", "loss 100 % >= 100 %")]
    public void A_share_is_not_rounded_until_its_clause_is_false(long probes, long ok, string text, string clause) =>
        Assert.Equal(clause, FailCondition.Parse(text).Judge(new RunFigures(probes, ok, null, new PhaseLatencies())).ToString());

    [Theory]
    [InlineData("p95.tls>30ms", "p95.tls was not measured")]
    [InlineData("p95.tls<30ms", "p95.tls was not measured")]
    [InlineData("jitter.connect>30ms", "jitter.connect was not measured")]
    [InlineData("syn_retransmits:10", "syn_retransmits was not measured")]
    public void A_metric_with_nothing_measured_is_broken(string text, string clause)
    {
        ConditionResult result = FailCondition.Parse(text).Judge(new RunFigures(1, 1, null, new PhaseLatencies(Connect: Summary)));
        Assert.Equal((clause, true), (result.ToString(), result.IsBroken));
    }

    [Theory]
    [InlineData("loss>0")]
    [InlineData("failed>0")]
    [InlineData("ok<1")]
    public void A_run_without_a_probe_has_measured_nothing(string text) =>
        Assert.EndsWith(" was not measured", FailCondition.Parse(text).Judge(new RunFigures(0, 0, null, new PhaseLatencies())).ToString(), StringComparison.Ordinal);

    private static LatencySummary Summary => new(
        1, default, default, default, default, default, default, default, default, null, PercentileMethod.NearestRank);

    private static RunFigures Figures(PhaseLatencies latencies) => new(1, 1, 0, latencies);

    private static TimeSpan Milliseconds(double time) => TimeSpan.FromMilliseconds(time);

    private static void AssertRefused(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => FailCondition.Parse(text)).Message);
}
