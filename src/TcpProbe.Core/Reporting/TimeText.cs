using System.Globalization;

namespace TcpProbe.Core.Reporting;

/// <summary>Points in time as RFC 3339 has them, UTC.</summary>
public static class TimeText
{
    /// <summary>To the second.</summary>
    public static string Whole(DateTimeOffset time) => Written(time, "yyyy-MM-dd'T'HH:mm:ss'Z'");

    /// <summary>To the millisecond.</summary>
    public static string Precise(DateTimeOffset time) => Written(time, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    /// <summary>To the microsecond.</summary>
    public static string Exact(DateTimeOffset time) => Written(time, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'");

    private static string Written(DateTimeOffset time, string format) => time.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);
}
