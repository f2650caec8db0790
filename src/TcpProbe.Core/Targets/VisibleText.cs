using System.Globalization;
using System.Text;

namespace TcpProbe.Core.Targets;

/// <summary>Input as a message may quote it: nothing in it moves a cursor, hides, or turns the line round.</summary>
internal static class VisibleText
{
    /// <summary>Longer input is cut: a message is one line.</summary>
    private const int Longest = 80;

    public static string Of(string text)
    {
        var visible = new StringBuilder();
        int shown = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (++shown > Longest) return visible.Append('…').ToString();
            Append(visible, rune);
        }
        return visible.ToString();
    }

    private static void Append(StringBuilder visible, Rune rune)
    {
        if (rune.Value == '\\') visible.Append(@"\\");
        else if (rune.IsAscii && Rune.IsControl(rune)) visible.Append(CultureInfo.InvariantCulture, $@"\x{rune.Value:X2}");
        else if (!IsUnseen(rune)) visible.Append(rune.ToString());
        else if (rune.IsBmp) visible.Append(CultureInfo.InvariantCulture, $@"\u{rune.Value:X4}");
        else visible.Append(CultureInfo.InvariantCulture, $@"\U{rune.Value:X8}");
    }

    /// <summary>C1 controls, direction marks and their kin, separators that end a line.</summary>
    private static bool IsUnseen(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
