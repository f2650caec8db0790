using System.Text;

namespace TcpProbe.Core.Targets;

/// <summary>Which words can be host names (RFC 1123, with the underscore that DNS is full of).</summary>
internal static class HostNameSyntax
{
    private const int LongestLabel = 63;
    private const int LongestName = 253;

    /// <exception cref="FormatException">No host has this name.</exception>
    public static void Require(string name)
    {
        foreach (Rune rune in name.EnumerateRunes())
            if (!IsNameCharacter(rune)) throw new FormatException(Refusal(name, rune));

        string relative = WithoutRootDot(name);
        if (relative.Length > LongestName)
            throw new FormatException($"{VisibleText.Of(name)} is longer than the {LongestName} characters of a name; write a shorter one or an address");
        foreach (string label in relative.Split('.'))
        {
            if (label.Length == 0) throw new FormatException($"{VisibleText.Of(name)} has nothing between its dots; write a name such as db.example");
            if (label.Length > LongestLabel)
                throw new FormatException($"{VisibleText.Of(name)} has a part of more than {LongestLabel} characters; write a shorter name or an address");
        }
    }

    /// <summary>Whether the last label is a number, decimal or hexadecimal: an IPv4 address is meant then, well written or not.</summary>
    public static bool EndsInNumber(string name)
    {
        string relative = WithoutRootDot(name);
        string last = relative[(relative.LastIndexOf('.') + 1)..];
        if (last.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) return last.Skip(2).All(char.IsAsciiHexDigit);
        return last.Length > 0 && last.All(char.IsAsciiDigit);
    }

    private static string WithoutRootDot(string name) => name.EndsWith('.') ? name[..^1] : name;

    private static bool IsNameCharacter(Rune rune) => rune.IsAscii && ((char)rune.Value is '-' or '.' or '_' || Rune.IsLetterOrDigit(rune));

    private static string Refusal(string name, Rune first)
    {
        string shown = VisibleText.Of(name);
        if (!first.IsAscii && (Rune.IsLetterOrDigit(first) || Rune.IsSymbol(first)))
            return $"{shown} is not ASCII; write its xn-- form";
        string culprit = Rune.IsWhiteSpace(first) ? "blank" : VisibleText.Of(first.ToString());
        return $"{shown}: no host name has a {culprit}; write letters, digits, dots and hyphens";
    }
}
