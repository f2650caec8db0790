using System.Globalization;
using TcpProbe.Core.Timing;

namespace TcpProbe.Values;

/// <summary>Growing pauses on the command line: <c>FACTOR[,MAX]</c>, such as <c>2</c> or <c>1.5,10s</c>.</summary>
/// <param name="Factor">What each pause is multiplied with for the next, more than 1.</param>
/// <param name="Longest">The most that one may grow to.</param>
internal sealed record BackoffValue(double Factor, TimeSpan Longest)
{
    private const double MostFactor = 100;
    private static TimeSpan DefaultLongest => TimeSpan.FromSeconds(30);

    /// <summary>The pauses.</summary>
    /// <exception cref="FormatException">They are none.</exception>
    public static BackoffValue Parse(string text)
    {
        int comma = text.IndexOf(',', StringComparison.Ordinal);
        string factor = comma < 0 ? text : text[..comma];
        if (!double.TryParse(factor, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number))
            throw new FormatException("is not FACTOR or FACTOR,MAX (2, or 1.5,10s)");
        if (number is not > 1) throw new FormatException("does not grow: the factor is above 1");
        if (number > MostFactor) throw new FormatException($"grows too fast: the factor is at most {MostFactor}");
        return new BackoffValue(number, comma < 0 ? DefaultLongest : Duration.ParseLimit(text[(comma + 1)..]));
    }
}
