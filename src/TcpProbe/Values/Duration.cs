using System.Globalization;

namespace TcpProbe.Values;

/// <summary>A time on the command line: <c>3.5</c>, <c>500ms</c>, <c>2m</c>; a bare number is seconds, <c>none</c> is no limit.</summary>
internal static class Duration
{
    private const string Examples = "3.5, 500ms, 2m";
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(36500);

    /// <summary>The time, <c>null</c> for <c>none</c>.</summary>
    /// <exception cref="FormatException">It is none, or not above zero, or beyond a century.</exception>
    public static TimeSpan? Parse(string text) => text == "none" ? null : Read(text, $"{Examples}, none", "; none sets no limit");

    /// <summary>A time that must be one: <c>none</c> is refused.</summary>
    /// <exception cref="FormatException">As <see cref="Parse"/>, or it is <c>none</c>.</exception>
    public static TimeSpan ParseLimit(string text) =>
        text == "none" ? throw new FormatException($"is no duration to set ({Examples})") : Read(text, Examples, string.Empty);

    private static TimeSpan Read(string text, string examples, string otherwise)
    {
        int end = text.AsSpan().LastIndexOfAnyInRange('0', '9') + 1;
        if (Unit(text.AsSpan(end)) is not { } unit || Number(text.AsSpan(0, end)) is not { } number)
            throw new FormatException($"is not a duration ({examples})");
        if (number > (decimal)s_longest.Ticks / unit.Ticks) throw new FormatException($"is too long{otherwise}");
        TimeSpan time = TimeSpan.FromTicks((long)(number * unit.Ticks));
        return time > TimeSpan.Zero ? time : throw new FormatException($"is not above zero{otherwise}");
    }

    private static TimeSpan? Unit(ReadOnlySpan<char> unit) => unit switch
    {
        "us" => TimeSpan.FromMicroseconds(1),
        "ms" => TimeSpan.FromMilliseconds(1),
        "" or "s" => TimeSpan.FromSeconds(1),
        "m" => TimeSpan.FromMinutes(1),
        "h" => TimeSpan.FromHours(1),
        "d" => TimeSpan.FromDays(1),
        _ => null,
    };

    // Digits, and a fraction if there is one: no sign, no exponent, no comma, no bare point. Beyond 28 digits it is too long anyway.
    private static decimal? Number(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || !char.IsAsciiDigit(text[0])) return null;
        foreach (char letter in text)
        {
            if (!char.IsAsciiDigit(letter) && letter != '.') return null;
        }

        if (text.Count('.') > 1) return null;
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number) ? number : decimal.MaxValue;
    }
}
