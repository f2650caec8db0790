using Microsoft.Extensions.Time.Testing;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Runs;
using TcpProbe.Core.Tests.Harness;

namespace TcpProbe.Core.Tests.Runs;

public sealed class TargetTallyTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1), s_hour = TimeSpan.FromHours(1);

    [Fact]
    public void A_wall_clock_that_is_set_while_a_probe_runs_lets_no_state_begin_before_the_run_or_the_one_before_it_or_in_the_future()
    {
        FakeTimeProvider clock = new();
        TargetTally tally = new(clock, clock.GetTimestamp(), mostKept: 1);

        clock.Advance(s_second);
        Add(Rehearsal.Up(), -s_hour);
        clock.Advance(s_second);
        Add(Rehearsal.Down(), s_hour);
        clock.Advance(s_second);
        Add(Rehearsal.Up(), -s_hour);
        clock.Advance(s_second);

        Assert.Equal([2.0, 0, 2], tally.Summarize(Rehearsal.Plan(new Schedule.Repeating(3, s_second), "db")).Spans.Select(span => span.Length.TotalSeconds));

        void Add(ProbeReport report, TimeSpan off) =>
            tally.Add(new JudgedReport(report with { StartedAt = clock.GetUtcNow() + off }, Sequence: 1, new Goal.Up()));
    }
}
