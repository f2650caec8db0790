using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tests.Timing;

public sealed class TimeValueTests
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 0, 100)]
    [InlineData(9_999_999, 0, 999_999_900)]
    [InlineData(10_000_000, 1, 0)]
    [InlineData(25_000_001, 2, 500_000_100)]
    public void A_time_is_whole_seconds_and_the_nanoseconds_beyond_them(long ticks, long seconds, long nanoseconds)
    {
        TimeValue time = new(TimeSpan.FromTicks(ticks));
        Assert.Equal((seconds, nanoseconds), (time.Seconds, time.Nanoseconds));
        Assert.Equal(TimeSpan.FromTicks(ticks), time.ToSpan());
    }
}
