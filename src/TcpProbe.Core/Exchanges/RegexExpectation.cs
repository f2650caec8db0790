using System.Text;
using System.Text.RegularExpressions;
using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Exchanges;

/// <summary>A regular expression that must match somewhere in what comes: over bytes as Latin-1, multi-line, in linear time.</summary>
public sealed record RegexExpectation : Expectation
{
    private const int LongestForesight = 4096, MostShown = 60;
    private static readonly TimeSpan s_longestDetour = TimeSpan.FromMilliseconds(100);

    private readonly Regex _regex;
    private readonly bool _readsOn;

    // How many bytes behind a match it may depend on being the last: \Z lets one line feed follow.
    private readonly int _lookahead;

    private RegexExpectation(string pattern, Regex regex)
    {
        Pattern = pattern;
        _regex = regex;
        Groups = [.. regex.GetGroupNames().Where(name => !char.IsAsciiDigit(name[0]))];
        bool looksAtTheEnd = PatternText.LooksAtTheEnd(pattern);
        _readsOn = Groups.Count > 0 || looksAtTheEnd;
        _lookahead = looksAtTheEnd ? 1 : 0;
    }

    /// <summary>The pattern as it was written.</summary>
    public string Pattern { get; }

    /// <summary>The names of its groups, which capture.</summary>
    public IReadOnlyList<string> Groups { get; }

    /// <inheritdoc/>
    public override string Description => $"/{Written(Pattern, MostShown)}/";

    // As it was typed: its backslashes are its own.
    private static string Written(string pattern, int most) =>
        EscapedText.Show(Encoding.UTF8.GetBytes(pattern), most).Replace(@"\\", @"\", StringComparison.Ordinal);

    /// <summary>The expectation of a pattern.</summary>
    /// <exception cref="FormatException">It is no regular expression, or one that cannot be matched in linear time.</exception>
    public static RegexExpectation Parse(string pattern)
    {
        if (pattern.Length == 0) throw new FormatException("an empty pattern matches anything");
        try
        {
            Regex regex = new(SeenAsBytes(pattern), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Multiline);
            return regex.GetGroupNames().All(name => Ascii.IsValid(name))
                ? new RegexExpectation(pattern, regex)
                : throw new FormatException("the name of a group is of ASCII letters, digits and _");
        }
        catch (RegexParseException bad)
        {
            throw new FormatException($"\"{Written(pattern, MostShown)}\" is no regular expression: {PatternText.Complaint(bad)}");
        }
        catch (NotSupportedException)
        {
            throw new FormatException("look-around, back-references, atomic groups and huge counts are not supported: they cannot be matched in linear time");
        }
    }

    // A letter beyond ASCII is the bytes that a peer would send for it, as everywhere on the command line.
    private static string SeenAsBytes(string pattern) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(pattern));

    internal override Verdict Look(ReadOnlySpan<byte> unread, ref int progress, bool isAll)
    {
        string text = Encoding.Latin1.GetString(unread);
        Match match = _regex.Match(text);

        // What would follow could lengthen a capture, or belie an anchor.
        if (match.Success && (isAll || !_readsOn || match.Index + match.Length + _lookahead < text.Length || IsSettled(text, match)))
            return new Verdict.Matched(match.Index + match.Length, Captured(text, match));
        return isAll ? new Verdict.Mismatched(new Mismatch(Description, Excerpt.Last(unread))) : Verdict.NeedsMore;
    }

    // Whether no next byte would change anything, so that there is nothing to wait for: "(?<n>\d+);" has its semicolon.
    private bool IsSettled(string text, Match match) =>
        text.Length <= LongestForesight && Enumerable.Range(0, 256).All(next => IsSame(_regex.Match(text + (char)next), match));

    private bool IsSame(Match longer, Match match) =>
        longer.Success && longer.Index == match.Index && longer.Length == match.Length
        && Groups.All(name => longer.Groups[name].Index == match.Groups[name].Index && longer.Groups[name].Length == match.Groups[name].Length);

    private IReadOnlyList<Capture> Captured(string text, Match match)
    {
        // .NET's automaton loses the groups of a match that \z ends behind a line feed; the other engine has them, though not in linear time.
        bool isLost = text.EndsWith('\n') && match.Index + match.Length == text.Length && !Groups.Any(name => match.Groups[name].Success);
        if (isLost && Groups.Count > 0) match = MatchedElsewhere(text) ?? match;
        return [.. Groups.Select(name => Of(name, match.Groups[name]))];
    }

    private Match? MatchedElsewhere(string text)
    {
        try
        {
            return new Regex(SeenAsBytes(Pattern), RegexOptions.CultureInvariant | RegexOptions.Multiline, s_longestDetour).Match(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static Capture Of(string name, Group group) => new(name, Encoding.Latin1.GetBytes(group.Value));
}
