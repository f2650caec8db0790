using TcpProbe.Core.Timing;
using TcpProbe.Exporter.Configuration;

namespace TcpProbe.Exporter.Web;

/// <summary>How often requests are answered.</summary>
/// <param name="Interval">The time that one request uses up.</param>
/// <param name="Burst">How many may come at once.</param>
internal sealed record RateLimit(TimeSpan Interval, int Burst)
{
    private const int LargestBurst = 1_000_000;

    /// <summary>The limit of a map; <c>null</c> if its interval is zero or missing.</summary>
    /// <exception cref="ConfigMistake">There is a mistake in it.</exception>
    public static RateLimit? Of(YamlField field)
    {
        YamlMap map = field.Map();
        TimeSpan interval = map.Take("interval")?.Value(Time) ?? TimeSpan.Zero;
        int? burst = map.Take("burst")?.Integer(0, LargestBurst);
        map.Close();
        if (interval == TimeSpan.Zero) return null;
        return burst is > 0 ? new RateLimit(interval, burst.Value) : throw field.Mistake("has no burst, so that no request would ever be answered; write burst: 1 or more");
    }

    // A bare number would be nanoseconds to one program and seconds to the other.
    private static TimeSpan Time(string text)
    {
        if (DurationText.Read(text) is not { } time || (char.IsAsciiDigit(text[^1]) && time > TimeSpan.Zero)) throw new FormatException("is not a duration (500ms, 1s, 2m)");
        return time <= DurationText.Longest ? time : throw new FormatException("is too long");
    }
}
