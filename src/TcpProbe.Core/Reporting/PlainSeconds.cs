using System.Globalization;

namespace TcpProbe.Core.Reporting;

/// <summary>Times for programs: seconds as plain decimals, whatever the culture, never with an exponent.</summary>
internal static class PlainSeconds
{
    /// <summary>All that is known of it, to a tenth of a microsecond: <c>0.00021</c>.</summary>
    public static string Of(TimeSpan time) => Exact(time).ToString("0.#######", CultureInfo.InvariantCulture);

    /// <summary>To the microsecond, always with six decimals: <c>0.000210</c>.</summary>
    public static string ToTheMicrosecond(TimeSpan time) => Exact(time).ToString("0.000000", CultureInfo.InvariantCulture);

    private static decimal Exact(TimeSpan time) => (decimal)time.Ticks / TimeSpan.TicksPerSecond;
}
