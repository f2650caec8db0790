using System.Globalization;

namespace TcpProbe.Core.Timing;

/// <summary>A number as it is written here: digits, and a fraction if there is one; no sign, no exponent, no comma, no bare point.</summary>
internal static class PlainNumber
{
    /// <summary>Whether this is one.</summary>
    public static bool Is(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || !char.IsAsciiDigit(text[0]) || !char.IsAsciiDigit(text[^1])) return false;
        foreach (char letter in text)
        {
            if (!char.IsAsciiDigit(letter) && letter != '.') return false;
        }

        return text.Count('.') <= 1;
    }

    /// <summary>The number, <c>null</c> if this is none; the largest there is for one beyond 28 digits.</summary>
    public static decimal? Read(ReadOnlySpan<char> text)
    {
        if (!Is(text)) return null;
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number) ? number : decimal.MaxValue;
    }
}
