using TcpProbe.Core.Payloads;
using TcpProbe.Core.Tls;

namespace TcpProbe.Core.Reporting.Prometheus;

/// <summary>The metrics of the TLS handshake of a probe.</summary>
internal sealed class TlsMetrics
{
    // Prometheus keeps every label for weeks, and a peer chooses what is in these; hundreds of names are not unheard of.
    private const int LongestName = 1024, LongestNames = 8192;

    private readonly MetricFamily
        _earliest = new("probe_ssl_earliest_cert_expiry", "gauge", "When the first of the certificates that were sent expires, in Unix time."),
        _verified = new("probe_ssl_last_chain_expiry_timestamp_seconds", "gauge", "When the chain that was verified expires, in Unix time."),
        _certificate = new("probe_ssl_last_chain_info", "gauge", "The certificate that was presented."),
        _version = new("probe_tls_version_info", "gauge", "The version of TLS that was agreed on."),
        _cipher = new("probe_tls_cipher_info", "gauge", "The cipher suite that was agreed on.");

    /// <summary>All of them, in the order in which they are written.</summary>
    public IEnumerable<MetricFamily> Families => [_earliest, _verified, _certificate, _version, _cipher];

    /// <summary>Adds a target.</summary>
    public void Add(MetricLabels labels, TlsSession session)
    {
        if (session.Certificate is { } certificate) Add(labels, certificate);
        if (session.Version is { } version) _version.Add(labels.And("version", version.Replace("TLSv", "TLS ", StringComparison.Ordinal)), 1);
        if (session.Cipher is { } cipher) _cipher.Add(labels.And("cipher", cipher), 1);
    }

    private void Add(MetricLabels labels, PeerCertificate certificate)
    {
        _earliest.Add(labels, certificate.SentNotAfter.ToUnixTimeSeconds());
        if (certificate is { IsTrustChecked: true, Problems: [] }) _verified.Add(labels, certificate.ChainNotAfter.ToUnixTimeSeconds());
        _certificate.Add(
            labels
                .And("fingerprint_sha256", certificate.Fingerprint)
                .And("subject", EscapedText.Show(certificate.Subject, LongestName))
                .And("issuer", EscapedText.Show(certificate.Issuer, LongestName))
                .And("subjectalternative", EscapedText.Show(string.Join(',', certificate.Names), LongestNames))
                .And("serialnumber", certificate.SerialNumber),
            1);
    }
}
