using System.Net.Security;

namespace TcpProbe.Exporter.Web;

/// <summary>The cipher suites that may be named: those with forward secrecy, as their registry calls them.</summary>
internal static class CipherNames
{
    private static readonly Dictionary<string, TlsCipherSuite> s_suites = new TlsCipherSuite[]
    {
        TlsCipherSuite.TLS_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
    }.ToDictionary(suite => suite.ToString(), StringComparer.Ordinal);

    /// <summary>The suite of a name.</summary>
    /// <exception cref="FormatException">There is none; the message completes the sentence "VALUE …".</exception>
    public static TlsCipherSuite Parse(string name) => s_suites.TryGetValue(name, out TlsCipherSuite suite)
        ? suite
        : throw new FormatException("is not a cipher suite that is served; write a name such as TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
}
