using TcpProbe.Core.Reporting;

namespace TcpProbe.Core.Tests.Reporting;

public sealed class AmountsTests
{
    [Theory]
    [InlineData(0, "0.00 ms")]
    [InlineData(4, "0.00 ms")]
    [InlineData(210, "0.21 ms")]
    [InlineData(11_200, "11.20 ms")]
    [InlineData(999_990, "999.99 ms")]
    [InlineData(999_994, "999.99 ms")]
    [InlineData(999_995, "1.00 s")]
    [InlineData(999_996, "1.00 s")]
    [InlineData(1_000_000, "1.00 s")]
    [InlineData(3_070_000, "3.07 s")]
    [InlineData(127_004_000, "127.00 s")]
    public void A_time_is_in_ms_below_one_second_and_in_s_from_there(long microseconds, string shown) =>
        Assert.Equal(shown, Amounts.Time(TimeSpan.FromMicroseconds(microseconds)));

    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(1, "1 byte")]
    [InlineData(2, "2 bytes")]
    public void One_of_a_thing_is_singular(long count, string shown) => Assert.Equal(shown, Amounts.Count(count, "byte"));

    [Theory]
    [InlineData(0, 0, "0")]
    [InlineData(1, 8, "12.5")]
    [InlineData(2, 3, "66.67")]
    [InlineData(2, 2, "100")]
    public void A_part_is_shown_in_percent(long part, long whole, string shown) => Assert.Equal(shown, Amounts.Percent(part, whole));
}
