using TcpProbe.Core.Sockets;

namespace TcpProbe.Core.Tests.Sockets;

public sealed class SynScheduleTests
{
    private const double UnsetRtoMax = 120;

    /// <summary>Seconds until ETIMEDOUT, taken with a stopwatch on Linux 6.18 against a peer that drops every SYN.</summary>
    [Theory]
    [InlineData(1, 4, UnsetRtoMax, 0, 3.07)]
    [InlineData(2, 4, UnsetRtoMax, 0, 7.13)]
    [InlineData(3, 4, UnsetRtoMax, 0, 19.55)]
    [InlineData(4, 4, UnsetRtoMax, 0, 35.68)]
    [InlineData(5, 4, UnsetRtoMax, 0, 68.20)]
    [InlineData(6, 4, UnsetRtoMax, 0, 133.72)]
    [InlineData(1, 0, UnsetRtoMax, 0, 3.02)]
    [InlineData(2, 0, UnsetRtoMax, 0, 7.15)]
    [InlineData(2, 0, UnsetRtoMax, 0, 7.09)]
    [InlineData(2, 0, UnsetRtoMax, 0, 7.27)]
    [InlineData(3, 0, UnsetRtoMax, 0, 15.34)]
    [InlineData(4, 0, UnsetRtoMax, 0, 31.47)]
    [InlineData(5, 0, UnsetRtoMax, 0, 63.72)]
    [InlineData(6, 0, UnsetRtoMax, 0, 129.26)]
    [InlineData(7, 0, UnsetRtoMax, 0, 250.09)]
    [InlineData(1, 1, UnsetRtoMax, 0, 4.06)]
    [InlineData(2, 1, UnsetRtoMax, 0, 8.22)]
    [InlineData(3, 1, UnsetRtoMax, 0, 16.41)]
    [InlineData(4, 1, UnsetRtoMax, 0, 32.54)]
    [InlineData(1, 2, UnsetRtoMax, 0, 3.05)]
    [InlineData(2, 2, UnsetRtoMax, 0, 9.29)]
    [InlineData(3, 2, UnsetRtoMax, 0, 17.48)]
    [InlineData(4, 2, UnsetRtoMax, 0, 33.61)]
    [InlineData(1, 3, UnsetRtoMax, 0, 3.08)]
    [InlineData(2, 3, UnsetRtoMax, 0, 10.21)]
    [InlineData(3, 3, UnsetRtoMax, 0, 18.41)]
    [InlineData(1, 10, UnsetRtoMax, 0, 3.07)]
    [InlineData(2, 10, UnsetRtoMax, 0, 7.17)]
    [InlineData(3, 10, UnsetRtoMax, 0, 17.34)]
    [InlineData(1, 4, 4, 0, 3)]
    [InlineData(2, 4, 4, 0, 7)]
    [InlineData(3, 4, 4, 0, 11)]
    [InlineData(4, 4, 4, 0, 15)]
    [InlineData(5, 4, 4, 0, 19)]
    [InlineData(6, 4, 4, 0, 23)]
    [InlineData(1, 4, 1, 0, 2.04)]
    [InlineData(2, 4, 1, 0, 3.07)]
    [InlineData(4, 4, 1, 0, 5.12)]
    [InlineData(6, 0, 3, 0, 18.4)]
    [InlineData(6, 4, UnsetRtoMax, 2.5, 2.50)]
    [InlineData(6, 4, UnsetRtoMax, 1.5, 1.51)]
    [InlineData(6, 4, UnsetRtoMax, 5, 5.03)]
    [InlineData(6, 4, UnsetRtoMax, 0.5, 1.04)]
    [InlineData(6, 4, UnsetRtoMax, 0.001, 1.03)]
    [InlineData(1, 0, UnsetRtoMax, 60, 3.05)]
    [InlineData(1, 4, UnsetRtoMax, 60, 7.14)]
    [InlineData(2, 4, UnsetRtoMax, 60, 11.37)]
    public void The_kernel_gave_up_when_computed_or_a_little_later(
        int retries, int linear, double rtoMax, double userTimeout, double measured)
    {
        double computed = Compute(retries, linear, rtoMax, userTimeout).GiveUp.TotalSeconds;

        Assert.InRange(measured, computed - 0.01, (computed * 1.04) + 0.1);
    }

    [Theory]
    [InlineData(1, 4, 2)]
    [InlineData(2, 4, 5)]
    [InlineData(3, 4, 7)]
    [InlineData(4, 4, 8)]
    [InlineData(5, 4, 9)]
    [InlineData(6, 4, 10)]
    [InlineData(7, 4, 11)]
    [InlineData(6, 0, 6)]
    public void As_many_SYNs_are_resent_as_were_seen_on_the_wire(int retries, int linear, int seen) =>
        Assert.Equal(seen, Compute(retries, linear, UnsetRtoMax, 0).Retransmissions);

    /// <summary>Values of a second implementation of the same rule, written apart from this one in Python.</summary>
    [Theory]
    [InlineData(1, 0, 120, 0, 3, 1)]
    [InlineData(1, 2, 120, 0, 3, 2)]
    [InlineData(1, 4, 120, 0, 3, 2)]
    [InlineData(1, 10, 120, 0, 3, 2)]
    [InlineData(2, 0, 120, 0, 7, 2)]
    [InlineData(2, 2, 120, 0, 9, 4)]
    [InlineData(2, 4, 120, 0, 7, 5)]
    [InlineData(2, 10, 120, 0, 7, 6)]
    [InlineData(3, 0, 120, 0, 15, 3)]
    [InlineData(3, 2, 120, 0, 17, 5)]
    [InlineData(3, 4, 120, 0, 19, 7)]
    [InlineData(3, 10, 120, 0, 17, 12)]
    [InlineData(4, 0, 120, 0, 31, 4)]
    [InlineData(4, 2, 120, 0, 33, 6)]
    [InlineData(4, 4, 120, 0, 35, 8)]
    [InlineData(4, 10, 120, 0, 41, 14)]
    [InlineData(5, 0, 120, 0, 63, 5)]
    [InlineData(5, 2, 120, 0, 65, 7)]
    [InlineData(5, 4, 120, 0, 67, 9)]
    [InlineData(5, 10, 120, 0, 73, 15)]
    [InlineData(6, 0, 120, 0, 127, 6)]
    [InlineData(6, 2, 120, 0, 129, 8)]
    [InlineData(6, 4, 120, 0, 131, 10)]
    [InlineData(6, 10, 120, 0, 137, 16)]
    [InlineData(7, 0, 120, 0, 247, 7)]
    [InlineData(7, 2, 120, 0, 249, 9)]
    [InlineData(7, 4, 120, 0, 251, 11)]
    [InlineData(7, 10, 120, 0, 257, 17)]
    [InlineData(1, 0, 1, 0, 2, 1)]
    [InlineData(1, 0, 4, 0, 3, 1)]
    [InlineData(1, 4, 1, 0, 2, 1)]
    [InlineData(1, 4, 4, 0, 3, 2)]
    [InlineData(3, 0, 1, 0, 4, 3)]
    [InlineData(3, 0, 4, 0, 11, 3)]
    [InlineData(3, 4, 1, 0, 4, 3)]
    [InlineData(3, 4, 4, 0, 11, 6)]
    [InlineData(6, 0, 1, 0, 7, 6)]
    [InlineData(6, 0, 4, 0, 23, 6)]
    [InlineData(6, 4, 1, 0, 7, 6)]
    [InlineData(6, 4, 4, 0, 23, 9)]
    [InlineData(10, 0, 1, 0, 11, 10)]
    [InlineData(10, 0, 4, 0, 39, 10)]
    [InlineData(10, 4, 1, 0, 11, 10)]
    [InlineData(10, 4, 4, 0, 39, 13)]
    [InlineData(1, 0, 120, 0.001, 1, 1)]
    [InlineData(1, 0, 120, 1.5, 1.5, 1)]
    [InlineData(1, 0, 120, 3.25, 3, 1)]
    [InlineData(1, 0, 120, 60, 3, 1)]
    [InlineData(1, 4, 120, 0.001, 1, 1)]
    [InlineData(1, 4, 120, 1.5, 1.5, 1)]
    [InlineData(1, 4, 120, 3.25, 3.25, 3)]
    [InlineData(1, 4, 120, 60, 7, 5)]
    [InlineData(6, 0, 120, 0.001, 1, 1)]
    [InlineData(6, 0, 120, 1.5, 1.5, 1)]
    [InlineData(6, 0, 120, 3.25, 3.25, 2)]
    [InlineData(6, 0, 120, 60, 60, 5)]
    [InlineData(6, 4, 120, 0.001, 1, 1)]
    [InlineData(6, 4, 120, 1.5, 1.5, 1)]
    [InlineData(6, 4, 120, 3.25, 3.25, 3)]
    [InlineData(6, 4, 120, 60, 60, 9)]
    [InlineData(127, 127, 120, 0, 14654, 253)]
    [InlineData(127, 0, 1, 0, 128, 127)]
    [InlineData(20, 4, 2.5, 9.75, 9.75, 7)]
    [InlineData(1, 127, 120, 0, 3, 2)]
    [InlineData(10, 4, 30, 0, 215, 14)]
    [InlineData(12, 0, 120, 0, 847, 12)]
    public void Two_implementations_agree_to_the_tick(
        int retries, int linear, double rtoMax, double userTimeout, double giveUp, int retransmissions) =>
        Assert.Equal(
            new SynSchedule(TimeSpan.FromSeconds(giveUp), retransmissions),
            Compute(retries, linear, rtoMax, userTimeout));

    [Fact]
    public void A_user_timeout_of_zero_is_none() =>
        Assert.Equal(
            SynSchedule.Compute(6, 4, TimeSpan.FromSeconds(120), null),
            SynSchedule.Compute(6, 4, TimeSpan.FromSeconds(120), TimeSpan.Zero));

    [Theory]
    [InlineData(-1, 4, 120)]
    [InlineData(128, 4, 120)]
    [InlineData(6, -1, 120)]
    [InlineData(6, 128, 120)]
    [InlineData(6, 4, 0)]
    [InlineData(6, 4, 121)]
    public void What_no_kernel_can_hold_is_refused(int retries, int linear, double rtoMax) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Compute(retries, linear, rtoMax, 0));

    private static SynSchedule Compute(int retries, int linear, double rtoMax, double userTimeout) =>
        SynSchedule.Compute(
            retries, linear, TimeSpan.FromSeconds(rtoMax), userTimeout > 0 ? TimeSpan.FromSeconds(userTimeout) : null);
}
