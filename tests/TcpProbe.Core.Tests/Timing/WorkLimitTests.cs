using TcpProbe.Core.Timing;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Core.Tests.Timing;

/// <summary>How long a thread had a processor.</summary>
public sealed class WorkLimitTests
{
    [LinuxFact]
    public void Time_without_the_processor_is_no_work()
    {
        WorkLimit limit = new(TimeSpan.FromSeconds(0.25));

        // The sleep is what is tried: on the wall the limit is over.
        Thread.Sleep(TimeSpan.FromSeconds(0.3));
        Assert.False(limit.IsReached);
    }

    [Fact]
    public void Work_reaches_it() => Assert.True(SpinWait.SpinUntil(IsReached(new WorkLimit(TimeSpan.FromMilliseconds(1))), TimeSpan.FromSeconds(30)));

    [Fact]
    public void Pieces_of_work_share_a_limit_only_while_it_has_hardly_begun()
    {
        WorkLimit first = new(TimeSpan.FromHours(16));
        Assert.Equal(first, first.ForNextPiece());
        WorkLimit second = new(TimeSpan.FromMilliseconds(16));
        Thread.Sleep(TimeSpan.FromMilliseconds(2));
        Assert.NotEqual(second, second.ForNextPiece());
    }

    // A spin that yields has the processor now and then.
    private static Func<bool> IsReached(WorkLimit limit) => () => limit.IsReached;
}
