using System.Globalization;
using System.Text;

namespace TcpProbe.Exporter.Configuration.Go;

/// <summary>A set of characters, as a pattern of .NET: beyond 16 bits a character is a pair there, which no class of .NET can hold.</summary>
/// <param name="Ranges">The characters from the first to the last, in order and apart.</param>
internal sealed record RuneSet(IReadOnlyList<(int First, int Last)> Ranges)
{
    private const int Last = 0x10ffff, FirstPaired = 0x10000, FirstSurrogate = 0xd800, LastSurrogate = 0xdfff;

    /// <summary>Every character.</summary>
    public static RuneSet All { get; } = new([(0, Last)]);

    /// <summary>One character.</summary>
    public static RuneSet Of(int rune) => new([(rune, rune)]);

    /// <summary>The characters of several ranges, which may touch and overlap.</summary>
    public static RuneSet Of(IEnumerable<(int First, int Last)> ranges)
    {
        List<(int First, int Last)> joined = [];
        foreach ((int first, int last) in ranges.OrderBy(range => range.First))
        {
            if (joined.Count > 0 && first <= joined[^1].Last + 1) joined[^1] = (joined[^1].First, Math.Max(joined[^1].Last, last));
            else joined.Add((first, last));
        }

        return new RuneSet(joined);
    }

    /// <summary>All other characters.</summary>
    public RuneSet Negated()
    {
        List<(int First, int Last)> others = [];
        int next = 0;
        foreach ((int first, int last) in Ranges)
        {
            if (first > next) others.Add((next, first - 1));
            next = last + 1;
        }

        if (next <= Last) others.Add((next, Last));
        return new RuneSet(others);
    }

    /// <summary>A pattern that matches one of them.</summary>
    public string Pattern()
    {
        if (Ranges is [var (only, same)] && only == same && only < FirstPaired) return Escaped(only);
        StringBuilder single = new();
        List<string> ways = [];
        foreach ((int first, int last) in Ranges)
        {
            // No text that was decoded holds half of a pair.
            AppendRange(single, first, Math.Min(last, FirstSurrogate - 1));
            AppendRange(single, Math.Max(first, LastSurrogate + 1), Math.Min(last, FirstPaired - 1));
            if (last >= FirstPaired) AddPairs(ways, Math.Max(first, FirstPaired), last);
        }

        if (single.Length > 0) ways.Insert(0, $"[{single}]");
        return ways.Count switch
        {
            0 => @"[^\u0000-\uffff]",
            1 => ways[0].StartsWith('[') && !ways[0].Contains("][", StringComparison.Ordinal) ? ways[0] : $"(?:{ways[0]})",
            _ => $"(?:{string.Join('|', ways)})",
        };
    }

    // A first half that has all its second halves makes a range with its neighbours; one at an end stands alone.
    private static void AddPairs(List<string> ways, int first, int last)
    {
        (int high, int low) = Halves(first);
        (int lastHigh, int lastLow) = Halves(last);
        if (low > 0xdc00 || (high == lastHigh && lastLow < 0xdfff))
        {
            ways.Add(Escaped(high) + Class(low, high == lastHigh ? lastLow : 0xdfff));
            high++;
        }

        if (high > lastHigh) return;
        int lastWhole = lastLow == 0xdfff ? lastHigh : lastHigh - 1;
        if (high <= lastWhole) ways.Add(Class(high, lastWhole) + Class(0xdc00, 0xdfff));
        if (lastWhole < lastHigh) ways.Add(Escaped(lastHigh) + Class(0xdc00, lastLow));
    }

    private static (int High, int Low) Halves(int rune)
    {
        string pair = char.ConvertFromUtf32(rune);
        return (pair[0], pair[1]);
    }

    private static string Class(int first, int last) => $"[{Escaped(first)}-{Escaped(last)}]";

    private static void AppendRange(StringBuilder text, int first, int last)
    {
        if (first > last) return;
        _ = text.Append(Escaped(first));
        if (first < last) _ = text.Append('-').Append(Escaped(last));
    }

    private static string Escaped(int unit) => char.IsAsciiLetterOrDigit((char)unit) ? ((char)unit).ToString() : string.Create(CultureInfo.InvariantCulture, $@"\u{unit:x4}");
}
