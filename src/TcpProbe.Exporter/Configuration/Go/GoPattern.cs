using System.Globalization;

namespace TcpProbe.Exporter.Configuration.Go;

/// <summary>A regular expression of Go (RE2's syntax) as one of .NET that matches the same in a line, its groups by the same numbers.</summary>
/// <remarks>
/// A line has no line feed in it, so that <c>$</c> and <c>\z</c> are the same, with <c>(?m)</c> and without. What differs:
/// <c>\b</c> takes letters beyond ASCII for letters, scripts such as <c>\p{Greek}</c> are not known, and characters beyond 16 bits are in no
/// category.
/// </remarks>
/// <param name="Written">The pattern as it was written.</param>
/// <param name="Pattern">The pattern for .NET.</param>
/// <param name="Names">The names of the groups by their numbers, <c>null</c> for one without; number 0 is the whole match.</param>
internal sealed record GoPattern(string Written, string Pattern, IReadOnlyList<string?> Names)
{
    /// <summary>Reads a pattern.</summary>
    /// <exception cref="FormatException">Go would refuse it, or .NET cannot do the same; the message is a sentence.</exception>
    public static GoPattern Parse(string text)
    {
        PatternReader reader = new(text);
        string pattern = reader.Read();
        return new GoPattern(text, pattern, reader.Names);
    }

    /// <summary>The numbers of the groups that a template means by a name or a number: several may have one name.</summary>
    public IReadOnlyList<int> Groups(string name)
    {
        bool isNumber = name.Length is > 0 and < 9 && name.All(char.IsAsciiDigit) && (name.Length == 1 || name[0] != '0');
        if (!isNumber) return [.. Enumerable.Range(0, Names.Count).Where(group => Names[group] == name)];
        int number = int.Parse(name, CultureInfo.InvariantCulture);
        return number < Names.Count ? [number] : [];
    }
}
