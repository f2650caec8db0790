using System.Net.Security;

namespace TcpProbe.Exporter.Web;

/// <summary>What the server says and demands in a handshake.</summary>
internal static class HandshakeTerms
{
    // The names in cipher_suites are for TLS 1.2; those of 1.3 are always offered.
    private static readonly TlsCipherSuite[] s_newest =
        [TlsCipherSuite.TLS_AES_128_GCM_SHA256, TlsCipherSuite.TLS_AES_256_GCM_SHA384, TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256];

    /// <summary>Reads the files of the settings.</summary>
    /// <exception cref="FormatException">One of them cannot be used; the message is a sentence.</exception>
    public static SslServerAuthenticationOptions Read(ServerTlsSettings settings, bool http2)
    {
        ClientJudge judge = new(settings, settings.ClientAuthorities?.Certificates() ?? []);
        bool asksClients = settings.ClientAuth != ClientAuth.NoClientCert;
        return new SslServerAuthenticationOptions
        {
            ServerCertificateContext = ServerIdentity.Read(settings.Certificate, settings.Key),
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

    private static CipherSuitesPolicy? Policy(IReadOnlyList<TlsCipherSuite> suites) =>
        suites.Count == 0 || OperatingSystem.IsWindows() || OperatingSystem.IsAndroid() ? null : new CipherSuitesPolicy(suites.Union(s_newest));
}
