using System.Globalization;

namespace TcpProbe.Core.Statistics;

/// <summary>Times drawn as text: a row for each bucket, with its bounds, how many times it holds, and a bar.</summary>
public static class LatencyBars
{
    private const int MostRows = 12, WidestBar = 40, WidestRow = 76;

    /// <summary>At most 12 rows of at most 76 columns, from short to long; none if there are no times.</summary>
    /// <remarks>A time on a bound belongs to the row that begins with it.</remarks>
    public static IReadOnlyList<string> Rows(LatencySamples samples)
    {
        if (samples.Count == 0) return [];
        (long Ticks, long Count)[] times = [.. samples.WithCounts()];
        IReadOnlyList<Int128> bounds = BucketBounds.Around(times.Min(time => time.Ticks), times.Max(time => time.Ticks), MostRows);
        return Drawn(bounds, Counted(times, bounds));
    }

    private static long[] Counted((long Ticks, long Count)[] times, IReadOnlyList<Int128> bounds)
    {
        long[] counts = new long[bounds.Count - 1];
        foreach ((long ticks, long count) in times)
        {
            int row = 0;
            while (ticks >= bounds[row + 1]) row++;
            counts[row] += count;
        }

        return counts;
    }

    private static string[] Drawn(IReadOnlyList<Int128> bounds, long[] counts)
    {
        string[] edges = [.. bounds.Select(Time)], numbers = [.. counts.Select(count => count.ToString(CultureInfo.InvariantCulture))];
        int from = edges[..^1].Max(edge => edge.Length), to = edges[1..].Max(edge => edge.Length), number = numbers.Max(count => count.Length);
        int widest = Math.Min(WidestBar, WidestRow - (from + " to ".Length + to + "  ".Length + number + "  ".Length));
        long most = counts.Max();
        return [.. counts.Select((count, row) =>
            $"{edges[row].PadLeft(from)} to {edges[row + 1].PadLeft(to)}  {numbers[row].PadLeft(number)}  {Bar(count, most, widest)}".TrimEnd())];
    }

    // What came is seen, however seldom.
    private static string Bar(long count, long most, int widest) =>
        new('#', count == 0 ? 0 : (int)Math.Max(1, Math.Round((double)count / most * widest)));

    private static string Time(Int128 ticks) => ticks < TimeSpan.TicksPerSecond
        ? ((decimal)ticks / TimeSpan.TicksPerMillisecond).ToString("0.####", CultureInfo.InvariantCulture) + " ms"
        : ((decimal)ticks / TimeSpan.TicksPerSecond).ToString("0.#", CultureInfo.InvariantCulture) + " s";
}
