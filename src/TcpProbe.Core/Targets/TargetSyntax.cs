using System.Net;

namespace TcpProbe.Core.Targets;

/// <summary>What words mean as targets.</summary>
/// <remarks>Nothing is guessed: a word that could mean two things, or nothing, is refused with the form to write.</remarks>
public static class TargetSyntax
{
    private const string Scheme = "tcp";

    /// <summary>The target of one word: <c>HOST:PORT</c>, <c>[IPV6]:PORT</c> or <c>tcp://HOST:PORT</c>.</summary>
    /// <exception cref="FormatException">It is none; the message is one sentence that says what to write.</exception>
    public static Target ParseHostPort(string word) => ParseHostPort(word, new ServiceNames(), TargetMistake.Alone);

    /// <summary>The targets of several words, each as <see cref="ParseHostPort(string)"/> takes it.</summary>
    /// <exception cref="FormatException">One of them is none; the message is one sentence about the first of those.</exception>
    public static IReadOnlyList<Target> ParseEach(IReadOnlyList<string> words)
    {
        ServiceNames services = new();
        return [.. words.Select(word => ParseHostPort(word, services, TargetMistake.AmongOthers))];
    }

    /// <summary>The targets of two words, <c>HOST PORT</c> or <c>HOST PORT,PORT-PORT</c>; an IPv6 address may stand there with or without brackets.</summary>
    /// <returns>A target for each port, in the order of the ports; for one that is written more than once there are two.</returns>
    /// <exception cref="FormatException">They are none; the message is one sentence that says what to write.</exception>
    public static IReadOnlyList<Target> ParseHostAndPorts(string host, string ports) => ParseHostAndPorts(host, ports, new ServiceNames());

    /// <summary>Whether the word has the form of a list of ports or a range of them, rather than of one port.</summary>
    public static bool IsPortList(string word) => PortList.Matches(word);

    /// <summary>The address of a word without port or brackets, <c>null</c> if it is a name.</summary>
    /// <exception cref="FormatException">It is neither an address nor a name.</exception>
    public static IPAddress? ParseLiteral(string word)
    {
        // First what most words of a long list are: it can be nothing else.
        if (AddressSyntax.DottedQuad(word) is { } quad) return quad;
        if (AddressSyntax.IPv6(word) is { } address) return address;
        if (word.Contains(':', StringComparison.Ordinal)) throw TargetMistake.NotIPv6(word);
        HostNameSyntax.Require(word);
        if (!HostNameSyntax.EndsInNumber(word)) return null;
        throw new FormatException($"{VisibleText.Of(word)} is not an IPv4 address; write four decimal parts, such as 127.0.0.1");
    }

    /// <summary>A host without a port, an address as it is usually written: a name to expect, rather than one to look up.</summary>
    /// <exception cref="FormatException">It is neither an address nor a name.</exception>
    public static string ParseHost(string word) => ParseLiteral(word)?.ToString() ?? word;

    internal static Target ParseHostPort(string word, ServiceNames services, TargetMistake mistake)
    {
        string rest = WithoutScheme(word);
        if (rest.Length == 0) throw mistake.Empty();
        if (Brackets.AreIn(rest))
        {
            (string inside, string after) = Brackets.Open(rest);
            return Bind(inside, Brackets.PortAfter(inside, after), services, mistake);
        }
        int colon = rest.LastIndexOf(':');
        if (colon < 0) throw mistake.NoPort(rest);
        string host = rest[..colon];
        string port = rest[(colon + 1)..];
        if (host.Contains(':', StringComparison.Ordinal)) throw mistake.TooManyColons(rest, host, port);
        return Bind(host, port, services, mistake);
    }

    internal static IReadOnlyList<Target> ParseHostAndPorts(string host, string ports, ServiceNames services)
    {
        if (host.Length > 0 && ports.Length == 0) throw new FormatException("the port is empty; write HOST PORT or HOST:PORT");
        string bare = WithoutPort(host, ports);
        if (bare.Length == 0) throw TargetMistake.Alone.NoHost(ports);
        IPAddress? literal = ParseLiteral(bare);

        // The everyday form is one port.
        if (!PortList.Matches(ports)) return new[] { new Target(bare, PortSyntax.Parse(ports, services), literal) };
        return [.. PortList.Parse(ports, services).Select(port => new Target(bare, port, literal))];
    }

    /// <summary>The host of two words, out of its brackets.</summary>
    private static string WithoutPort(string host, string ports)
    {
        if (host.Contains("://", StringComparison.Ordinal))
            throw new FormatException("a URL is one word with its port; write tcp://HOST:PORT or HOST PORT");
        if (Brackets.AreIn(host))
        {
            (string inside, string after) = Brackets.Open(host);
            return after.Length == 0 ? inside : throw TargetMistake.TwoPorts(host, $"[{inside}]", inside, after.TrimStart(':'), ports);
        }
        int colon = host.LastIndexOf(':');
        if (colon < 0 || AddressSyntax.IsIPv6(host)) return host;
        string name = host[..colon];
        if (name.Length == 0) return name;
        throw name.Contains(':', StringComparison.Ordinal)
            ? TargetMistake.NotIPv6(host)
            : TargetMistake.TwoPorts(host, name, name, host[(colon + 1)..], ports);
    }

    private static Target Bind(string host, string port, ServiceNames services, TargetMistake mistake)
    {
        if (host.Length == 0) throw mistake.NoHost(port);
        IPAddress? literal = ParseLiteral(host);
        if (port.Length == 0) throw mistake.NoPort(host);
        if (PortList.Matches(port)) throw mistake.SeveralPorts(host, port);
        return new Target(host, PortSyntax.Parse(port, services), literal);
    }

    /// <summary>Takes <c>tcp://</c> and its final slash away; what follows another scheme may hold a password.</summary>
    private static string WithoutScheme(string word)
    {
        int mark = word.IndexOf("://", StringComparison.Ordinal);
        if (mark < 0) return word;
        string scheme = word[..mark];
        if (!scheme.Equals(Scheme, StringComparison.OrdinalIgnoreCase))
            throw new FormatException($"{VisibleText.Of(scheme)}:// is not understood; write {Scheme}://HOST:PORT or HOST:PORT");
        string rest = word[(mark + "://".Length)..];
        return rest.EndsWith('/') ? rest[..^1] : rest;
    }
}
