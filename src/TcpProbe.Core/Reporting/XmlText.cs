using System.Globalization;
using System.Text;

namespace TcpProbe.Core.Reporting;

/// <summary>Text as it may stand in an XML 1.0 document, between tags and between the quotes of an attribute.</summary>
/// <remarks>By hand, because <c>XmlWriter</c> makes the native program 515 KiB larger.</remarks>
internal static class XmlText
{
    /// <summary>The text; a character that XML forbids becomes U+FFFD.</summary>
    public static string Of(string text)
    {
        StringBuilder escaped = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes()) _ = rune.Value switch
        {
            '&' => escaped.Append("&amp;"),
            '<' => escaped.Append("&lt;"),
            '>' => escaped.Append("&gt;"),
            '"' => escaped.Append("&quot;"),

            // As themselves they would be read as blanks in an attribute, and a CR as a line feed anywhere; between tags this does no harm.
            '\t' or '\n' or '\r' => escaped.Append(CultureInfo.InvariantCulture, $"&#{rune.Value};"),
            < 0x20 or 0xFFFE or 0xFFFF => escaped.Append('\uFFFD'),
            _ => escaped.Append(rune.ToString()),
        };
        return escaped.ToString();
    }
}
