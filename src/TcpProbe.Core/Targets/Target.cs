using System.Globalization;
using System.Net;

namespace TcpProbe.Core.Targets;

/// <summary>What the user wants probed: a host and one port of it.</summary>
/// <param name="Host">The host as it was written, without brackets.</param>
/// <param name="Port">The TCP port, 1 to 65535.</param>
/// <param name="Literal">The address that <paramref name="Host"/> spells, IPv4-mapped ones as IPv4; <c>null</c> if it is a name.</param>
public sealed record Target(string Host, int Port, IPAddress? Literal)
{
    /// <summary>What the user calls it in a file of targets, one line of text; <c>null</c> if it has no name but itself.</summary>
    public string? Label { get; init; }

    /// <summary><c>host:port</c>, an IPv6 address in brackets.</summary>
    public override string ToString()
    {
        string port = Port.ToString(CultureInfo.InvariantCulture);
        return Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{port}" : $"{Host}:{port}";
    }
}
