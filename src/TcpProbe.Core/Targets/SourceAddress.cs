using System.Net;
using System.Net.Sockets;

namespace TcpProbe.Core.Targets;

/// <summary>A local address as it is written: <c>ADDR</c>, <c>ADDR:PORT</c>, <c>[IPV6]:PORT</c>.</summary>
public static class SourceAddress
{
    // 224.0.0.0/4 (RFC 5771), what is reserved above it, and 255.255.255.255.
    private const byte FirstOfGroups = 224;

    /// <summary>The address and its port, 0 for any.</summary>
    /// <exception cref="FormatException">It is not an address, or names a port that is none.</exception>
    public static IPEndPoint Parse(string text)
    {
        try
        {
            bool hasPort = text.StartsWith('[') ? !text.EndsWith(']') : text.Count(letter => letter == ':') == 1;
            if (!hasPort && TargetSyntax.ParseLiteral(Unbracketed(text)) is { } bare && IsOfOne(bare)) return new IPEndPoint(bare, 0);
            Target target = TargetSyntax.ParseHostPort(text);
            if (target.Literal is { } address && IsOfOne(address)) return new IPEndPoint(address, target.Port);
        }
        catch (FormatException)
        {
            // The sentence below fits a source better than one about targets.
        }

        throw new FormatException("is not an address of this machine, alone or with a port (127.0.0.1, 127.0.0.1:4000, [::1]:4000)");
    }

    // Linux binds to the address of a group or of everybody, and then connects from another one without a word.
    private static bool IsOfOne(IPAddress address) =>
        !address.IsIPv6Multicast && !(address.AddressFamily == AddressFamily.InterNetwork && address.GetAddressBytes()[0] >= FirstOfGroups);

    // Brackets are for IPv6 only; with them an IPv4 address is neither.
    private static string Unbracketed(string text) =>
        text is ['[', .. var inside, ']'] && inside.Contains(':', StringComparison.Ordinal) ? inside : text;
}
