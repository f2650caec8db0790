namespace TcpProbe.Core.Payloads;

/// <summary>Reads the text of a struct format item by item.</summary>
internal ref struct StructFormatReader
{
    private ReadOnlySpan<char> _rest;

    internal StructFormatReader(ReadOnlySpan<char> text)
    {
        StructByteOrder? named = text.IsEmpty ? null : StructByteOrder.Named(text[0]);
        ByteOrder = named ?? StructByteOrder.Default;
        _rest = named is null ? text : text[1..];
    }

    /// <summary>The byte order that the format begins with.</summary>
    internal StructByteOrder ByteOrder { get; }

    /// <summary>Whether the character only stands between items.</summary>
    internal static bool IsBlank(char character) => character is ' ' or (>= '\t' and <= '\r');

    /// <summary>Takes the next item; false at the end of the format.</summary>
    /// <exception cref="FormatException">What comes next is no item.</exception>
    internal bool TryRead(out StructItem item)
    {
        while (!_rest.IsEmpty && IsBlank(_rest[0])) _rest = _rest[1..];
        item = default;
        if (_rest.IsEmpty) return false;
        int count = TakeCount();
        char code = _rest[0];
        _rest = _rest[1..];
        item = new StructItem(count, code, StructCode.SizeOf(code, ByteOrder.Native) ?? throw Unknown(code));
        return true;
    }

    private int TakeCount()
    {
        int digits = 0;
        while (digits < _rest.Length && char.IsAsciiDigit(_rest[digits])) digits++;
        if (digits == 0) return 1;
        ReadOnlySpan<char> count = _rest[..digits];
        _rest = _rest[digits..];
        if (_rest.IsEmpty || IsBlank(_rest[0])) throw new FormatException($"the count {count} has no struct code behind it");

        // Leading zeros aside, six digits are past every size that a struct may have, and few enough for an int.
        ReadOnlySpan<char> significant = count.TrimStart('0');
        if (significant.Length > 6) throw StructFormat.TooLarge();
        int value = 0;
        foreach (char digit in significant) value = (value * 10) + (digit - '0');
        return value;
    }

    private static FormatException Unknown(char code)
    {
        if (StructByteOrder.Named(code) is not null) return new($"the byte order {code} stands only at the start of a struct format");
        if (StructCode.SizeOf(code, native: true) is not null) return new($"the struct code {code} has a size only under the byte order @");
        return new($"{EscapedText.Show(code.ToString())} is no struct code; the codes are {StructCode.All}");
    }
}
