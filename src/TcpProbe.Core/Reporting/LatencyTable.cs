using System.Globalization;
using TcpProbe.Core.Statistics;

namespace TcpProbe.Core.Reporting;

/// <summary>The times of a series of probes as a table, a row a phase, in ms.</summary>
internal static class LatencyTable
{
    /// <summary>The rows, the head first; none if nothing was measured.</summary>
    public static IEnumerable<string> Of(PhaseLatencies phases)
    {
        (string Name, LatencySummary? Times)[] rows =
        [
            ("resolve", phases.Resolve), ("connect", phases.Connect), ("rtt", phases.Rtt), ("tls", phases.Tls),
            ("exchange", phases.Exchange), ("total", phases.Total),
        ];
        LatencySummary? first = rows.Select(row => row.Times).FirstOrDefault(times => times is not null);
        if (first is null) yield break;
        yield return $"  {"ms",-8}" + string.Concat(((string[])["min", "avg", "median", "p90", "p95", "p99", "max", "stddev", "jitter"]).Select(name => $"{name,7}"));
        foreach ((string name, LatencySummary? times) in rows)
        {
            if (times is null) continue;
            TimeSpan?[] cells = [times.Min, times.Mean, times.Median, times.P90, times.P95, times.P99, times.Max, times.StandardDeviation, times.Jitter];
            yield return $"  {name,-8}" + string.Concat(cells.Select(cell => $"{Cell(cell),7}"));
        }

        if (rows.Any(row => row.Times?.Method == PercentileMethod.Histogram)) yield return "  percentiles from a histogram, within 1 %";
    }

    // Six characters at most, so that eighty columns hold the table and a blank stands between two of them: a day in ms is 86400000, in s 86400.
    private static string Cell(TimeSpan? time) => time?.TotalMilliseconds switch
    {
        null => "-",
        < 100 and { } small => small.ToString("0.00", CultureInfo.InvariantCulture),
        < 1000 and { } middle => middle.ToString("0.0", CultureInfo.InvariantCulture),
        < 999_999.5 and { } large => large.ToString("0", CultureInfo.InvariantCulture),
        { } larger => (larger / 1000).ToString("0", CultureInfo.InvariantCulture) + "s",
    };
}
