using TcpProbe.Core.Probing;
using TcpProbe.Core.Reporting;
using TcpProbe.Core.Runs;
using TcpProbe.Core.Tests.Harness;

namespace TcpProbe.Core.Tests.Reporting;

/// <summary>What probes of a target again and again add up to, for a person.</summary>
public sealed class SeriesTextTests
{
    private static HumanReport Writer => new(new HumanStyle());

    [Fact]
    public void A_series_has_its_counts_its_times_its_spans_and_a_hint() => Assert.Equal(
        """
        --- localhost:9999: 4 probes, 3 ok, 1 failed, 25 % loss: refused 1
          ms          min    avg median    p90    p95    p99    max stddev jitter
          connect    0.21   0.21   0.21   0.21   0.21   0.21   0.21   0.00   0.00
          rtt        0.03   0.03   0.03   0.03   0.03   0.03   0.03   0.00   0.00
          exchange   0.48   0.48   0.48   0.48   0.48   0.48   0.48   0.00   0.00
          total      0.72   0.72   0.72   0.72   0.72   0.72   0.72   0.00   0.00
          ok     for 2.00 s from 2026-11-22T18:00:00Z: 2 probes
          failed for 1.00 s from 2026-11-22T18:00:02Z: 1 probe
          ok     for 0.00 ms from 2026-11-22T18:00:03Z: 1 probe
          hint for refused: the host answered, but nothing listens on port 9999

        """,
        Sums(Told(4, time => time == 3 ? RunSamples.Refused : Measured)));

    [Fact]
    public void A_series_without_a_failure_has_neither_reasons_nor_spans() => Assert.Equal(
        """
        --- localhost:9999: 2 probes, 2 ok, 0 failed, 0 % loss
          ms          min    avg median    p90    p95    p99    max stddev jitter
          connect    0.21   0.21   0.21   0.21   0.21   0.21   0.21   0.00   0.00
          rtt        0.03   0.03   0.03   0.03   0.03   0.03   0.03   0.00   0.00
          exchange   0.48   0.48   0.48   0.48   0.48   0.48   0.48   0.00   0.00
          total      0.72   0.72   0.72   0.72   0.72   0.72   0.72   0.00   0.00

        """,
        Sums(Told(2, _ => Measured)));

    [Fact]
    public void A_series_in_which_nothing_was_measured_has_no_table() => Assert.Equal(
        """
        --- localhost:9999: 2 probes, 0 ok, 2 failed, 100 % loss: refused 2
          hint for refused: the host answered, but nothing listens on port 9999

        """,
        Sums(Told(2, _ => RunSamples.Refused)));

    [Theory]
    [InlineData(1, "  1 SYN resent\n")]
    [InlineData(2, "  2 SYNs resent\n")]
    public void SYNs_that_were_resent_are_counted(int resent, string says) => Assert.EndsWith(
        says, Told(2, time => Measured with { TcpInfo = Measured.TcpInfo! with { TotalRetransmissions = time == 1 ? resent : 0 } }), StringComparison.Ordinal);

    [Theory]
    [InlineData(5, "")]
    [InlineData(6, "  1 earlier span left out\n")]
    [InlineData(7, "  2 earlier spans left out\n")]
    [InlineData(110, "  105 earlier spans left out\n")]
    public void The_last_five_spans_are_shown(int rounds, string leftOut)
    {
        string spans = string.Concat(Enumerable.Range(rounds - 5, 5).Select(round =>
            $"  {(round % 2 == 0 ? "ok    " : "failed")} for {(round == rounds - 1 ? "0.00 ms" : "1.00 s")} from 2026-11-22T18:{round / 60:00}:{round % 60:00}Z: 1 probe\n"));
        string sums = Sums(Told(rounds, time => time % 2 == 1 ? Measured : RunSamples.Refused));
        Assert.Contains($" 0.00   0.00\n{leftOut}{spans}  hint for refused: ", sums, StringComparison.Ordinal);
    }

    [Fact]
    public void Conditions_that_are_broken_stand_behind_the_sums_of_their_target()
    {
        string text = Sums(RunSamples.All["loss allowed"](Writer));
        Assert.StartsWith("--- localhost:9999: 10 probes, 9 ok, 1 failed, 10 % loss: refused 1\n", text, StringComparison.Ordinal);
        Assert.EndsWith(
            """
              ok     for 6.00 s from 2026-11-22T18:00:03Z: 7 probes
              broken: max.total 0.72 ms > 0.1 ms
              broken: p95.tls was not measured
              hint for refused: the host answered, but nothing listens on port 9999

            """,
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Several_targets_are_summed_up_together_in_the_end() => Assert.EndsWith(
        """
        --- localhost:9999: 3 probes, 3 ok, 0 failed, 0 % loss
          ms          min    avg median    p90    p95    p99    max stddev jitter
          connect    0.21   0.21   0.21   0.21   0.21   0.21   0.21   0.00   0.00
          rtt        0.03   0.03   0.03   0.03   0.03   0.03   0.03   0.00   0.00
          exchange   0.48   0.48   0.48   0.48   0.48   0.48   0.48   0.00   0.00
          total      0.72   0.72   0.72   0.72   0.72   0.72   0.72   0.00   0.00
        --- db:5432: 3 probes, 0 ok, 3 failed, 100 % loss: refused 2, connect_timed_out 1
        2 targets in 2.00 s: 1 ok, 1 failed; 6 probes: refused 2, connect_timed_out 1
          hint for connect_timed_out: no answer at all: a firewall drops it, the host is down, or its accept queue is full
          hint for refused: the host answered, but nothing listens on that port

        """,
        Both((host, time) => host == "localhost" ? Measured : time == 1 ? Reports.FailedToConnect(new Failure(Phase.Connect, FailureReason.ConnectTimedOut)) : RunSamples.Refused),
        StringComparison.Ordinal);

    [Fact]
    public void Several_targets_without_a_failure_are_only_counted() =>
        Assert.EndsWith("\n2 targets in 2.00 s: 2 ok, 0 failed\n", Both((_, _) => Measured), StringComparison.Ordinal);

    [Fact]
    public void A_series_that_was_interrupted_is_summed_up_all_the_same() => Assert.StartsWith(
        "--- localhost:9999: 2 probes, 2 ok, 0 failed, 0 % loss\n",
        Sums(ToldRun.Of(Writer, Repeated(10), new Rehearsal((_, _) => Measured), interruptedAfter: 2)),
        StringComparison.Ordinal);

    [Fact]
    public void Bars_are_drawn_of_whole_probes_that_went_well()
    {
        HumanReport bars = new(new HumanStyle(Histogram: true));
        Assert.Matches(@"\n  total, from the first phase to the last:\n(  +[0-9.]+ ms to +[0-9.]+ ms  [0-9]+(  #+)?\n)+$", ToldRun.Of(bars, Repeated(3), (_, _) => Measured));
        Assert.DoesNotContain("first phase", ToldRun.Of(bars, Repeated(3), (_, _) => RunSamples.Refused), StringComparison.Ordinal);
        Assert.DoesNotContain("first phase", Told(3, _ => Measured), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_before_a_change_and_for_how_long_is_told_if_asked() => Assert.Equal(
        """
        localhost:9999 ok: connected to 127.0.0.1 in 0.21 ms, reply of 5 bytes in 0.48 ms: "data\n"
        localhost:9999 ok: connected to 127.0.0.1 in 0.21 ms, reply of 5 bytes in 0.48 ms: "data\n"
        localhost:9999 failed in connect: refused (ECONNREFUSED) after 0.11 ms; was ok for 2.00 s
        localhost:9999 ok: connected to 127.0.0.1 in 0.21 ms, reply of 5 bytes in 0.48 ms: "data\n"; was refused for 1.00 s

        """,
        Lines(ToldRun.Of(new HumanReport(new HumanStyle(Changes: true)), Repeated(4), (_, time) => time == 3 ? RunSamples.Refused : Measured)));

    [Fact]
    public void What_was_open_and_wanted_closed_before_a_change_was_open() => Assert.Contains(
        " ok: closed, refused (ECONNREFUSED) after 0.11 ms; was open for 1.00 s\n",
        ToldRun.Of(
            new HumanReport(new HumanStyle(Changes: true)),
            Repeated(2) with { Goal = new Goal.Down([FailureReason.Refused]) },
            (_, time) => time == 1 ? Measured : RunSamples.Refused),
        StringComparison.Ordinal);

    [Fact]
    public void Each_line_of_a_probe_begins_with_its_time_if_asked() => Assert.StartsWith(
        """
        2026-11-22T18:00:00.000Z localhost:9999 ok: connected to 127.0.0.1 in 0.21 ms, reply of 5 bytes in 0.48 ms: "data\n"
        2026-11-22T18:00:01.500Z localhost:9999 ok: connected to 127.0.0.1 in 0.21 ms, reply of 5 bytes in 0.48 ms: "data\n"
        --- localhost:9999: 2 probes, 
        """,
        ToldRun.Of(
            new HumanReport(new HumanStyle(Timestamps: true)),
            ToldRun.Plan(Measured) with { Schedule = new Schedule.Repeating(2, TimeSpan.FromSeconds(1.5)) },
            Measured),
        StringComparison.Ordinal);

    private static ProbeReport Measured => RunSamples.Ok with { TcpInfo = RunSamples.Ok.TcpInfo! with { Rtt = Reports.Milliseconds(0.03) } };

    private static RunPlan Repeated(int rounds) => ToldRun.Plan(Measured) with { Schedule = ToldRun.Repeated(rounds) };

    private static string Told(int rounds, Func<int, ProbeReport> probe) =>
        ToldRun.Of(Writer, Repeated(rounds), (_, time) => probe(time));

    private static string Both(Func<string, int, ProbeReport> probe) =>
        ToldRun.Of(Writer, ToldRun.Plan(Measured, RunSamples.Refused) with { Schedule = ToldRun.Repeated(3) }, probe);

    // What stands before the sums, and the sums themselves.
    private static string Lines(string text) => text[..text.IndexOf("---", StringComparison.Ordinal)];

    private static string Sums(string text) => text[text.IndexOf("---", StringComparison.Ordinal)..];
}
