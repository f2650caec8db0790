using System.Buffers;
using System.Globalization;
using System.Text;

namespace TcpProbe.Core.Payloads;

/// <summary>Reads one word of the command line as the value of a field.</summary>
internal static class StructWord
{
    private const int ShownCharacters = 60;
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>The value that the word means to this field.</summary>
    /// <exception cref="FormatException">None; the message names the field.</exception>
    internal static StructValue Parse(StructField field, string word) => StructCode.KindOf(field.Code) switch
    {
        StructKind.WholeNumber => new StructValue.Integer(ParseInteger(field, word)),
        StructKind.FloatingPoint => new StructValue.FloatingPoint(ParseNumber(field, word)),
        StructKind.Truth => new StructValue.Truth(ParseTruth(field, word)),
        _ => new StructValue.Characters(ParseText(field, word)),
    };

    /// <summary>A whole number of up to 64 bits and a sign, as it is written for this field.</summary>
    /// <exception cref="FormatException">None; the message names the field.</exception>
    internal static Int128 ParseInteger(StructField field, string word)
    {
        ReadOnlySpan<char> digits = word.StartsWith('-') || word.StartsWith('+') ? word.AsSpan(1) : word;
        bool hex = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        if (hex) digits = digits[2..];
        if (digits.IsEmpty || digits.ContainsAnyExcept(hex ? HexDigits : Digits)) throw NotA(field, word, "a whole number (42, -3, 0x2a)");

        // Only digits are left, so what fails to parse is too large for 128 bits, and for every field before that.
        NumberStyles style = hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        if (!UInt128.TryParse(digits, style, CultureInfo.InvariantCulture, out UInt128 magnitude) || magnitude > ulong.MaxValue)
            throw StructInteger.OutOfRange(field, Short(word));

        return word[0] == '-' ? -(Int128)magnitude : (Int128)magnitude;
    }

    /// <summary>A number, <c>inf</c> or <c>nan</c>, as it is written for a field of any width.</summary>
    /// <exception cref="FormatException">None; the message names the field.</exception>
    internal static double ParseNumber(StructField field, string word)
    {
        bool negative = word.StartsWith('-');
        ReadOnlySpan<char> bare = negative || word.StartsWith('+') ? word.AsSpan(1) : word;
        if (bare.Equals("inf", StringComparison.OrdinalIgnoreCase)) return negative ? double.NegativeInfinity : double.PositiveInfinity;

        // double.NaN has its sign bit set on x86; the NaN of everybody else has not.
        if (bare.Equals("nan", StringComparison.OrdinalIgnoreCase)) return double.CopySign(double.NaN, negative ? -1 : 1);

        // The symbols that .NET would take besides (Infinity, ∞) begin with neither.
        const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (bare.IsEmpty || !(char.IsAsciiDigit(bare[0]) || bare[0] == '.')
            || !double.TryParse(bare, Style, CultureInfo.InvariantCulture, out double value))
            throw NotA(field, word, "a number (2.5, -1e3, inf, nan)");

        if (double.IsInfinity(value)) throw StructNumber.TooLarge(field, Short(word));
        return negative ? -value : value;
    }

    private static bool ParseTruth(StructField field, string word) => word switch
    {
        "true" => true,
        "false" => false,
        _ => throw NotA(field, word, "true or false"),
    };

    private static byte[] ParseText(StructField field, string word)
    {
        byte[] bytes;
        try
        {
            bytes = word == "''" ? [] : EscapedText.Parse(word);
        }
        catch (FormatException bad)
        {
            throw field.Refuse(bad.Message);
        }

        return field.Code != 'c' || bytes.Length == 1 ? bytes : throw NotA(field, word, "one byte");
    }

    /// <summary>The error that a word of the user is not what the field takes.</summary>
    internal static FormatException NotA(StructField field, string word, string expected) =>
        field.Refuse($"\"{Short(word)}\" is not {expected}");

    private static string Short(string word) => EscapedText.Show(Encoding.UTF8.GetBytes(word), ShownCharacters);
}
