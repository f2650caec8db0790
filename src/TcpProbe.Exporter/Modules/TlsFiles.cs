using TcpProbe.Core.Tls;
using TcpProbe.Exporter.Files;

namespace TcpProbe.Exporter.Modules;

/// <summary>The TLS of a module: its terms, and the files that are read for each probe, since they are renewed while the exporter runs.</summary>
internal sealed record TlsFiles
{
    /// <summary>What is asked of the handshake beside the files.</summary>
    public TlsTerms Terms { get; init; } = new();

    /// <summary>The only authorities that are believed; <c>null</c> for those of the system.</summary>
    public RememberedFile<CertificateFile>? Authorities { get; init; }

    /// <summary>Who we say we are if the peer asks.</summary>
    public IdentityFiles? Identity { get; init; }

    /// <summary>The terms of a handshake that begins now.</summary>
    /// <param name="host">The name to expect in place of the target's, if the module says none; <c>null</c> for none.</param>
    public TlsTerms Now(string? host)
    {
        TlsTerms terms = Terms with { ServerName = Terms.ServerName ?? host };
        try
        {
            return terms with { Authorities = Authorities?.Now().Certificates, Identity = Identity?.Now() };
        }
        catch (FormatException unreadable)
        {
            return terms with { Obstacle = unreadable.Message };
        }
    }
}
