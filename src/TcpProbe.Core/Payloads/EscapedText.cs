using System.Buffers;
using System.Globalization;
using System.Text;

namespace TcpProbe.Core.Payloads;

/// <summary>Bytes as words: text with escapes on the way in, printable ASCII in the same notation on the way out.</summary>
/// <remarks><c>\r \n \t \\ \0</c> (one NUL) <c>\xHH</c> (two hex digits) <c>\$</c>; no other backslash is an escape.</remarks>
public static class EscapedText
{
    private const string Escapes = @"the escapes are \r \n \t \\ \0 \xHH \$";

    /// <summary>The UTF-8 bytes of <paramref name="text"/>, its escapes replaced.</summary>
    /// <exception cref="FormatException">A backslash begins no escape, or the text was not Unicode.</exception>
    public static byte[] Parse(string text)
    {
        ArrayBufferWriter<byte> bytes = new(text.Length + 1);
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty) rest = rest[0] == '\\' ? TakeEscape(rest, bytes) : TakeCharacter(rest, bytes);
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>The bytes as printable ASCII that <see cref="Parse"/> turns back into them.</summary>
    public static string Show(ReadOnlySpan<byte> bytes) => Show(bytes, int.MaxValue);

    /// <summary>The bytes as printable ASCII, cut before an escape or character so that it and its <c>…</c> fit.</summary>
    public static string Show(ReadOnlySpan<byte> bytes, int maxCharacters)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxCharacters, 1);
        StringBuilder shown = new();
        int cut = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            Append(shown, bytes[i], beforeBrace: i + 1 < bytes.Length && bytes[i + 1] == '{');
            if (shown.Length > maxCharacters)
            {
                shown.Length = cut;
                return shown.Append('…').ToString();
            }

            if (shown.Length < maxCharacters) cut = shown.Length;
        }

        return shown.ToString();
    }

    /// <summary>Words as printable ASCII, for a message about them.</summary>
    public static string Show(string words) => Show(words, int.MaxValue);

    /// <summary>Words as printable ASCII, cut so that they and their <c>…</c> fit.</summary>
    public static string Show(string words, int maxCharacters) => Show(Encoding.UTF8.GetBytes(words), maxCharacters);

    private static ReadOnlySpan<char> TakeCharacter(ReadOnlySpan<char> rest, ArrayBufferWriter<byte> bytes)
    {
        // The runtime hands over an argument that is not UTF-8 with this character in its place: its bytes are lost, so guess nothing.
        _ = Rune.DecodeFromUtf16(rest, out Rune rune, out int length);
        if (rune == Rune.ReplacementChar) throw new FormatException(@"the text is not UTF-8; \xHH writes any byte");
        bytes.Advance(rune.EncodeToUtf8(bytes.GetSpan(4)));
        return rest[length..];
    }

    private static ReadOnlySpan<char> TakeEscape(ReadOnlySpan<char> rest, ArrayBufferWriter<byte> bytes)
    {
        if (rest.Length < 2) throw new FormatException($@"a \ at the end is no escape; {Escapes}");
        int length = rest[1] == 'x' ? 4 : 2;
        byte value = rest[1] switch
        {
            'r' => (byte)'\r',
            'n' => (byte)'\n',
            't' => (byte)'\t',
            '0' => 0,
            '\\' or '$' => (byte)rest[1],
            'x' when HexByte(rest[2..]) is { } hex => hex,
            _ => throw new FormatException($@"\{Offending(rest[1..], length - 1)} is no escape; {Escapes}"),
        };
        bytes.GetSpan(1)[0] = value;
        bytes.Advance(1);
        return rest[length..];
    }

    private static byte? HexByte(ReadOnlySpan<char> digits) =>
        digits.Length >= 2 && byte.TryParse(digits[..2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value) ? value : null;

    // A character above the BMP is two: cutting it in half would put a lone surrogate into the message.
    private static string Offending(ReadOnlySpan<char> rest, int length)
    {
        int end = Math.Min(length, rest.Length);
        if (char.IsHighSurrogate(rest[end - 1]) && end < rest.Length) end++;
        return Show(rest[..end].ToString());
    }

    private static void Append(StringBuilder shown, byte value, bool beforeBrace) => _ = value switch
    {
        (byte)'\r' => shown.Append(@"\r"),
        (byte)'\n' => shown.Append(@"\n"),
        (byte)'\t' => shown.Append(@"\t"),
        0 => shown.Append(@"\0"),
        (byte)'\\' => shown.Append(@"\\"),
        // In a script `${` would be a variable, and the quotes around shown text end at the first quote.
        (byte)'$' when beforeBrace => shown.Append(@"\$"),
        (byte)'"' or < 0x20 or > 0x7e => shown.Append(CultureInfo.InvariantCulture, $@"\x{value:x2}"),
        _ => shown.Append((char)value),
    };
}
