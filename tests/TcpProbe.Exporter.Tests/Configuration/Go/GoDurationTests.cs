using System.Text.Json;
using TcpProbe.Exporter.Configuration.Go;

namespace TcpProbe.Exporter.Tests.Configuration.Go;

/// <summary>Times are what they are in Go, but for those below zero and what is finer than a tick.</summary>
public sealed class GoDurationTests
{
    [Fact]
    public void Every_duration_is_as_long_as_in_Go() => Assert.All(
        GoVectors.Of("duration").Where(row => !GoVectors.IsRefused(row) && row[2].GetInt64() >= 0),
        row => Assert.Equal((row[1].GetString(), Ticks(row[2].GetInt64())), (row[1].GetString(), GoDuration.Parse(row[1].GetString()!).Ticks)));

    [Fact]
    public void Every_duration_that_Go_refuses_is_refused()
    {
        JsonElement[][] refused = [.. GoVectors.Of("duration").Where(GoVectors.IsRefused)];
        Assert.InRange(refused.Length, 15, int.MaxValue);
        Assert.All(refused, row => Assert.Throws<FormatException>(() => GoDuration.Parse(row[1].GetString()!)));
    }

    [Theory]
    [InlineData("5", "has no unit; write 5s")]
    [InlineData("1.5", "has no unit; write 1.5s")]
    [InlineData("5d", "is not a duration (5s, 500ms, 1m30s)")]
    [InlineData("", "is not a duration (5s, 500ms, 1m30s)")]
    [InlineData("-5s", "is not above zero")]
    [InlineData("2562048h", "is too long")]
    public void A_mistake_says_what_to_write(string text, string said) => Assert.Equal(said, Assert.Throws<FormatException>(() => GoDuration.Parse(text)).Message);

    private static long Ticks(long nanoseconds) => nanoseconds is > 0 and < 100 ? 1 : nanoseconds / 100;
}
