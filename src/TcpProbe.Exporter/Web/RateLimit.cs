using TcpProbe.Exporter.Configuration;
using TcpProbe.Exporter.Configuration.Go;

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
        TimeSpan interval = map.Take("interval")?.Value(GoDuration.Parse) ?? TimeSpan.Zero;
        int? burst = map.Take("burst")?.Integer(0, LargestBurst);
        map.Close();
        if (interval == TimeSpan.Zero) return null;
        return burst is > 0 ? new RateLimit(interval, burst.Value) : throw field.Mistake("has no burst, so that no request would ever be answered; write burst: 1 or more");
    }
}
