using System.Globalization;

namespace TcpProbe.Core.Payloads;

/// <summary>How far a number with a tolerance reaches.</summary>
internal static class NumberReach
{
    /// <summary>The number less and plus the tolerance, each also given as it was written.</summary>
    /// <remarks>In decimal where that is exact, so that <c>0.8~0.1</c> begins at 0.7 and not one bit above it.</remarks>
    internal static (double Low, double High) Of(string word, double number, string toleranceWord, double tolerance) =>
        Exact(word, number) is { } middle && Exact(toleranceWord, tolerance) is { } reach
            ? (ToDouble(middle - reach), ToDouble(middle + reach))
            : (number - tolerance, number + tolerance);

    /// <summary>The end of the reach as the field can hold it; finite, since no infinity is near a number.</summary>
    internal static double Round(StructField field, double end)
    {
        double rounded = field.Code switch
        {
            'e' => (double)(Half)end,
            'f' => (float)end,
            _ => end,
        };
        return Math.Clamp(rounded, double.MinValue, double.MaxValue);
    }

    // Half of what a decimal holds, so that two of them can be added.
    private static decimal? Exact(string word, double number) =>
        decimal.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exact)
        && Math.Abs(exact) < decimal.MaxValue / 2 && ToDouble(exact) == number
            ? exact
            : null;

    // The conversion of the language is off by a bit at times; the text is not.
    private static double ToDouble(decimal number) => double.Parse(number.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
