using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Exchanges;

/// <summary>A regular expression that must match somewhere in what comes: over bytes as Latin-1, multi-line, in linear time.</summary>
public sealed record RegexExpectation : Expectation
{
    private const char NoByte = '\uFFFF';
    private const int OneMebibyte = 1 << 20, GaveUp = -1;

    // Of a longer text the copies would cost more than the wait for what comes next.
    private const int LongestForeseen = 64 * 1024;

    // Long for a mebibyte of any answer that a pattern is meant for, short for a probe that must end in time.
    private static readonly TimeSpan s_longestLook = TimeSpan.FromMilliseconds(250), s_longestForesight = TimeSpan.FromMilliseconds(50);

    private readonly Regex _regex;
    private readonly bool _readsOn;

    // How many bytes behind a match it may depend on being the last: \Z lets one line feed follow.
    private readonly int _lookahead;

    private RegexExpectation(string pattern, Regex regex)
    {
        Pattern = pattern;
        _regex = regex;
        Groups = [.. regex.GetGroupNames().Where(IsNamed)];
        bool looksAtTheEnd = PatternText.LooksAtTheEnd(pattern);
        _readsOn = Groups.Count > 0 || looksAtTheEnd;
        _lookahead = looksAtTheEnd ? 1 : 0;
    }

    /// <summary>The pattern as it was written.</summary>
    public string Pattern { get; }

    /// <summary>The names of its groups, which capture.</summary>
    public IReadOnlyList<string> Groups { get; }

    /// <inheritdoc/>
    public override string Description => $"/{LinearPattern.AsTyped(Pattern)}/";

    /// <summary>The expectation of a pattern.</summary>
    /// <exception cref="FormatException">It is no regular expression, or one that cannot be matched in linear time.</exception>
    public static RegexExpectation Parse(string pattern)
    {
        if (pattern.Length == 0) throw new FormatException("an empty pattern matches anything");
        Regex regex = Compile(pattern, s_longestLook);
        if (PatternText.EndsAll(pattern) && regex.GetGroupNames().Any(IsNamed))
            throw new FormatException(@"\z and a group do not go together: the engine that matches in linear time loses what the group captured");
        return regex.GetGroupNames().All(name => Ascii.IsValid(name))
            ? new RegexExpectation(pattern, regex)
            : throw new FormatException("the name of a group is of ASCII letters, digits and _");
    }

    private static bool IsNamed(string group) => !char.IsAsciiDigit(group[0]);

    private static Regex Compile(string pattern, TimeSpan longest) => LinearPattern.Compile(SeenAsBytes(pattern), RegexOptions.Multiline, longest, written: pattern);

    // A letter beyond ASCII is the bytes that a peer would send for it, as everywhere on the command line.
    private static string SeenAsBytes(string pattern) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(pattern));

    internal override Verdict Look(ReadOnlySpan<byte> unread, ref int progress, bool isAll)
    {
        bool isLooking = progress != GaveUp;
        for (int tries = 1; isLooking; tries++)
        {
            WorkLimit work = LinearPattern.WorkWithin(LongestLook(unread.Length));
            try
            {
                if (IsIn(unread) && Matched(Encoding.Latin1.GetString(unread), isAll) is { } matched) return matched;
                isLooking = false;
            }
            catch (RegexMatchTimeoutException)
            {
                // Linear in the bytes, but not in the states of a pattern with counts of counts.
                isLooking = !work.IsReached && tries < LinearPattern.MostTries;
                if (!isLooking) progress = GaveUp;
            }
        }

        if (!isAll) return Verdict.NeedsMore;
        string description = progress == GaveUp ? $"{Description} (too large a pattern to be matched in time)" : Description;
        return new Verdict.Mismatched(new Mismatch(description, Excerpt.Last(unread)));
    }

    // Most looks find nothing: for them no text is made, of which a flood of answers would leave a gigabyte behind.
    private bool IsIn(ReadOnlySpan<byte> unread)
    {
        char[] letters = ArrayPool<char>.Shared.Rent(unread.Length);
        try
        {
            int length = Encoding.Latin1.GetChars(unread, letters);
            return RegexFor(length).IsMatch(letters.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(letters);
        }
    }

    private Regex RegexFor(int length) => length <= OneMebibyte ? _regex : Compile(Pattern, LongestLook(length));

    /// <summary>How long a look at so many bytes may take: as long again for each mebibyte, for all of them are looked through.</summary>
    internal static TimeSpan LongestLook(int length) => s_longestLook * (length / OneMebibyte + 1);

    // The match that can be believed, null if there is none so far: what would follow could lengthen a capture, or belie an anchor.
    private Verdict.Matched? Matched(string text, bool isAll)
    {
        Match match = MatchOf(RegexFor(text.Length), text);
        int end = Math.Min(match.Index + match.Length, text.Length);
        return match.Success && (isAll || !_readsOn || end + _lookahead < text.Length || IsSettled(text, match))
            ? new Verdict.Matched(end, [.. Groups.Select(name => Of(name, match.Groups[name], text.Length))])
            : null;
    }

    // Under \A, .NET's automaton loses the groups of a match that ends with the last line feed of its text; it keeps them if
    // anything follows. What follows here is no byte, and is cut off again where a group took it.
    private Match MatchOf(Regex regex, string text)
    {
        Match match = regex.Match(text);
        if (!match.Success || Groups.Count == 0 || match.Index + match.Length < text.Length || !text.EndsWith('\n')) return match;
        Match followed = regex.Match(text + NoByte);
        return followed.Success && followed.Index == match.Index ? followed : match;
    }

    // Whether no next byte would change anything, so that there is nothing to wait for: "(?<n>\d+);" has its semicolon.
    private bool IsSettled(string text, Match match)
    {
        if (text.Length > LongestForeseen) return false;
        WorkLimit work = new(s_longestForesight);
        for (int next = 0; next <= byte.MaxValue; next++)
        {
            if (!IsSame(_regex.Match(text + (char)next), match) || work.IsReached) return false;
        }

        return true;
    }

    private bool IsSame(Match longer, Match match) =>
        longer.Success && longer.Index == match.Index && longer.Length == match.Length
        && Groups.All(name => longer.Groups[name].Index == match.Groups[name].Index && longer.Groups[name].Length == match.Groups[name].Length);

    private static Capture Of(string name, Group group, int length) =>
        new(name, Encoding.Latin1.GetBytes(group.Value[..Math.Min(group.Length, Math.Max(0, length - group.Index))]));
}
