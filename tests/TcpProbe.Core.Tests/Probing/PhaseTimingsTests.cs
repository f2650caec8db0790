using TcpProbe.Core.Probing;

namespace TcpProbe.Core.Tests.Probing;

public sealed class PhaseTimingsTests
{
    [Fact]
    public void Without_a_phase_there_is_no_total() => Assert.Null(new PhaseTimings().Total);

    [Fact]
    public void The_total_is_the_sum_of_the_phases_that_ran()
    {
        Assert.Equal(Time(1 + 2 + 4 + 8 + 16), new PhaseTimings(Time(1), Time(2), Time(4), Time(8), Time(16)).Total);
        Assert.Equal(Time(2 + 16), new PhaseTimings(Connect: Time(2), Close: Time(16)).Total);
    }

    [Fact]
    public void One_phase_is_a_total()
    {
        PhaseTimings[] single = [new(Resolve: Time(3)), new(Connect: Time(3)), new(Tls: Time(3)), new(Exchange: Time(3)), new(Close: Time(3))];
        Assert.All(single, timings => Assert.Equal(Time(3), timings.Total));
    }

    private static TimeSpan Time(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
