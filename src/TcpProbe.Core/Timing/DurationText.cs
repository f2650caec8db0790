namespace TcpProbe.Core.Timing;

/// <summary>A time as it is written: <c>3.5</c>, <c>500ms</c>, <c>2m</c>; a bare number is seconds.</summary>
public static class DurationText
{
    /// <summary>The longest time that may be written: a century.</summary>
    public static TimeSpan Longest => TimeSpan.FromDays(36500);

    /// <summary>The time, zero too, <c>null</c> if this is none; a time beyond <see cref="Longest"/> comes out as any such time.</summary>
    public static TimeSpan? Read(string text)
    {
        int end = text.AsSpan().LastIndexOfAnyInRange('0', '9') + 1;
        if (Unit(text.AsSpan(end)) is not { } unit || PlainNumber.Read(text.AsSpan(0, end)) is not { } number) return null;
        return number > (decimal)Longest.Ticks / unit.Ticks ? TimeSpan.MaxValue : TimeSpan.FromTicks((long)(number * unit.Ticks));
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
}
