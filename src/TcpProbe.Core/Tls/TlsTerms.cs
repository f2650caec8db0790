using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace TcpProbe.Core.Tls;

/// <summary>What is asked of a TLS handshake: whom to expect, whom to believe, what to offer.</summary>
public sealed record TlsTerms
{
    /// <summary>The name that is sent as SNI and looked for in the certificate; <c>null</c> for the host that is probed.</summary>
    public string? ServerName { get; init; }

    /// <summary>The protocols that are offered (ALPN, RFC 7301), the preferred one first; none offers nothing.</summary>
    public IReadOnlyList<string> Protocols { get; init; } = [];

    /// <summary>The only certificates that are believed, <c>null</c> for those of the system.</summary>
    public IReadOnlyList<X509Certificate2>? Authorities { get; init; }

    /// <summary>Who we say we are if the peer asks.</summary>
    public TlsIdentity? Identity { get; init; }

    /// <summary>The oldest version that is spoken.</summary>
    public TlsVersion Minimum { get; init; }

    /// <summary>The newest version that is spoken.</summary>
    public TlsVersion Maximum { get; init; } = TlsVersion.Tls13;

    /// <summary>Why there can be no handshake by these terms, in a clause: a file that they need cannot be read. <c>null</c> if there can.</summary>
    public string? Obstacle { get; init; }

    /// <summary>Whether a certificate is accepted whoever signed it, for whatever name, expired or not.</summary>
    public bool Insecure { get; init; }

    /// <summary>How many days a certificate must still be good for; this is judged even if <see cref="Insecure"/>.</summary>
    public int? CertificateDays { get; init; }

    /// <summary>The name that is looked for in the certificate, without its root dot, an address without its scope.</summary>
    public string NameFor(string host)
    {
        string name = ServerName ?? host;
        if (!IPAddress.TryParse(name, out IPAddress? address)) return name.EndsWith('.') ? name[..^1] : name;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return new IPAddress(address.GetAddressBytes()).ToString();
    }
}
