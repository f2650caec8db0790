using CsCheck;
using Microsoft.Extensions.Time.Testing;
using TcpProbe.Exporter.Web;

namespace TcpProbe.Exporter.Tests.Web;

/// <summary>How often requests are answered.</summary>
public sealed class RequestRateTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void A_burst_comes_through_and_then_one_each_interval()
    {
        RequestRate rate = new(new RateLimit(TimeSpan.FromSeconds(1), 3), _clock);
        Assert.Equal([true, true, true, false], Enumerable.Range(0, 4).Select(_ => rate.Admits()));
        _clock.Advance(TimeSpan.FromSeconds(0.999));
        Assert.False(rate.Admits());
        _clock.Advance(TimeSpan.FromSeconds(0.001));
        Assert.Equal([true, false], Enumerable.Range(0, 2).Select(_ => rate.Admits()));
    }

    [Fact]
    public void The_bucket_holds_no_more_than_the_burst()
    {
        RequestRate rate = new(new RateLimit(TimeSpan.FromMilliseconds(1), 2), _clock);
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => rate.Admits()));
    }

    [Fact]
    public void The_longest_interval_and_the_largest_burst_do_not_overflow()
    {
        RequestRate rate = new(new RateLimit(TimeSpan.FromDays(36500), 1_000_000), _clock);
        Assert.DoesNotContain(false, Enumerable.Range(0, 1_000_000).Select(_ => rate.Admits()));
        Assert.False(rate.Admits());
    }

    // Within any stretch of time no more than the burst and one for each interval of it, and never fewer than one an interval.
    [Fact]
    public void No_more_come_through_than_the_burst_and_one_for_each_interval() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 50], Gen.Int[0, 100].Array[1, 40]).Sample((burst, interval, pauses) =>
        {
            FakeTimeProvider clock = new();
            RequestRate rate = new(new RateLimit(TimeSpan.FromMilliseconds(interval), burst), clock);
            double tokens = burst;
            foreach (int pause in pauses)
            {
                clock.Advance(TimeSpan.FromMilliseconds(pause));
                tokens = Math.Min(burst, tokens + ((double)pause / interval));

                // At a whole token to the last digit either answer would do.
                bool isSure = Math.Abs(tokens - 1) > 1e-9;
                bool isIn = rate.Admits();
                if (isSure) Assert.Equal(tokens >= 1, isIn);
                if (isIn) tokens--;
            }
        });
}
