namespace TcpProbe.Help;

/// <summary>A word of a text that mdoc(7) has a macro for: an option, another page, the program itself.</summary>
internal static class MdocWord
{
    /// <summary>The line of the macro, with what stands before and behind the word; <c>null</c> for any other word.</summary>
    public static string? Of(string word)
    {
        string bare = word.TrimStart('(').TrimEnd(',', ';', ':', '.', '?');
        if (!bare.Contains('(', StringComparison.Ordinal)) bare = bare.TrimEnd(')');
        if (Macro(bare) is not { } macro) return null;
        int at = word.IndexOf(bare, StringComparison.Ordinal), behind = at + bare.Length;
        string[] parts = [.. Letters(word[..at]), macro.Arguments, .. Letters(word[behind..])];
        return $".{macro.Name} {string.Join(' ', parts)}";
    }

    private static (string Name, string Arguments)? Macro(string word)
    {
        if (word == "tcpprobe") return ("Nm", word);
        if (word.Length > 1 && word[0] == '-' && word != "--" && !word.Contains('=', StringComparison.Ordinal)) return ("Fl", MdocText.Argument(word[1..]));
        return word.Length > 3 && word[^3] == '(' && char.IsAsciiDigit(word[^2]) && word[^1] == ')'
            ? ("Xr", $"{word[..^3]} {word[^2]}")
            : null;
    }

    private static IEnumerable<string> Letters(string text) => text.Select(letter => $"{letter}");
}
