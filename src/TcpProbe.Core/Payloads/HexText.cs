namespace TcpProbe.Core.Payloads;

/// <summary>Bytes as hex digits: two a byte, blanks or colons between bytes as one likes, 0x before them all.</summary>
public static class HexText
{
    /// <summary>The bytes.</summary>
    /// <exception cref="FormatException">A character is no hex digit, or a byte has only one.</exception>
    public static byte[] Parse(string text)
    {
        List<byte> bytes = [];
        for (int i = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? 2 : 0; i < text.Length;)
        {
            if (text[i] is ' ' or '\t' or '\r' or '\n' || (text[i] == ':' && bytes.Count > 0))
            {
                i++;
                continue;
            }

            bytes.Add((byte)((Digit(text, i) << 4) | Digit(text, i + 1)));
            i += 2;
        }

        return [.. bytes];
    }

    private static int Digit(string text, int at)
    {
        if (at == text.Length) throw new FormatException($"the last byte has one hex digit only; each has two");
        if (char.IsAsciiHexDigit(text[at])) return Convert.ToInt32(text.Substring(at, 1), 16);
        int length = char.IsHighSurrogate(text[at]) && at + 1 < text.Length ? 2 : 1;
        throw new FormatException($"character {at + 1}, {Named(text.Substring(at, length))}, is no hex digit");
    }

    private static string Named(string character) => character == " " ? "a blank inside a byte" : $"\"{EscapedText.Show(character)}\"";
}
