using System.Net.Security;
using TcpProbe.Core.Tls;

namespace TcpProbe.Exporter.Web;

/// <summary>What the server says and demands in a handshake, by what its files hold.</summary>
internal sealed class HandshakeTerms
{
    // The names in cipher_suites are for TLS 1.2; those of 1.3 are always offered.
    private static readonly TlsCipherSuite[] s_newest =
        [TlsCipherSuite.TLS_AES_128_GCM_SHA256, TlsCipherSuite.TLS_AES_256_GCM_SHA384, TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256];

    private readonly ServerTlsSettings _settings;
    private readonly bool _http2;
    private readonly TlsIdentity _identity;
    private readonly CertificateFile? _authorities;

    private HandshakeTerms(ServerTlsSettings settings, bool http2, TlsIdentity identity, CertificateFile? authorities)
    {
        _settings = settings;
        _http2 = http2;
        _identity = identity;
        _authorities = authorities;
        ClientJudge judge = new(settings, authorities?.Certificates ?? []);
        bool asksClients = settings.ClientAuth != ClientAuth.NoClientCert;
        Options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(identity.Certificate, [.. identity.Intermediates], offline: true),
            EnabledSslProtocols = settings.Versions,
            CipherSuitesPolicy = Policy(settings.Suites),
            ApplicationProtocols = http2 ? [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11] : [SslApplicationProtocol.Http11],
            ClientCertificateRequired = asksClients,
            CertificateChainPolicy = judge.Policy(),
            RemoteCertificateValidationCallback = judge.Judge,

            // Who is let in on an old ticket would not be judged again.
            AllowTlsResume = !asksClients,
        };
    }

    /// <summary>As .NET has them.</summary>
    public SslServerAuthenticationOptions Options { get; }

    /// <summary>Those of the settings, by what the files hold now.</summary>
    /// <exception cref="FormatException">One of them cannot be used; the message is a sentence.</exception>
    public static HandshakeTerms Read(ServerTlsSettings settings, bool http2) => Read(settings, http2, before: null);

    /// <summary>These, or others if a file holds something else now.</summary>
    /// <exception cref="FormatException">One of them cannot be used; the message is a sentence.</exception>
    public HandshakeTerms Now() => Read(_settings, _http2, before: this);

    private static HandshakeTerms Read(ServerTlsSettings settings, bool http2, HandshakeTerms? before)
    {
        TlsIdentity identity = settings.Identity.Now() ?? throw new FormatException("this machine has no OpenSSL library (libssl.so.3), which TLS needs");
        CertificateFile? authorities = settings.ClientAuthorities?.Now();
        return before is not null && ReferenceEquals(identity, before._identity) && ReferenceEquals(authorities, before._authorities)
            ? before
            : new HandshakeTerms(settings, http2, identity, authorities);
    }

    private static CipherSuitesPolicy? Policy(IReadOnlyList<TlsCipherSuite> suites) =>
        suites.Count == 0 || OperatingSystem.IsWindows() || OperatingSystem.IsAndroid() ? null : new CipherSuitesPolicy(suites.Union(s_newest));
}
