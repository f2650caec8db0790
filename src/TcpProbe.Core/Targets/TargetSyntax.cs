using System.Net;

namespace TcpProbe.Core.Targets;

/// <summary>What words mean as targets.</summary>
/// <remarks>Nothing is guessed: a word that could mean two things, or nothing, is refused with the form to write.</remarks>
public static class TargetSyntax
{
    private const string Scheme = "tcp";

    /// <summary>The target of one word: <c>HOST:PORT</c>, <c>[IPV6]:PORT</c> or <c>tcp://HOST:PORT</c>.</summary>
    /// <exception cref="FormatException">It is none; the message is one sentence that says what to write.</exception>
    public static Target ParseHostPort(string word) => ParseHostPort(word, new ServiceNames());

    /// <summary>The target of two words, <c>HOST PORT</c>; an IPv6 address may stand there with or without brackets.</summary>
    /// <exception cref="FormatException">They are none; the message is one sentence that says what to write.</exception>
    public static Target ParseHostAndPort(string host, string port) => ParseHostAndPort(host, port, new ServiceNames());

    /// <summary>The address of a word without port or brackets, <c>null</c> if it is a name.</summary>
    /// <exception cref="FormatException">It is neither an address nor a name.</exception>
    public static IPAddress? ParseLiteral(string word) => Literal(word);

    internal static Target ParseHostPort(string word, ServiceNames services)
    {
        string rest = WithoutScheme(word);
        if (rest.Length == 0) throw new FormatException("the target is empty; write HOST:PORT or HOST PORT");
        if (Brackets.AreIn(rest))
        {
            (string inside, string after) = Brackets.Open(rest);
            return Bind(inside, Brackets.PortAfter(inside, after), services);
        }
        int colon = rest.LastIndexOf(':');
        if (colon < 0) throw NoPort(rest);
        string host = rest[..colon];
        string port = rest[(colon + 1)..];
        if (host.Contains(':', StringComparison.Ordinal)) throw TooManyColons(rest, host, port);
        return Bind(host, port, services);
    }

    internal static Target ParseHostAndPort(string host, string port, ServiceNames services)
    {
        if (host.Length > 0 && port.Length == 0) throw new FormatException("the port is empty; write HOST PORT or HOST:PORT");
        if (host.Contains("://", StringComparison.Ordinal))
            throw new FormatException("a URL is one word with its port; write tcp://HOST:PORT or HOST PORT");
        if (Brackets.AreIn(host))
        {
            (string inside, string after) = Brackets.Open(host);
            return after.Length == 0
                ? Bind(inside, port, services)
                : throw TwoPorts(host, $"[{inside}]", inside, after.TrimStart(':'), port);
        }
        int colon = host.LastIndexOf(':');
        if (colon < 0 || AddressSyntax.IsIPv6(host)) return Bind(host, port, services);
        string name = host[..colon];
        if (name.Length == 0) throw NoHost(port);
        throw name.Contains(':', StringComparison.Ordinal) ? NotIPv6(host) : TwoPorts(host, name, name, host[(colon + 1)..], port);
    }

    private static Target Bind(string host, string port, ServiceNames services)
    {
        if (host.Length == 0) throw NoHost(port);
        IPAddress? literal = Literal(host);
        if (port.Length == 0) throw NoPort(host);
        return new Target(host, PortSyntax.Parse(port, services), literal);
    }

    /// <summary>The address that the host spells, <c>null</c> if it is a name.</summary>
    private static IPAddress? Literal(string host)
    {
        if (AddressSyntax.IPv6(host) is { } address) return address;
        if (host.Contains(':', StringComparison.Ordinal)) throw NotIPv6(host);
        HostNameSyntax.Require(host);
        if (!HostNameSyntax.EndsInNumber(host)) return null;
        return AddressSyntax.DottedQuad(host)
            ?? throw new FormatException($"{VisibleText.Of(host)} is not an IPv4 address; write four decimal parts, such as 127.0.0.1");
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

    private static FormatException NoHost(string port)
    {
        string shown = port.Length > 0 ? VisibleText.Of(port) : "PORT";
        return new FormatException($"no host; write HOST:{shown} or HOST {shown}");
    }

    private static FormatException NoPort(string host)
    {
        if (PortSyntax.IsPort(host, out _))
            return new FormatException($"{host} is a port without a host; write HOST:{host} or HOST {host}");
        bool colons = Literal(host) is not null && host.Contains(':', StringComparison.Ordinal);
        return new FormatException(colons
            ? $"{host}: no port; write [{host}]:PORT or {host} PORT"
            : $"{host}: no port; write {host}:PORT or {host} PORT");
    }

    private static FormatException TooManyColons(string word, string host, string port)
    {
        if (AddressSyntax.IsIPv6(host) && port.Length > 0)
        {
            string shown = VisibleText.Of(port);
            return new FormatException($"{VisibleText.Of(word)} is ambiguous; write [{host}]:{shown} or {host} {shown}");
        }
        return AddressSyntax.IsIPv6(word) ? NoPort(word) : NotIPv6(word);
    }

    private static FormatException NotIPv6(string word) =>
        new($"{VisibleText.Of(word)} is not an IPv6 address; write [ADDRESS]:PORT for one, HOST:PORT for a name");

    private static FormatException TwoPorts(string host, string bracketed, string bare, string first, string second)
    {
        string whole = VisibleText.Of($"{bracketed}:{(first.Length > 0 ? first : second)}");
        string what = first.Length > 0 ? "two ports" : "a colon too many";
        string shown = VisibleText.Of(second);
        return new FormatException($"{VisibleText.Of(host)} {shown} has {what}; write {whole} or {VisibleText.Of(bare)} {shown}");
    }
}
