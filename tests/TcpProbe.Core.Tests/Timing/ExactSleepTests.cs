using System.Diagnostics;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tests.Timing;

public sealed class ExactSleepTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(2.5)]
    [InlineData(20)]
    public void It_lasts_no_less_than_was_asked(double milliseconds)
    {
        TimeSpan asked = TimeSpan.FromMilliseconds(milliseconds);
        long start = Stopwatch.GetTimestamp();
        ExactSleep.For(asked);
        Assert.True(Stopwatch.GetElapsedTime(start) >= asked);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void No_time_is_no_sleep(int days)
    {
        long start = Stopwatch.GetTimestamp();
        ExactSleep.For(TimeSpan.FromDays(days));
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromHours(1));
    }
}
