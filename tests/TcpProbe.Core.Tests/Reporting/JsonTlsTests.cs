using System.Text.Json;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Core.Tls;

namespace TcpProbe.Core.Tests.Reporting;

/// <summary>The key <c>tls</c> of the JSON report.</summary>
public sealed class JsonTlsTests
{
    private static readonly PeerCertificate s_certificate = SampleCertificate.Good with { Subject = "CN=rédis", Names = ["redis", "10.0.0.7"], Issuer = "CN=\e[1mca" };

    [Fact]
    public void What_was_agreed_on_and_presented_is_told_in_escapes() => Assert.Equal(
        """
        {"version":"TLSv1.3","cipher":"TLS_AES_256_GCM_SHA384","alpn":"h\\xc3\\xa4","sni":"redis","subject":"CN=r\\xc3\\xa9dis","names":["redis","10.0.0.7"],"issuer":"CN=\\x1b[1mca",
        "not_before":"2026-11-01T00:00:00Z","not_after":"2027-11-01T00:00:00Z","chain_not_after":"2027-01-22T00:00:00Z","days_left":61,"insecure":false,"verification":"ok"}
        """.Replace("\n", string.Empty, StringComparison.Ordinal),
        Tls(RunSamples.Matched with { Tls = RunSamples.Matched.Tls! with { Protocol = "hä", ServerName = "redis", Certificate = s_certificate } }));

    [Fact]
    public void What_is_wrong_with_a_certificate_is_told_also_where_it_does_not_count()
    {
        PeerCertificate expired = SampleCertificate.Good with { Problems = [new CertificateProblem.SelfSigned(), new CertificateProblem.Other("and more")], DaysLeft = -2 };
        ProbeReport report = RunSamples.Matched;
        string tls = Tls(report with { Options = report.Options with { Tls = new TlsTerms { Insecure = true } }, Tls = report.Tls! with { Certificate = expired } });
        Assert.EndsWith(
            """
            "days_left":-2,"insecure":true,"verification":"self-signed; and more"}
            """,
            tls,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Before_anything_was_agreed_on_every_key_is_there_and_null() => Assert.Equal(
        """
        {"version":null,"cipher":null,"alpn":null,"sni":null,"subject":null,"names":null,"issuer":null,
        "not_before":null,"not_after":null,"chain_not_after":null,"days_left":null,"insecure":false,"verification":null}
        """.Replace("\n", string.Empty, StringComparison.Ordinal),
        Tls(RunSamples.Matched with { Tls = null }));

    private static string Tls(ProbeReport report)
    {
        using JsonDocument json = JsonDocument.Parse(Reports.Json(report));
        return json.RootElement.GetProperty("tls").GetRawText();
    }
}
