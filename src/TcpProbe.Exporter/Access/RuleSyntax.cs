namespace TcpProbe.Exporter.Access;

/// <summary>The two halves of a rule, <c>HOSTS[:PORTS]</c>, IPv6 in brackets if ports follow.</summary>
internal static class RuleSyntax
{
    /// <summary>Which hosts and which ports a word means.</summary>
    /// <exception cref="FormatException">It is no rule; the message completes the sentence "RULE …".</exception>
    public static (HostPattern Hosts, PortSet Ports) Parse(string word)
    {
        if (word.StartsWith('[')) return Bracketed(word);
        int first = word.IndexOf(':', StringComparison.Ordinal), last = word.LastIndexOf(':');
        if (first != last) return (Bare(word), PortSet.Every);
        string hosts = first < 0 ? word : word[..first];
        if (hosts.Length == 0) throw new FormatException("names no hosts; write 10.0.0.0/8, *.example.com, or * for every host");
        return (Hosts(hosts), first < 0 ? PortSet.Every : PortSet.Parse(word[(first + 1)..]));
    }

    private static HostPattern Hosts(string word)
    {
        if (word == "*") return new HostPattern.Everyone();
        return word.Contains('/', StringComparison.Ordinal) || word.All(character => char.IsAsciiDigit(character) || character == '.')
            ? Network(word)
            : new HostPattern.OfName(HostGlob.Parse(word));
    }

    // [2001:db8::]/32:443 and [2001:db8::/32]:443
    private static (HostPattern Hosts, PortSet Ports) Bracketed(string word)
    {
        int close = word.IndexOf(']', StringComparison.Ordinal);
        if (close < 0) throw new FormatException("has a bracket that is not closed");
        string inside = word[1..close], after = word[(close + 1)..];
        if (!inside.Contains(':', StringComparison.Ordinal)) throw new FormatException("has brackets around what is no IPv6 address; write it without them");
        int colon = after.IndexOf(':', StringComparison.Ordinal);
        string length = colon < 0 ? after : after[..colon];
        if (length.Length > 0 && length[0] != '/') throw new FormatException("has something else than a slash or a colon behind its bracket");
        return (Network(inside + length), colon < 0 ? PortSet.Every : PortSet.Parse(after[(colon + 1)..]));
    }

    private static HostPattern.InNetwork Bare(string word)
    {
        // 2001:db8::1:443 is an address; who wrote it may have meant another one and a port.
        int colon = word.LastIndexOf(':');
        string tail = word[(colon + 1)..];
        if (tail.Length == 0 || !tail.All(char.IsAsciiDigit) || !IsNetwork(word[..colon])) return Network(word);
        throw new FormatException(word.Contains('/', StringComparison.Ordinal)
            ? $"has ports behind an IPv6 network without brackets; write [{word[..colon]}]:{tail}"
            : $"could end in a port; write [{word[..colon]}]:{tail} for that, {word}/128 for the address");
    }

    private static bool IsNetwork(string word)
    {
        try
        {
            _ = Network(word);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static HostPattern.InNetwork Network(string word)
    {
        int slash = word.IndexOf('/', StringComparison.Ordinal);
        return new HostPattern.InNetwork(slash < 0 ? Networks.Parse(word, null) : Networks.Parse(word[..slash], word[(slash + 1)..]));
    }
}
