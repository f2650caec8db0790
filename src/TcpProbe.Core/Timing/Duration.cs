namespace TcpProbe.Core.Timing;

/// <summary>A time as it is written: <c>3.5</c>, <c>500ms</c>, <c>2m</c>; a bare number is seconds, <c>none</c> is no limit.</summary>
public static class Duration
{
    private const string Examples = "3.5, 500ms, 2m";

    /// <summary>The time, <c>null</c> for <c>none</c>.</summary>
    /// <exception cref="FormatException">It is none, or not above zero, or beyond a century.</exception>
    public static TimeSpan? Parse(string text) => text == "none" ? null : Read(text, $"{Examples}, none", "; none sets no limit");

    /// <summary>A time that must be one: <c>none</c> is refused.</summary>
    /// <exception cref="FormatException">As <see cref="Parse"/>, or it is <c>none</c>.</exception>
    public static TimeSpan ParseLimit(string text) =>
        text == "none" ? throw new FormatException($"is no duration to set ({Examples})") : Read(text, Examples, string.Empty);

    private static TimeSpan Read(string text, string examples, string otherwise)
    {
        TimeSpan time = DurationText.Read(text) ?? throw new FormatException($"is not a duration ({examples})");
        if (time > DurationText.Longest) throw new FormatException($"is too long{otherwise}");
        return time > TimeSpan.Zero ? time : throw new FormatException($"is not above zero{otherwise}");
    }
}
