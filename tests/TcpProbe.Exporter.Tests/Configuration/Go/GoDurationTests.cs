using System.Globalization;
using System.Text.Json;
using CsCheck;
using TcpProbe.Exporter.Configuration.Go;
using TcpProbe.Fuzz;

namespace TcpProbe.Exporter.Tests.Configuration.Go;

/// <summary>Times are what they are in Go, but for those below zero and what is finer than a tick.</summary>
public sealed class GoDurationTests
{
    private static readonly (string Name, decimal Ticks)[] s_units = [("ns", 0.01m), ("us", 10), ("\u00b5s", 10), ("\u03bcs", 10), ("ms", 10_000), ("s", 10_000_000), ("m", 600_000_000), ("h", 36_000_000_000)];

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

    // 100 ns is a tick, and Go's longest time 2^63 ns.
    [Fact]
    public void A_time_that_is_written_as_Go_writes_it_reads_back() => Gen.OneOf(Gen.Long[0, long.MaxValue / 100], Gen.Long[0, 40_000_000_000], Gen.Long[0, 20_000]).Sample(ticks =>
        Assert.Equal(ticks, GoDuration.Parse(ExporterValueTarget.AsGo(TimeSpan.FromTicks(ticks))).Ticks));

    [Fact]
    public void A_time_is_the_sum_of_its_parts_in_whatever_order() => Gen.Select(Gen.Int[0, 9999], Gen.Int[0, 999], Gen.OneOf([.. s_units.Select(Gen.Const)])).Array[1, 5].Sample(parts =>
    {
        string text = string.Concat(parts.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Item1}.{part.Item2:000}{part.Item3.Name}")));
        decimal ticks = parts.Sum(part => (part.Item1 + (part.Item2 / 1000m)) * part.Item3.Ticks);
        Assert.Equal(ticks is > 0 and < 1 ? 1 : (long)ticks, GoDuration.Parse(text).Ticks);
    });

    private static long Ticks(long nanoseconds) => nanoseconds is > 0 and < 100 ? 1 : nanoseconds / 100;
}
