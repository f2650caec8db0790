using System.Globalization;

namespace TcpProbe.Core.Targets;

/// <summary>What a word means as a port.</summary>
internal static class PortSyntax
{
    /// <exception cref="FormatException">It is no port, or more than one.</exception>
    public static int Parse(string word, ServiceNames services)
    {
        string shown = VisibleText.Of(word);
        if (word.All(char.IsAsciiDigit))
        {
            return IsPort(word, out int number)
                ? number
                : throw new FormatException($"{shown} is not a port; write a number from 1 to 65535");
        }
        if (word.Contains(',', StringComparison.Ordinal) || IsRange(word))
            throw new FormatException($"{shown} is more than one port; write one port at a time");
        return services.PortOf(word)
            ?? throw new FormatException($"{shown} is not a port; write a number from 1 to 65535 or the name of a TCP service");
    }

    /// <summary>Whether the word is the decimal number of a port.</summary>
    public static bool IsPort(string word, out int number)
    {
        number = 0;
        return word.All(char.IsAsciiDigit)
            && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && number is >= 1 and <= 65535;
    }

    /// <summary>Digits, a hyphen, digits; a service name may have a hyphen too.</summary>
    private static bool IsRange(string word)
    {
        int hyphen = word.IndexOf('-', StringComparison.Ordinal);
        return hyphen > 0 && hyphen < word.Length - 1 && word.Where((_, at) => at != hyphen).All(char.IsAsciiDigit);
    }
}
