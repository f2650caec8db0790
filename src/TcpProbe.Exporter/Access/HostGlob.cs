namespace TcpProbe.Exporter.Access;

/// <summary>Which words are the form of host names.</summary>
internal static class HostGlob
{
    private const int LongestName = 253;

    /// <summary>The form that a word is, without the dot of the root.</summary>
    /// <exception cref="FormatException">It is none; the message completes the sentence "RULE …".</exception>
    public static string Parse(string word)
    {
        string glob = WithoutRootDot(word);
        if (glob.Length is 0 or > LongestName || glob.Contains("..", StringComparison.Ordinal) || glob[0] == '.')
            throw new FormatException("has no name of a host in it");
        if (!glob.All(char.IsAscii)) throw new FormatException("is not ASCII; write the xn-- form of the name");
        if (!glob.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or '*' or '?'))
            throw new FormatException("has a character in it that no host name has; write as in db-*.example.com:5432");

        // Who writes 10.* means addresses, and a form is not held against those.
        if (glob.All(character => char.IsAsciiDigit(character) || character is '.' or '*' or '?'))
        {
            throw new FormatException(glob.All(character => character == '*')
                ? "is not a name; write * for every host"
                : "looks like addresses, which only a network matches; write 10.0.0.0/8, or * for every host");
        }

        return glob;
    }

    /// <summary>A name without the dot of the root.</summary>
    public static string WithoutRootDot(string name) => name.EndsWith('.') ? name[..^1] : name;
}
