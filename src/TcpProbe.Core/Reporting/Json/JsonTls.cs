using System.Text.Json;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Tls;

namespace TcpProbe.Core.Reporting.Json;

/// <summary>The part of the JSON report about TLS: what was agreed on, what the peer presented, what was found of it.</summary>
internal static class JsonTls
{
    /// <summary>Writes the key <c>tls</c>.</summary>
    public static void Write(Utf8JsonWriter json, ProbeReport report)
    {
        if (report.Options.Tls is not { } terms)
        {
            json.WriteNull("tls");
            return;
        }

        TlsSession? session = report.Tls;
        PeerCertificate? certificate = session?.Certificate;
        json.WriteStartObject("tls");
        json.WriteString("version", session?.Version);
        json.WriteString("cipher", session?.Cipher);
        json.WriteString("alpn", Escaped(session?.Protocol));
        json.WriteString("sni", session?.ServerName);
        json.WriteString("subject", Escaped(certificate?.Subject));
        WriteNames(json, certificate);
        json.WriteString("issuer", Escaped(certificate?.Issuer));
        WriteTime(json, "not_before", certificate?.NotBefore);
        WriteTime(json, "not_after", certificate?.NotAfter);
        WriteTime(json, "chain_not_after", certificate?.ChainNotAfter);
        json.WriteCount("days_left", certificate?.DaysLeft);
        json.WriteBoolean("insecure", terms.Insecure);
        json.WriteString("verification", Escaped(certificate?.Verification));
        json.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter json, PeerCertificate? certificate)
    {
        if (certificate is null)
        {
            json.WriteNull("names");
            return;
        }

        json.WriteStartArray("names");
        foreach (string name in certificate.Names) json.WriteStringValue(Escaped(name));
        json.WriteEndArray();
    }

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time) => json.WriteString(name, time is { } given ? TlsText.Time(given) : null);

    private static string? Escaped(string? peersWords) => peersWords is null ? null : EscapedText.Show(peersWords);
}
