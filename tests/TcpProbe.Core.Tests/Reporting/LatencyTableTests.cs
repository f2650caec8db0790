using TcpProbe.Core.Reporting;
using TcpProbe.Core.Statistics;

namespace TcpProbe.Core.Tests.Reporting;

public sealed class LatencyTableTests
{
    [Fact]
    public void Each_phase_that_was_measured_is_a_row_with_its_numbers_in_order() => Assert.Equal(
        [
            "  ms          min    avg median    p90    p95    p99    max stddev jitter",
            "  resolve    1.00  50.50  50.00  90.00  95.00  99.00  100.0  28.87   1.00",
            "  connect    2.00   2.00   2.00   2.00   2.00   2.00   2.00   0.00      -",
            "  rtt        3.00   3.00   3.00   3.00   3.00   3.00   3.00   0.00      -",
            "  tls        4.00   4.00   4.00   4.00   4.00   4.00   4.00   0.00      -",
            "  exchange   5.00   5.00   5.00   5.00   5.00   5.00   5.00   0.00      -",
            "  total      6.00   6.00   6.00   6.00   6.00   6.00   6.00   0.00      -",
        ],
        LatencyTable.Of(new PhaseLatencies(
            Resolve: Of([.. Enumerable.Range(1, 100).Select(number => (double)number)]), Connect: Of(2), Rtt: Of(3), Tls: Of(4), Exchange: Of(5), Close: Of(7), Total: Of(6))));

    [Fact]
    public void Without_a_time_there_is_no_table() => Assert.Empty(LatencyTable.Of(new PhaseLatencies()));

    [Fact]
    public void One_row_from_a_histogram_is_enough_to_say_so()
    {
        LatencySamples many = new(mostKept: 1);
        many.Add(TimeSpan.FromMilliseconds(4));
        many.Add(TimeSpan.FromMilliseconds(4));
        string[] lines = [.. LatencyTable.Of(new PhaseLatencies(Connect: Of(1), Total: many.Summarize()))];
        Assert.Equal("  percentiles from a histogram, within 1 %", lines[^1]);
        Assert.Equal(4, lines.Length);
        Assert.Equal(2, LatencyTable.Of(new PhaseLatencies(Connect: Of(1))).Count());
    }

    [Theory]
    [InlineData(99.99, "99.99")]
    [InlineData(100, "100.0")]
    [InlineData(999.9, "999.9")]
    [InlineData(1000, "1000")]
    [InlineData(999_999.4, "999999")]
    [InlineData(999_999.6, "1000s")]
    [InlineData(1_234_567, "1235s")]
    [InlineData(86_400_000, "86400s")]
    public void Whatever_a_time_is_eighty_columns_hold_it_with_a_blank_before_it(double milliseconds, string shown)
    {
        string row = LatencyTable.Of(new PhaseLatencies(Exchange: Of(milliseconds))).Last();
        Assert.StartsWith($"  exchange{shown,7}{shown,7}{shown,7}", row, StringComparison.Ordinal);
        Assert.True(row.Length <= 80, row);
        Assert.Equal(["exchange", .. Enumerable.Repeat(shown, 7), "0.00", "-"], row.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static LatencySummary? Of(params double[] milliseconds)
    {
        LatencySamples samples = new();
        foreach (double time in milliseconds) samples.Add(TimeSpan.FromTicks((long)Math.Round(time * TimeSpan.TicksPerMillisecond)));
        return samples.Summarize();
    }
}
