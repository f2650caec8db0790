using TcpProbe.Exporter.Probing;

namespace TcpProbe.Exporter.Tests.Probing;

public sealed class ScrapeTimeoutTests
{
    [Theory]
    [InlineData("10", null, 9.5)]
    [InlineData("10", 5.0, 5)]
    [InlineData("5", 5.0, 4.5)]
    [InlineData("0.25", 5.0, 5)]
    [InlineData("0.25", null, 0.25)]
    [InlineData(null, 5.0, 5)]
    [InlineData("", null, 119.5)]
    [InlineData("0", null, 119.5)]
    [InlineData("1e1", null, 9.5)]
    [InlineData("86400", null, 119.5)]
    [InlineData("1e308", 600.0, 600)]
    public void It_is_what_the_asker_waits_less_the_offset_or_the_modules_own_if_that_is_less(string? header, double? module, double seconds) => Assert.Equal(
        TimeSpan.FromSeconds(seconds),
        ScrapeTimeout.Of(header, module is { } own ? TimeSpan.FromSeconds(own) : null, TimeSpan.FromSeconds(0.5)));

    [Theory]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("NaN")]
    [InlineData("1,5")]
    [InlineData("1e999")]
    public void A_header_that_is_no_number_is_refused(string header) =>
        Assert.Throws<FormatException>(() => ScrapeTimeout.Of(header, null, TimeSpan.Zero));
}
