using System.Globalization;

namespace TcpProbe.Core.Reporting;

/// <summary>Times and counts as a person reads them.</summary>
public static class Amounts
{
    // From here on two decimals of a millisecond would round up to 1000.00 ms.
    private static readonly TimeSpan s_firstShownAsSecond = TimeSpan.FromMicroseconds(999_995);

    /// <summary>A time: in ms below one second, in s from there.</summary>
    public static string Time(TimeSpan time) => time < s_firstShownAsSecond
        ? time.TotalMilliseconds.ToString("0.00", CultureInfo.InvariantCulture) + " ms"
        : time.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture) + " s";

    /// <summary>A part in percent, with at most two decimals: <c>12.5</c>; of nothing 0.</summary>
    public static string Percent(long part, long whole) => (whole == 0 ? 0 : 100m * part / whole).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A count with its noun: <c>1 byte</c>, <c>2 bytes</c>.</summary>
    public static string Count(long count, string noun) => count == 1 ? "1 " + noun : string.Concat(count.ToString(CultureInfo.InvariantCulture), " ", noun, "s");
}
