using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tests.Timing;

public sealed class DurationTests
{
    [Theory]
    [InlineData("3.5", 35_000_000)]
    [InlineData("5", 50_000_000)]
    [InlineData("05", 50_000_000)]
    [InlineData("0.5", 5_000_000)]
    [InlineData("1.50", 15_000_000)]
    [InlineData("2us", 20)]
    [InlineData("0.1us", 1)]
    [InlineData("500ms", 5_000_000)]
    [InlineData("1.5ms", 15_000)]
    [InlineData("7s", 70_000_000)]
    [InlineData("1m", 600_000_000)]
    [InlineData("1.5h", 54_000_000_000)]
    [InlineData("1h", 36_000_000_000)]
    [InlineData("1d", 864_000_000_000)]
    [InlineData("36500d", 31_536_000_000_000_000)]
    public void A_number_with_or_without_a_unit_is_a_time(string text, long ticks)
    {
        Assert.Equal(ticks, Duration.Parse(text)!.Value.Ticks);
        Assert.Equal(ticks, Duration.ParseLimit(text).Ticks);
    }

    [Fact]
    public void None_is_no_limit_and_nothing_to_set()
    {
        Assert.Null(Duration.Parse("none"));
        FormatException wrong = Assert.Throws<FormatException>(() => Duration.ParseLimit("none"));
        Assert.Equal("is no duration to set (3.5, 500ms, 2m)", wrong.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(" 5")]
    [InlineData("5 ")]
    [InlineData("5 s")]
    [InlineData("1,5")]
    [InlineData("1e3")]
    [InlineData("1E3")]
    [InlineData("0x10")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("5.s")]
    [InlineData("1.2.3")]
    [InlineData("1..2")]
    [InlineData("1_000")]
    [InlineData("1ss")]
    [InlineData("1S")]
    [InlineData("1M")]
    [InlineData("1min")]
    [InlineData("1m30s")]
    [InlineData("00:00:05")]
    [InlineData("s")]
    [InlineData("ms")]
    [InlineData("None")]
    [InlineData("none ")]
    [InlineData("٣")]
    [InlineData("５")]
    [InlineData("5µs")]
    [InlineData("5\n")]
    public void Anything_else_is_not_a_duration(string text)
    {
        FormatException wrong = Assert.Throws<FormatException>(() => Duration.Parse(text));
        Assert.Equal("is not a duration (3.5, 500ms, 2m, none)", wrong.Message);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0ms")]
    [InlineData("0.0")]
    [InlineData("00d")]
    [InlineData("0.00000001")]
    public void Zero_is_refused_and_the_word_for_no_limit_named(string text)
    {
        FormatException wrong = Assert.Throws<FormatException>(() => Duration.Parse(text));
        Assert.Equal("is not above zero; none sets no limit", wrong.Message);
    }

    [Theory]
    [InlineData("36501d")]
    [InlineData("9999999999999")]
    [InlineData("79228162514264337593543950335d")]
    [InlineData("79228162514264337593543950336")]
    [InlineData("99999999999999999999999999999999999999999999us")]
    public void What_no_clock_can_hold_is_too_long(string text)
    {
        FormatException wrong = Assert.Throws<FormatException>(() => Duration.Parse(text));
        Assert.Equal("is too long; none sets no limit", wrong.Message);
    }
}
