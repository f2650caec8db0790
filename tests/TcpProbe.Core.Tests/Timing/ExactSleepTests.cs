using System.Diagnostics;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tests.Timing;

public sealed class ExactSleepTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(2.5)]
    [InlineData(20)]
    public void Only_a_signal_lets_it_last_less_than_was_asked(double milliseconds)
    {
        TimeSpan asked = TimeSpan.FromMilliseconds(milliseconds);
        long start = Stopwatch.GetTimestamp();
        int sleeps = 0;
        for (TimeSpan left = asked; left > TimeSpan.Zero; left = asked - Stopwatch.GetElapsedTime(start), sleeps++) ExactSleep.For(left);

        // Without sleep it is thousands; signals are few, if any come.
        Assert.InRange(sleeps, 1, 20);
    }
}
