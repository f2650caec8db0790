using TcpProbe.Core.Reporting;

namespace TcpProbe.Core.Tests.Reporting;

public sealed class PlainSecondsTests
{
    [Theory]
    [InlineData(0, "0", "0.000000")]
    [InlineData(1, "0.0000001", "0.000000")]
    [InlineData(2100, "0.00021", "0.000210")]
    [InlineData(35_500_000, "3.55", "3.550000")]
    [InlineData(9_000_000_000_000_000, "900000000", "900000000.000000")]
    public void Times_are_plain_decimals_without_an_exponent(long ticks, string exact, string rounded)
    {
        Assert.Equal(exact, PlainSeconds.Of(TimeSpan.FromTicks(ticks)));
        Assert.Equal(rounded, PlainSeconds.ToTheMicrosecond(TimeSpan.FromTicks(ticks)));
    }
}
