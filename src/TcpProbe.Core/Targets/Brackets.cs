namespace TcpProbe.Core.Targets;

/// <summary>The brackets around an IPv6 address, which keep its colons apart from the port's.</summary>
internal static class Brackets
{
    public static bool AreIn(string word) => word.AsSpan().ContainsAny('[', ']');

    /// <summary>What stands between the brackets, always of the form of IPv6, and what follows them.</summary>
    /// <exception cref="FormatException">They are not a pair at the start of the word, or hold something else.</exception>
    public static (string Inside, string After) Open(string word)
    {
        string shown = VisibleText.Of(word);
        int close = word.IndexOf(']', StringComparison.Ordinal);
        if (close < 0) throw new FormatException($"{shown}: the bracket is not closed; write [ADDRESS]:PORT");
        if (word[0] != '[') throw new FormatException($"{shown}: the bracket is not opened; write [ADDRESS]:PORT");
        string inside = word[1..close];
        if (inside.Length == 0) throw new FormatException($"{shown}: nothing stands between the brackets; write [ADDRESS]:PORT");
        if (AddressSyntax.IsIPv6(inside)) return (inside, word[(close + 1)..]);
        throw new FormatException(inside.Contains(':', StringComparison.Ordinal)
            ? $"{shown}: that is not an IPv6 address; write one such as [2001:db8::1]:PORT"
            : $"{shown}: brackets are for IPv6 addresses; write {VisibleText.Of(inside)} without them");
    }

    /// <summary>The port that follows the brackets, perhaps empty.</summary>
    /// <exception cref="FormatException">Something else than a colon follows them.</exception>
    public static string PortAfter(string inside, string after)
    {
        if (after.Length == 0) return after;
        return after[0] == ':'
            ? after[1..]
            : throw new FormatException($"[{inside}]{VisibleText.Of(after)}: no colon before the port; write [{inside}]:PORT");
    }
}
