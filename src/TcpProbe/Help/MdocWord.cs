using System.Text;

namespace TcpProbe.Help;

/// <summary>A word of a text that mdoc(7) has a macro for: an option, another page, the program itself.</summary>
internal static class MdocWord
{
    /// <summary>The line of the macro, with what stands before and behind the word; <c>null</c> for any other word.</summary>
    public static string? Of(string word)
    {
        string bare = word.TrimStart('(').TrimEnd(',', ';', ':', '.', '?');
        if (!bare.Contains('(', StringComparison.Ordinal)) bare = bare.TrimEnd(')');
        string? macro = bare == "tcpprobe" ? $"Nm {bare}"
            : IsOption(bare) ? $"Fl {MdocText.Argument(bare[1..])}"
            : IsPage(bare) ? $"Xr {bare[..^3]} {bare[^2]}"
            : null;
        if (macro is null) return null;

        // Brackets and commas are arguments of their own: "(--tls)," is "Fl ( \-tls ) ,".
        int at = word.IndexOf(bare, StringComparison.Ordinal);
        StringBuilder line = new($".{macro[..2]}");
        foreach (char letter in word[..at]) _ = line.Append(' ').Append(letter);
        _ = line.Append(macro[2..]);
        foreach (char letter in word[(at + bare.Length)..]) _ = line.Append(' ').Append(letter);
        return line.ToString();
    }

    private static bool IsOption(string word) => word.Length > 1 && word[0] == '-' && word != "--" && !word.Contains('=', StringComparison.Ordinal);

    private static bool IsPage(string word) => word.Length > 3 && word[^3] == '(' && char.IsAsciiDigit(word[^2]) && word[^1] == ')';
}
