using System.Globalization;
using System.Net;
using TcpProbe.Core.Targets;

namespace TcpProbe.Exporter.Options;

/// <summary>Where the exporter listens, as the exporters of Prometheus have it: <c>127.0.0.1:9115</c>, <c>[::1]:9115</c>, <c>localhost:9115</c>; <c>:9115</c> is every address.</summary>
internal static class ServerAddress
{
    /// <summary>The address; port 0 takes any free one.</summary>
    /// <exception cref="FormatException">It is none; the message completes the sentence "VALUE …".</exception>
    public static IPEndPoint Parse(string text)
    {
        int colon = text.LastIndexOf(':');
        if (colon < 0) throw new FormatException("has no port; write ADDRESS:PORT, or :PORT for every address");
        if (!int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port) || port > IPEndPoint.MaxPort)
            throw new FormatException("has no port from 0 to 65535 at its end");
        return new IPEndPoint(Address(text[..colon]), port);
    }

    private static IPAddress Address(string host) => host switch
    {
        "" => IPAddress.IPv6Any,
        "localhost" => IPAddress.Loopback,
        ['[', .. var inside, ']'] when inside.Contains(':', StringComparison.Ordinal) && Literal(inside) is { } address => address,
        _ when !host.Contains(':', StringComparison.Ordinal) && Literal(host) is { } address => address,
        _ => throw new FormatException("names no address; write an IPv4 address, an IPv6 address in brackets, localhost, or nothing for every address"),
    };

    // As a target is read: 010.0.0.1 would be another address for whoever counts in eights.
    private static IPAddress? Literal(string word)
    {
        try
        {
            return TargetSyntax.ParseLiteral(word);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
