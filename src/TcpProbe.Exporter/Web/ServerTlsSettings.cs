using System.Net.Security;
using System.Security.Authentication;
using TcpProbe.Core.Tls;
using TcpProbe.Exporter.Files;

namespace TcpProbe.Exporter.Web;

/// <summary>The TLS of the server, as the web configuration file has it.</summary>
internal sealed class ServerTlsSettings
{
    /// <summary>The certificate, with its intermediates behind it, and its key.</summary>
    public required IdentityFiles Identity { get; init; }

    /// <summary>Who vouches for clients; <c>null</c> if nobody does.</summary>
    public RememberedFile<CertificateFile>? ClientAuthorities { get; init; }

    /// <summary>What is asked of clients.</summary>
    public ClientAuth ClientAuth { get; init; }

    /// <summary>The names of which a client's certificate must have one; empty if any will do.</summary>
    public IReadOnlyList<string> ClientNames { get; init; } = [];

    /// <summary>The versions that are spoken.</summary>
    public SslProtocols Versions { get; init; }

    /// <summary>The cipher suites for TLS 1.2; empty for the system's choice.</summary>
    public IReadOnlyList<TlsCipherSuite> Suites { get; init; } = [];
}
