using TcpProbe.Core.Probing;
using TcpProbe.Core.Runs;
using TcpProbe.Core.Statistics;
using TcpProbe.Core.Tests.Harness;

namespace TcpProbe.Core.Tests.Runs;

public sealed class RunTallyTests
{
    private readonly RunTally _tally = new();

    [Fact]
    public void Each_phase_has_its_own_times()
    {
        Add(Timed(new PhaseTimings(Resolve: Reports.Milliseconds(1), Connect: Reports.Milliseconds(2), Tls: Reports.Milliseconds(3), Exchange: Reports.Milliseconds(4), Close: Reports.Milliseconds(5))));

        PhaseLatencies latencies = _tally.Figures.Latencies;
        Assert.Equal(
            [1.0, 2, 3, 4, 5, 15],
            new[] { latencies.Resolve, latencies.Connect, latencies.Tls, latencies.Exchange, latencies.Close, latencies.Total }.Select(phase => phase!.Max.TotalMilliseconds));
    }

    [Fact]
    public void The_most_frequent_reason_comes_first()
    {
        foreach (FailureReason reason in (FailureReason[])[FailureReason.Refused, FailureReason.ReplyTooLarge, FailureReason.Reset, FailureReason.ReplyTooLarge, FailureReason.Reset, FailureReason.ReplyTooLarge])
            Add(Rehearsal.Down(reason));

        Assert.Equal([new ReasonCount(FailureReason.ReplyTooLarge, 3), new ReasonCount(FailureReason.Reset, 2), new ReasonCount(FailureReason.Refused, 1)], _tally.Reasons);
    }

    [Fact]
    public void SYNs_that_were_sent_again_add_up_over_the_probes_that_tell()
    {
        Add(Rehearsal.Up());
        Assert.Null(_tally.Figures.SynRetransmits);

        Add(Resending(2));
        Add(Rehearsal.Up());
        Add(Resending(1));
        Assert.Equal(3, _tally.Figures.SynRetransmits);
    }

    private static ProbeReport Timed(PhaseTimings timings) => Rehearsal.Up() with { Timings = timings };

    private static ProbeReport Resending(int syns)
    {
        ProbeReport report = Reports.Succeeded([]);
        return report with { TcpInfo = report.TcpInfo! with { TotalRetransmissions = syns } };
    }

    private void Add(ProbeReport report) => _tally.Add(new JudgedReport(report, Sequence: 1, new Goal.Up()));
}
