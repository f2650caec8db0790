namespace TcpProbe.Core.Targets;

/// <summary>Ports, ranges of them and names of services with commas between: <c>80,443,8000-8010,ssh</c>.</summary>
internal static class PortList
{
    private const string Example = "80,443,8000-8010,ssh";

    /// <summary>Whether the word has the form of a list or a range, rather than of one port.</summary>
    public static bool Matches(string word) => word.Contains(',', StringComparison.Ordinal) || IsRange(word);

    /// <summary>The ports in the order in which they are written; one that is written more than once stands there twice.</summary>
    /// <exception cref="FormatException">It is no list of ports; the message names every member that is wrong.</exception>
    public static IReadOnlyList<int> Parse(string word, ServiceNames services)
    {
        string[] members = word.Split(',');
        List<int> ports = [];
        List<string> mistakes = [];

        // However often a long word repeats itself, twice is enough to tell.
        byte[] standing = new byte[65536];
        for (int i = 0; i < members.Length; i++)
        {
            (int first, int last) = Bounds(members[i], services);
            if (Mistake(members[i], i + 1, first, last) is { } mistake) mistakes.Add(mistake);
            for (int port = first; port <= last && mistakes.Count == 0; port++)
            {
                if (standing[port] == 2) continue;
                standing[port]++;
                ports.Add(port);
            }
        }

        if (mistakes.Count == 0) return ports;
        string where = members.Length > 1 ? $"{VisibleText.Of(word)}: " : string.Empty;
        throw new FormatException($"{where}{string.Join(", ", mistakes)}; write ports as in {Example}");
    }

    /// <summary>Digits, a hyphen, digits; a service name may have a hyphen too.</summary>
    private static bool IsRange(string member)
    {
        int hyphen = member.IndexOf('-', StringComparison.Ordinal);
        return hyphen > 0 && PortSyntax.IsDigits(member.AsSpan(0, hyphen)) && PortSyntax.IsDigits(member.AsSpan(hyphen + 1));
    }

    /// <summary>The first and the last port of a member, the same if it is one; 0 for what is no port.</summary>
    private static (int First, int Last) Bounds(string member, ServiceNames services)
    {
        if (!IsRange(member)) return PortSyntax.PortOf(member, services) is { } port ? (port, port) : (0, 0);
        int hyphen = member.IndexOf('-', StringComparison.Ordinal);
        return PortSyntax.IsPort(member.AsSpan(0, hyphen), out int first) & PortSyntax.IsPort(member.AsSpan(hyphen + 1), out int last) ? (first, last) : (0, 0);
    }

    private static string? Mistake(string member, int place, int first, int last)
    {
        if (first > 0 && first <= last) return null;
        if (member.Length == 0) return $"member {place} is empty";
        return VisibleText.Of(member) + (first > last ? " is upside down" : IsRange(member) ? " is not a range of ports" : " is not a port");
    }
}
