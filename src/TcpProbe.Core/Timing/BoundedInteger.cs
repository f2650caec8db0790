using System.Globalization;

namespace TcpProbe.Core.Timing;

/// <summary>A whole number within bounds, as it is written.</summary>
public static class BoundedInteger
{
    /// <summary>The parser for numbers from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public static Func<string, int> Within(int least, int most) => text =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw new FormatException($"is not a whole number from {least} to {most}");
}
