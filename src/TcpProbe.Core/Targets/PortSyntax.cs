using System.Globalization;

namespace TcpProbe.Core.Targets;

/// <summary>What a word means as a port.</summary>
internal static class PortSyntax
{
    /// <exception cref="FormatException">It is no port.</exception>
    public static int Parse(string word, ServiceNames services)
    {
        if (PortOf(word, services) is { } port) return port;
        string shown = VisibleText.Of(word);
        throw new FormatException(word.All(char.IsAsciiDigit)
            ? $"{shown} is not a port; write a number from 1 to 65535"
            : $"{shown} is not a port; write a number from 1 to 65535 or the name of a TCP service{services.Excuse}");
    }

    /// <summary>The port, <c>null</c> if the word is neither its number nor its name.</summary>
    public static int? PortOf(string word, ServiceNames services)
    {
        if (IsPort(word, out int number)) return number;
        return word.All(char.IsAsciiDigit) ? null : services.PortOf(word);
    }

    /// <summary>Whether the word is the decimal number of a port.</summary>
    public static bool IsPort(ReadOnlySpan<char> word, out int number)
    {
        number = 0;
        return IsDigits(word)
            && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && number is >= 1 and <= 65535;
    }

    /// <summary>Whether the word is one or more decimal digits.</summary>
    public static bool IsDigits(ReadOnlySpan<char> word) => !word.IsEmpty && !word.ContainsAnyExceptInRange('0', '9');
}
