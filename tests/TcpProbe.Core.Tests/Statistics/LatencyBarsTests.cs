using System.Text.RegularExpressions;
using CsCheck;
using TcpProbe.Core.Statistics;

namespace TcpProbe.Core.Tests.Statistics;

public sealed partial class LatencyBarsTests
{
    private static readonly Gen<long[]> Ticks = Gen.Double[0, 18.9].Select(power => (long)Math.Pow(10, power)).Array[1, 200];

    [Fact]
    public void No_times_are_no_rows() => Assert.Empty(LatencyBars.Rows(new LatencySamples()));

    [Fact]
    public void Times_are_drawn_between_round_bounds()
    {
        long[] microseconds = [.. Enumerable.Repeat(210L, 80), .. Enumerable.Repeat(249L, 39), 250, .. Enumerable.Repeat(355L, 10)];
        Assert.Equal(
            [
                " 0.2 ms to 0.22 ms  80  ########################################",
                "0.22 ms to 0.25 ms  39  ####################",
                "0.25 ms to 0.28 ms   1  #",
                "0.28 ms to  0.3 ms   0",
                " 0.3 ms to 0.35 ms   0",
                "0.35 ms to  0.4 ms  10  #####",
            ],
            LatencyBars.Rows(LatencySamplesTests.Filled(microseconds.Select(time => time * 10))));
    }

    [Fact]
    public void Times_far_apart_have_wider_buckets() => Assert.Equal(
        [
            "0.1 ms to 0.2 ms  1  ########################################",
            "0.2 ms to 0.5 ms  0",
            "0.5 ms to   1 ms  0",
            "  1 ms to   2 ms  0",
            "  2 ms to   5 ms  0",
            "  5 ms to  10 ms  0",
            " 10 ms to  20 ms  0",
            " 20 ms to  50 ms  0",
            " 50 ms to 100 ms  0",
            "100 ms to 200 ms  0",
            "200 ms to 500 ms  0",
            "500 ms to    1 s  1  ########################################",
        ],
        LatencyBars.Rows(LatencySamplesTests.Filled([1_500, 9_999_999])));

    [Theory]
    [InlineData(1_000, 3_500, 12, "0.1 ms to 0.11 ms", "0.35 ms to 0.4 ms")]
    [InlineData(1_000, 10_000, 11, "0.1 ms to 0.12 ms", "1 ms to 1.2 ms")]
    [InlineData(1_000, 100_000, 11, "0.1 ms to 0.15 ms", "10 ms to 15 ms")]
    [InlineData(1_000, 1_000_000, 10, "0.1 ms to 0.2 ms", "100 ms to 200 ms")]
    [InlineData(10, 10_000_000_000, 10, "0.001 ms to 0.01 ms", "1000 s to 10000 s")]
    public void The_wider_the_times_the_rounder_the_bounds_and_never_rounder_than_they_must_be(long shortest, long longest, int count, string first, string last)
    {
        IReadOnlyList<string> rows = LatencyBars.Rows(LatencySamplesTests.Filled([shortest, longest]));
        Assert.Equal(count, rows.Count);
        Assert.StartsWith(first, Spaces().Replace(rows[0], " ").TrimStart(), StringComparison.Ordinal);
        Assert.StartsWith(last, Spaces().Replace(rows[^1], " ").TrimStart(), StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_times_are_one_row()
    {
        Assert.Equal(["1 s to 1.1 s  3  ########################################"], LatencyBars.Rows(LatencySamplesTests.Filled([10_000_000, 10_000_000, 10_000_000])));
        Assert.Equal(["0 ms to 0.001 ms  2  ########################################"], LatencyBars.Rows(LatencySamplesTests.Filled([0, 9])));
    }

    [Fact]
    public void Whatever_came_is_counted_in_few_short_rows() => Gen.Select(Ticks, Gen.OneOf(Gen.Const(0), Gen.Const(LatencySamples.MostKept))).Sample((ticks, mostKept) =>
    {
        IReadOnlyList<string> rows = LatencyBars.Rows(LatencySamplesTests.Filled(ticks, mostKept));
        Assert.InRange(rows.Count, 1, 12);
        Match[] parts = [.. rows.Select(row => Row().Match(row))];
        Assert.All(parts, part => Assert.True(part.Success));
        Assert.All(rows, row => Assert.InRange(row.Length, 1, 76));
        Assert.Equal(ticks.Length, parts.Sum(part => int.Parse(part.Groups["count"].ValueSpan, null)));
        Assert.All(parts, part => Assert.Equal(part.Groups["count"].Value == "0", part.Groups["bar"].Length == 0));
        Assert.InRange(parts.Max(part => part.Groups["bar"].Length), 30, 40);
        Assert.Equal(parts.Skip(1).Select(part => part.Groups["from"].Value), parts.SkipLast(1).Select(part => part.Groups["to"].Value));
        Assert.NotEqual("0", parts[0].Groups["count"].Value);
        Assert.NotEqual("0", parts[^1].Groups["count"].Value);
    });

    [Fact]
    public void Both_modes_draw_the_same_where_no_time_is_near_a_bound()
    {
        long[] ticks = [.. Enumerable.Range(0, 2_000).Select(index => index % 3 == 0 ? 17_000L : 42_500)];
        Assert.Equal(LatencyBars.Rows(LatencySamplesTests.Filled(ticks)), LatencyBars.Rows(LatencySamplesTests.Filled(ticks, mostKept: 100)));
    }

    [GeneratedRegex(@"^ *(?<from>[0-9.]+ m?s) to +(?<to>[0-9.]+ m?s)  +(?<count>[0-9]+)(?:  (?<bar>#+))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Row();

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();
}
