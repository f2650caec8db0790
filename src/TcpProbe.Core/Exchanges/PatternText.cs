using System.Text.RegularExpressions;

namespace TcpProbe.Core.Exchanges;

/// <summary>What the text of a regular expression tells beside its matches.</summary>
internal static class PatternText
{
    /// <summary>Whether an anchor in it depends on what follows the match: <c>$ \z \Z \b \B</c>.</summary>
    /// <remarks>Inside a class, <c>[$]</c>, it is a letter; taking it for an anchor costs no more than a longer wait.</remarks>
    public static bool LooksAtTheEnd(string pattern) => Escapes(pattern).Any(letter => letter is 'z' or 'Z' or 'b' or 'B') || pattern.Contains('$', StringComparison.Ordinal);

    /// <summary>Whether <c>\z</c>, the end of everything, stands in it.</summary>
    public static bool EndsAll(string pattern) => Escapes(pattern).Contains('z');

    // The letters behind backslashes.
    private static IEnumerable<char> Escapes(string pattern)
    {
        for (int i = 0; i + 1 < pattern.Length; i++)
        {
            if (pattern[i] == '\\') yield return pattern[++i];
        }
    }

    /// <summary>What is wrong with a pattern, and at which character.</summary>
    public static string Complaint(RegexParseError error, int offset)
    {
        string what = error switch
        {
            RegexParseError.UnterminatedBracket => "a [ without its ]",
            RegexParseError.InsufficientClosingParentheses => "a ( without its )",
            RegexParseError.InsufficientOpeningParentheses => "a ) without its (",
            RegexParseError.QuantifierAfterNothing => "a quantifier with nothing before it",
            RegexParseError.NestedQuantifiersNotParenthesized => "a quantifier after a quantifier",
            RegexParseError.UnescapedEndingBackslash => "a \\ at the end",
            RegexParseError.ReversedQuantifierRange => "a count {LO,HI} whose LO is larger",
            RegexParseError.ReversedCharacterRange => "a range in [] that runs backwards",
            RegexParseError.UnrecognizedEscape => "an escape that is none",
            RegexParseError.InvalidUnicodePropertyEscape or RegexParseError.MalformedUnicodePropertyEscape => "\\p names no property",
            RegexParseError.CaptureGroupNameInvalid => "a group name that is none",
            RegexParseError.UnterminatedComment => "a (?# without its )",
            RegexParseError.InvalidGroupingConstruct => "a (? that begins no group",
            RegexParseError.InsufficientOrInvalidHexDigits => "\\x without two hex digits",
            _ => error.ToString(),
        };
        return $"{what}, near character {Math.Max(1, offset)}";
    }
}
