using TcpProbe.Core.Runs;

namespace TcpProbe.Core.Tests.Runs;

public sealed class AlertRangeTests
{
    private const double Least = 0.0000001;

    // The table of the guidelines, each at its ends and beside them.
    [Theory]
    [InlineData("10", new[] { -Least, 10 + Least, -5, 1e9 }, new[] { 0, 5, 10.0 })]
    [InlineData("10:", new[] { 10 - Least, 0, -5 }, new[] { 10, 1e9 })]
    [InlineData("~:10", new[] { 10 + Least, 1e9 }, new[] { 10, 0, -1e9 })]
    [InlineData("10:20", new[] { 10 - Least, 20 + Least }, new[] { 10, 15, 20.0 })]
    [InlineData("@10:20", new[] { 10, 15, 20.0 }, new[] { 10 - Least, 20 + Least })]
    [InlineData("@10", new[] { 0, 5, 10.0 }, new[] { -Least, 10 + Least })]
    [InlineData("@~:10", new[] { -1e9, 10 }, new[] { 10 + Least })]
    [InlineData("@10:", new[] { 10, 1e9 }, new[] { 10 - Least })]
    [InlineData(":10", new[] { -Least, 10 + Least }, new[] { 0, 10.0 })]
    [InlineData("0.03", new[] { 0.0300001 }, new[] { 0.03 })]
    [InlineData("-20:-10.5", new[] { -20 - Least, -10 }, new[] { -20, -10.5 })]
    [InlineData("10:10", new[] { 9.9, 10.1 }, new[] { 10.0 })]
    [InlineData("0", new[] { Least }, new[] { 0.0 })]
    [InlineData("@~:", new[] { -1e9, 0, 1e9 }, new double[0])]
    public void Both_ends_belong_to_the_range(string text, double[] alerts, double[] passes)
    {
        AlertRange range = AlertRange.Parse(text);
        Assert.All(alerts, seconds => Assert.True(range.Alerts(seconds)));
        Assert.All(passes, seconds => Assert.False(range.Alerts(seconds)));
    }

    [Theory]
    [InlineData("10")]
    [InlineData("@0.50:020")]
    [InlineData("~:10")]
    [InlineData(":10")]
    public void A_range_is_given_back_as_it_was_written(string text) => Assert.Equal(text, AlertRange.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("@")]
    [InlineData(":")]
    [InlineData("@:")]
    [InlineData("~")]
    [InlineData("10:~")]
    [InlineData("1:2:3")]
    [InlineData("1s")]
    [InlineData("500ms")]
    [InlineData("1,5")]
    [InlineData("1e3")]
    [InlineData("NaN")]
    [InlineData("inf")]
    [InlineData("+1")]
    [InlineData("-")]
    [InlineData("--1")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData(" 5")]
    [InlineData("5 ")]
    [InlineData("@@5")]
    [InlineData("~5:10")]
    [InlineData("٣")]
    public void Anything_else_is_no_range(string text) => AssertRefused(text, "is not a range of seconds ([@]START:END, as in 0.5, 0.1:0.5, ~:0.5, 0.1:, @0.5:)");

    [Fact]
    public void A_number_that_nothing_can_hold_is_no_range() =>
        AssertRefused(new string('9', 400), "is not a range of seconds ([@]START:END, as in 0.5, 0.1:0.5, ~:0.5, 0.1:, @0.5:)");

    [Theory]
    [InlineData("20:10")]
    [InlineData("@20:10")]
    [InlineData("-5")]
    [InlineData("0.2:0.1")]
    public void A_range_upside_down_is_refused(string text) => AssertRefused(text, "is a range that ends before it starts");

    private static void AssertRefused(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => AlertRange.Parse(text)).Message);
}
