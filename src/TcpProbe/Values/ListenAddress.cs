using System.Globalization;
using System.Net;
using TcpProbe.Core.Targets;
using TcpProbe.Endings;

namespace TcpProbe.Values;

/// <summary>Where to listen on the command line: <c>[ADDRESS:]PORT</c>; loopback unless told otherwise, port 0 for any.</summary>
internal static class ListenAddress
{
    /// <summary>The address and port.</summary>
    /// <exception cref="UsageException">It is not one of this machine.</exception>
    public static IPEndPoint Parse(string word)
    {
        int colon = word.LastIndexOf(':');
        return new IPEndPoint(colon < 0 ? IPAddress.Loopback : Address(word, word[..colon]), Port(word, word[(colon + 1)..]));
    }

    private static IPAddress Address(string word, string host)
    {
        bool bracketed = host is ['[', .., ']'];
        try
        {
            if (host == "localhost") return IPAddress.Loopback;
            if (bracketed != host.Contains(':', StringComparison.Ordinal)) throw Wrong(word);
            return TargetSyntax.ParseLiteral(bracketed ? host[1..^1] : host) ?? throw Wrong(word);
        }
        catch (FormatException)
        {
            throw Wrong(word);
        }
    }

    private static int Port(string word, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port <= IPEndPoint.MaxPort ? port : throw Wrong(word);

    private static UsageException Wrong(string word) =>
        new($"{Options.Shown.Word(word)} is no address to listen on; write PORT, ADDRESS:PORT or [IPV6]:PORT, port 0 for any");
}
