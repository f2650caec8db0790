using System.Globalization;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Runs;

/// <summary>What a metric is compared with, as it is written and as it is shown.</summary>
internal static class MetricLimit
{
    /// <summary>The limit, in the unit of the metric.</summary>
    /// <exception cref="FormatException">It is none in that unit.</exception>
    public static decimal Parse(MetricUnit unit, string text) => unit switch
    {
        MetricUnit.Share => Share(text),
        MetricUnit.Occurrences => Occurrences(text),
        _ => Seconds(text),
    };

    /// <summary>A limit that could be meant.</summary>
    public static string Example(MetricUnit unit) => unit switch
    {
        MetricUnit.Share => "0.01",
        MetricUnit.Occurrences => "2",
        _ => "30ms",
    };

    /// <summary>A limit or a measured value, for a person: with all its decimals unless a format says how many.</summary>
    public static string Show(MetricUnit unit, decimal value, string format = "0.##########")
    {
        (decimal times, string name) = Scale(unit, value);
        return (value * times).ToString(format, CultureInfo.InvariantCulture) + name;
    }

    /// <summary>The value that is shown if it is rounded to so many decimals.</summary>
    public static decimal Round(MetricUnit unit, decimal value, int decimals)
    {
        decimal times = Scale(unit, value).Times;
        return Math.Round(value * times, decimals, MidpointRounding.AwayFromZero) / times;
    }

    // From 999.995 ms on, two decimals of a millisecond would round up to 1000.00 ms.
    private static (decimal Times, string Name) Scale(MetricUnit unit, decimal value) => unit switch
    {
        MetricUnit.Share => (100, " %"),
        MetricUnit.Occurrences => (1, string.Empty),
        _ => value < 0.999995m ? (1000, " ms") : (1, " s"),
    };

    private static decimal Share(string text)
    {
        bool isPercent = text.EndsWith('%');
        decimal number = PlainNumber.Read(isPercent ? text.AsSpan(..^1).TrimEnd(' ') : text)
            ?? throw new FormatException("has no share as its limit (0.01, 1%)");
        decimal share = isPercent ? number / 100 : number;
        return share <= 1 ? share : throw new FormatException("has a limit beyond all; a share is 0 to 1, or 0% to 100%");
    }

    private static decimal Occurrences(string text) => !text.Contains('.', StringComparison.Ordinal) && PlainNumber.Read(text) is { } count
        ? count
        : throw new FormatException("has no whole number as its limit (0, 2)");

    private static decimal Seconds(string text)
    {
        TimeSpan time = DurationText.Read(text) ?? throw new FormatException("has no duration as its limit (30ms, 1.5)");
        return time <= DurationText.Longest ? (decimal)time.Ticks / TimeSpan.TicksPerSecond : throw new FormatException("has a limit that is too long");
    }
}
