using System.Text.RegularExpressions;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Exchanges;

/// <summary>Regular expressions of users: matched in linear time, whatever a peer sends.</summary>
internal static class LinearPattern
{
    // The compiler of .NET takes minutes for a hundred thousand parentheses.
    private const int LongestPattern = 16 * 1024;
    private const int MostShown = 60;

    // Halves of characters, which no text has that was made of bytes. For a pattern that begins with a loop .NET looks for the literal behind it and walks back:
    // microseconds for each letter, in which no limit is looked at. A pattern with alternatives it looks for letter by letter, a thousand times as fast.
    private const string NothingThatComes = "\uD800\uD800|";

    /// <summary>Compiles a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="options">What holds besides.</param>
    /// <param name="longest">How long a match may take.</param>
    /// <param name="written">The pattern as the user wrote it, if that was otherwise.</param>
    /// <exception cref="FormatException">It is no regular expression, or one that cannot be matched in linear time.</exception>
    public static Regex Compile(string pattern, RegexOptions options, TimeSpan longest, string? written = null)
    {
        if (pattern.Length > LongestPattern) throw new FormatException($"a pattern of more than {LongestPattern} characters is none that somebody wrote");
        try
        {
            // In front: behind it, it could end an escape, or stand in a comment.
            return new Regex(NothingThatComes + pattern, options | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, longest);
        }
        catch (RegexParseException bad)
        {
            throw new FormatException($"\"{AsTyped(written ?? pattern)}\" is no regular expression: {PatternText.Complaint(bad.Error, bad.Offset - NothingThatComes.Length)}");
        }
        catch (NotSupportedException)
        {
            throw new FormatException("look-around, back-references, atomic groups and huge counts are not supported: they cannot be matched in linear time");
        }
    }

    /// <summary>How often a match is tried that ran out of its time without the work that this takes: the limit of a step is not looked at meanwhile.</summary>
    public const int MostTries = 4;

    /// <summary>The work of a match that ran out of its time by itself: .NET counts time on the wall, also while others have the processor, and then the match deserves another try.</summary>
    /// <param name="longest">How long a match may take.</param>
    public static WorkLimit WorkWithin(TimeSpan longest) => new(longest / 2);

    /// <summary>A pattern as it was typed, shortened: its backslashes are its own.</summary>
    public static string AsTyped(string pattern) =>
        EscapedText.Show(pattern, MostShown).Replace(@"\\", @"\", StringComparison.Ordinal);
}
