using TcpProbe.Core.Runs;
using TcpProbe.Core.Tests.Harness;
using static TcpProbe.Core.Tests.Harness.Rehearsal;

namespace TcpProbe.Core.Tests.Runs;

/// <summary>What a run keeps over a long time; measured while no other test runs.</summary>
[Collection(nameof(Alone))]
public sealed class LongRunTests
{
    [Fact]
    public void A_day_of_probes_takes_no_more_memory_than_its_first_hours()
    {
        Rehearsal rehearsal = new((_, time) => time % 1000 == 0 ? Down() : Up(milliseconds: 1 + (time % 50))) { KeepsProbes = false };
        long early = 0, late = 0;
        int count = 0;
        rehearsal.WhenProbed = _ =>
        {
            count++;
            rehearsal.Starts.Clear();
            if (count == 200_000) early = GC.GetTotalMemory(forceFullCollection: true);
            if (count == 863_000) late = GC.GetTotalMemory(forceFullCollection: true);
        };

        // Ten probes a second.
        RunSummary summary = rehearsal.Execute(Plan(new Schedule.Repeating(864_000, TimeSpan.FromMilliseconds(100)), "db"));

        Assert.Equal(864_000, summary.Figures.Probes);
        Assert.Equal(864, summary.Figures.Failures);
        Assert.True(late - early < 2_000_000, $"{early} bytes after 200,000 probes, {late} after 863,000");
    }
}
