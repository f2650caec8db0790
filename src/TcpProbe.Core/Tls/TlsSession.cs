namespace TcpProbe.Core.Tls;

/// <summary>What a TLS handshake agreed on, or had learnt before it failed.</summary>
public sealed record TlsSession
{
    /// <summary>The version, such as <c>TLSv1.3</c>; <c>null</c> until it is agreed on.</summary>
    public string? Version { get; init; }

    /// <summary>The cipher suite by its IANA name; <c>null</c> until it is agreed on.</summary>
    public string? Cipher { get; init; }

    /// <summary>The protocol that the peer chose (ALPN), <c>null</c> if none.</summary>
    public string? Protocol { get; init; }

    /// <summary>The name that was sent as SNI, <c>null</c> for an address: none is sent then.</summary>
    public string? ServerName { get; init; }

    /// <summary>Whether the peer asked who we are (a certificate request, RFC 8446, section 4.3.2).</summary>
    public bool AsksForCertificate { get; init; }

    /// <summary>What the peer presented, <c>null</c> if the handshake did not come that far.</summary>
    public PeerCertificate? Certificate { get; init; }
}
