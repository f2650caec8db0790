using System.Globalization;

namespace TcpProbe.Core.Reporting;

/// <summary>Times and counts as a person reads them.</summary>
public static class Amounts
{
    /// <summary>A time: in ms below one second, in s from there.</summary>
    public static string Time(TimeSpan time) => time < TimeSpan.FromSeconds(1)
        ? time.TotalMilliseconds.ToString("0.00", CultureInfo.InvariantCulture) + " ms"
        : time.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture) + " s";

    /// <summary>A count with its noun: <c>1 byte</c>, <c>2 bytes</c>.</summary>
    public static string Count(long count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
