using System.Globalization;

namespace TcpProbe.Exporter.Configuration.Go;

/// <summary>A time as Go writes it: <c>5s</c>, <c>1m30s</c>, <c>1.5h</c>; every number has its unit.</summary>
internal static class GoDuration
{
    // 2^63 nanoseconds, which Go holds.
    private const decimal Longest = long.MaxValue / 100m;

    /// <summary>The time, zero too.</summary>
    /// <exception cref="FormatException">It is none; the message completes the sentence "VALUE …".</exception>
    public static TimeSpan Parse(string text)
    {
        if (text is ['-', ..]) throw new FormatException("is not above zero");
        ReadOnlySpan<char> rest = text is ['+', ..] ? text.AsSpan(1) : text;
        if (rest is "0") return TimeSpan.Zero;
        if (rest.IsEmpty) throw Wrong();
        decimal ticks = 0;
        while (!rest.IsEmpty)
        {
            ticks += Take(ref rest, text);
            if (ticks > Longest) throw new FormatException("is too long");
        }

        // The clock here knows no less than its tick.
        return TimeSpan.FromTicks(ticks is > 0 and < 1 ? 1 : (long)ticks);
    }

    private static decimal Take(ref ReadOnlySpan<char> rest, string text)
    {
        int digits = Length(rest, static letter => char.IsAsciiDigit(letter) || letter == '.');
        ReadOnlySpan<char> number = rest[..digits];
        rest = rest[digits..];
        int unit = Length(rest, static letter => !char.IsAsciiDigit(letter) && letter != '.');
        if (number.IsEmpty || number is "." || number.Count('.') > 1) throw Wrong();
        if (unit == 0) throw rest.IsEmpty && digits == text.Length ? new FormatException($"has no unit; write {text}s") : Wrong();
        decimal scale = Unit(rest[..unit]) ?? throw Wrong();
        rest = rest[unit..];
        return Number(number) is var value && value <= Longest / scale ? value * scale : throw new FormatException("is too long");
    }

    private static decimal Number(ReadOnlySpan<char> number) => decimal.TryParse(
        number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value) ? value : decimal.MaxValue;

    private static int Length(ReadOnlySpan<char> text, Func<char, bool> belongs)
    {
        int length = 0;
        while (length < text.Length && belongs(text[length])) length++;
        return length;
    }

    // In ticks.
    private static decimal? Unit(ReadOnlySpan<char> unit) => unit switch
    {
        "ns" => 0.01m,
        "us" or "\u00b5s" or "\u03bcs" => TimeSpan.TicksPerMicrosecond,
        "ms" => TimeSpan.TicksPerMillisecond,
        "s" => TimeSpan.TicksPerSecond,
        "m" => TimeSpan.TicksPerMinute,
        "h" => TimeSpan.TicksPerHour,
        _ => null,
    };

    private static FormatException Wrong() => new("is not a duration (5s, 500ms, 1m30s)");
}
