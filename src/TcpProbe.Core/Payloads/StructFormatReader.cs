using System.Text;

namespace TcpProbe.Core.Payloads;

/// <summary>Reads the text of a struct format item by item; its errors name the character, counted from 1.</summary>
internal ref struct StructFormatReader
{
    private const int ShownCharacters = 40;
    private readonly ReadOnlySpan<char> _text;
    private int _at;

    internal StructFormatReader(ReadOnlySpan<char> text)
    {
        StructByteOrder? named = text.IsEmpty ? null : StructByteOrder.Named(text[0]);
        ByteOrder = named ?? StructByteOrder.Default;
        _text = text;
        _at = named is null ? 0 : 1;
    }

    /// <summary>The byte order that the format begins with.</summary>
    internal StructByteOrder ByteOrder { get; }

    /// <summary>Whether the character only stands between items.</summary>
    internal static bool IsBlank(char character) => character is ' ' or (>= '\t' and <= '\r');

    /// <summary>Takes the next item; false at the end of the format.</summary>
    /// <exception cref="FormatException">What comes next is no item.</exception>
    internal bool TryRead(out StructItem item)
    {
        while (_at < _text.Length && IsBlank(_text[_at])) _at++;
        item = default;
        if (_at == _text.Length) return false;
        int start = _at, count = TakeCount(start);
        if (StructCode.SizeOf(_text[_at], ByteOrder.Native) is not { } size) throw Refuse(_at, WhyUnknown());
        item = new StructItem(count, _text[_at], size, start);
        _at++;
        return true;
    }

    /// <summary>The error for the item that begins there: it makes the struct too large.</summary>
    internal readonly FormatException TooLarge(int start) => Refuse(start, $"a struct has at most {StructFormat.MaxSize} bytes");

    private int TakeCount(int start)
    {
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at])) _at++;
        if (_at == start) return 1;
        ReadOnlySpan<char> count = _text[start.._at];
        if (_at == _text.Length || IsBlank(_text[_at]))
            throw Refuse(start, $"the count {Short(count)} has no struct code right behind it, as 4 has in 4s");

        // Leading zeros aside, six digits are past every size that a struct may have, and few enough for an int.
        ReadOnlySpan<char> significant = count.TrimStart('0');
        if (significant.Length > 6) throw TooLarge(start);
        int value = 0;
        foreach (char digit in significant) value = (value * 10) + (digit - '0');
        return value;
    }

    private readonly string WhyUnknown()
    {
        char code = _text[_at];
        if (StructByteOrder.Named(code) is not null) return $"the byte order {code} stands only at the start of a struct format";
        if (StructCode.SizeOf(code, native: true) is not null) return $"the struct code {code} has a size only under the byte order @";
        if (code == ':') return "the colon that ends a format has a blank behind it";

        // A character above the BMP is two: half of it could not be shown.
        _ = Rune.DecodeFromUtf16(_text[_at..], out _, out int length);
        return $"{EscapedText.Show(_text.Slice(_at, length).ToString())} is no struct code; the codes are {StructCode.All}";
    }

    private readonly FormatException Refuse(int at, string sentence) =>
        new($"character {at + 1} of \"{Around(at)}\": {sentence}");

    private readonly string Around(int at)
    {
        if (_text.Length <= ShownCharacters) return EscapedText.Show(_text.ToString());
        int start = Math.Max(0, at - (ShownCharacters / 2)), end = Math.Min(_text.Length, start + ShownCharacters);
        string shown = EscapedText.Show(_text[start..end].ToString());
        return $"{(start > 0 ? "…" : null)}{shown}{(end < _text.Length ? "…" : null)}";
    }

    private static string Short(ReadOnlySpan<char> digits) => digits.Length <= ShownCharacters ? digits.ToString() : $"{digits[..ShownCharacters]}…";
}
