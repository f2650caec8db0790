using System.Text;
using TcpProbe.Core.Payloads;

namespace TcpProbe.Exporter.Configuration.Go;

/// <summary>A place in a pattern that is read from left to right.</summary>
/// <param name="text">The pattern.</param>
internal sealed class PatternCursor(string text)
{
    private const int MostShown = 60;

    /// <summary>The place, from 0.</summary>
    public int At { get; set; }

    /// <summary>Whether nothing is left.</summary>
    public bool IsAtEnd => At >= text.Length;

    /// <summary>What is left.</summary>
    public ReadOnlySpan<char> Rest => text.AsSpan(At);

    /// <summary>The next character, unread; NUL at the end.</summary>
    public char Next => IsAtEnd ? '\0' : text[At];

    /// <summary>Whether this comes next; if so, it is read.</summary>
    public bool Take(string word)
    {
        if (!Rest.StartsWith(word, StringComparison.Ordinal)) return false;
        At += word.Length;
        return true;
    }

    /// <summary>Reads a character, also one beyond 16 bits.</summary>
    public int TakeRune()
    {
        _ = Rune.DecodeFromUtf16(Rest, out Rune rune, out int length);
        At += length;
        return rune.Value;
    }

    /// <summary>Reads up to a word and past it; all that is left if it does not come.</summary>
    /// <returns>What stands before it, and whether it came.</returns>
    public (string Text, bool Ended) TakeUntil(string word)
    {
        int length = Rest.IndexOf(word, StringComparison.Ordinal);
        string found = (length < 0 ? Rest : Rest[..length]).ToString();
        At += length < 0 ? found.Length : length + word.Length;
        return (found, length >= 0);
    }

    /// <summary>A mistake at a place.</summary>
    /// <param name="what">What is wrong, in a clause.</param>
    /// <param name="at">The place; <c>null</c> for the present one.</param>
    public FormatException Wrong(string what, int? at = null) =>
        new($"\"{Shown(text)}\" is no regular expression: {what}, near character {Math.Clamp((at ?? At) + 1, 1, Math.Max(1, text.Length))}");

    private static string Shown(string pattern) =>
        EscapedText.Show(pattern, MostShown).Replace(@"\\", @"\", StringComparison.Ordinal);
}
