using Microsoft.Extensions.Time.Testing;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tests.Timing;

public sealed class DeadlineTests
{
    private static readonly TimeSpan s_three = TimeSpan.FromSeconds(3);

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Never_has_no_remainder_and_does_not_come()
    {
        Assert.Null(Deadline.Never.Remaining);
        Assert.False(Deadline.Never.HasCome);
    }

    [Fact]
    public void No_timeout_is_never()
    {
        Deadline deadline = After(null, TimeLimit.IoTimeout);
        _clock.Advance(TimeSpan.FromDays(1000));
        Assert.Null(deadline.Remaining);
        Assert.False(deadline.HasCome);
    }

    [Fact]
    public void The_remainder_shrinks_with_the_clock_and_ends_at_zero()
    {
        Deadline deadline = After(s_three, TimeLimit.ConnectTimeout);
        Assert.Equal(s_three, deadline.Remaining);
        _clock.Advance(TimeSpan.FromSeconds(2.5));
        Assert.Equal(TimeSpan.FromSeconds(0.5), deadline.Remaining);
        Assert.False(deadline.HasCome);
        _clock.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal(TimeSpan.Zero, deadline.Remaining);
        Assert.True(deadline.HasCome);
        _clock.Advance(s_three);
        Assert.Equal(TimeSpan.Zero, deadline.Remaining);
    }

    [Theory]
    [InlineData(0.0009, 0)]
    [InlineData(0.0019, 1)]
    [InlineData(3, 3000)]
    [InlineData(1e9, int.MaxValue)]
    public void Its_whole_milliseconds_never_last_beyond_it(double seconds, int milliseconds) =>
        Assert.Equal(milliseconds, After(TimeSpan.FromSeconds(seconds), TimeLimit.IoTimeout).WholeMilliseconds);

    [Fact]
    public void The_whole_milliseconds_of_never_wait_for_ever() => Assert.Equal(Timeout.Infinite, Deadline.Never.WholeMilliseconds);

    [Fact]
    public void It_has_come_by_the_times_from_its_end_on()
    {
        Deadline deadline = After(s_three, TimeLimit.ConnectTimeout);
        long end = _clock.GetTimestamp() + (long)(s_three.TotalSeconds * _clock.TimestampFrequency);
        Assert.False(deadline.HasComeBy(end - 1));
        Assert.True(deadline.HasComeBy(end));
        Assert.False(Deadline.Never.HasComeBy(long.MaxValue));
    }

    [Fact]
    public void It_knows_which_limit_it_is() => Assert.Equal(TimeLimit.ConnectTimeout, After(s_three, TimeLimit.ConnectTimeout).Limit);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_timeout_that_is_over_has_come_at_once(int seconds) =>
        Assert.True(After(TimeSpan.FromSeconds(seconds), TimeLimit.IoTimeout).HasCome);

    [Fact]
    public void A_timeout_beyond_the_range_of_the_clock_never_comes()
    {
        _ = _clock.GetTimestamp();
        _clock.Advance(s_three);
        Assert.Null(After(TimeSpan.MaxValue, TimeLimit.IoTimeout).Remaining);
        Assert.Null(Deadline.After(TimeSpan.MaxValue, TimeLimit.IoTimeout, TimeProvider.System).Remaining);
    }

    [Fact]
    public void Of_two_the_earlier_strikes_whichever_is_asked()
    {
        Deadline step = After(s_three, TimeLimit.IoTimeout);
        Deadline whole = After(TimeSpan.FromSeconds(2), TimeLimit.Deadline);
        Assert.Equal(whole, step.OrEarlier(whole));
        Assert.Equal(whole, whole.OrEarlier(step));
        Assert.Equal(TimeLimit.Deadline, step.OrEarlier(whole).Limit);
    }

    [Fact]
    public void Of_two_that_come_together_the_one_that_is_asked_strikes() =>
        Assert.Equal(TimeLimit.IoTimeout, After(s_three, TimeLimit.IoTimeout).OrEarlier(After(s_three, TimeLimit.Deadline)).Limit);

    [Fact]
    public void Never_is_later_than_everything()
    {
        Deadline step = After(s_three, TimeLimit.IoTimeout);
        Assert.Equal(step, step.OrEarlier(Deadline.Never));
        Assert.Equal(step, Deadline.Never.OrEarlier(step));
        Assert.Null(Deadline.Never.OrEarlier(Deadline.Never).Remaining);
    }

    private Deadline After(TimeSpan? timeout, TimeLimit limit) => Deadline.After(timeout, limit, _clock);
}
