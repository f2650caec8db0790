using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tests.Timing;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("0ms", 0)]
    [InlineData("0.00000001", 0)]
    [InlineData("3.5", 35_000_000)]
    [InlineData("2us", 20)]
    [InlineData("1.5ms", 15_000)]
    [InlineData("7s", 70_000_000)]
    [InlineData("1.5h", 54_000_000_000)]
    [InlineData("36500d", 31_536_000_000_000_000)]
    public void A_number_with_or_without_a_unit_is_a_time_and_zero_is_one(string text, long ticks) =>
        Assert.Equal(ticks, DurationText.Read(text)!.Value.Ticks);

    [Theory]
    [InlineData("36501d")]
    [InlineData("79228162514264337593543950335d")]
    [InlineData("99999999999999999999999999999999999999999999us")]
    public void More_than_a_century_is_longer_than_the_longest(string text) => Assert.True(DurationText.Read(text) > DurationText.Longest);

    [Theory]
    [InlineData("")]
    [InlineData("none")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1,5")]
    [InlineData("1e3")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("5.s")]
    [InlineData("1.2.3")]
    [InlineData("5 s")]
    [InlineData("ms")]
    [InlineData("٣")]
    public void Anything_else_is_no_time(string text) => Assert.Null(DurationText.Read(text));
}
