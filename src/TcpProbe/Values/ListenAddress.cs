using System.Globalization;
using System.Net;
using TcpProbe.Core.Targets;

namespace TcpProbe.Values;

/// <summary>Where to listen on the command line: <c>[ADDRESS:]PORT</c>; loopback unless told otherwise, port 0 for any.</summary>
internal static class ListenAddress
{
    /// <summary>The address and port.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static IPEndPoint Parse(string word)
    {
        int colon = word.LastIndexOf(':');
        return new IPEndPoint(colon < 0 ? IPAddress.Loopback : Address(word[..colon]), Port(word[(colon + 1)..]));
    }

    private static IPAddress Address(string host)
    {
        if (host == "localhost") return IPAddress.Loopback;
        bool bracketed = host is ['[', .., ']'];
        if (bracketed != host.Contains(':', StringComparison.Ordinal)) throw Wrong();
        try
        {
            return TargetSyntax.ParseLiteral(bracketed ? host[1..^1] : host) ?? throw Wrong();
        }
        catch (FormatException)
        {
            // What is wrong with it as a target is beside the point here.
            throw Wrong();
        }
    }

    private static int Port(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port <= IPEndPoint.MaxPort ? port : throw Wrong();

    private static FormatException Wrong() => new("is no address to listen on; write PORT, ADDRESS:PORT or [IPV6]:PORT, port 0 for any");
}
