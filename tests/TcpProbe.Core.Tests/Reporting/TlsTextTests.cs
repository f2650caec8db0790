using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Core.Tls;

namespace TcpProbe.Core.Tests.Reporting;

/// <summary>TLS in the line for a person.</summary>
public sealed class TlsTextTests
{
    private static readonly TlsTerms s_insecure = new() { Insecure = true };

    private static readonly PeerCertificate s_selfSigned = SampleCertificate.Good with { Problems = [new CertificateProblem.SelfSigned()], IsTrustChecked = false };

    [Fact]
    public void What_was_agreed_on_stands_before_what_was_said() => Assert.Equal(
        """
        redis:6380 ok: connected to 127.0.0.1 in 0.21 ms, TLSv1.3 in 24.10 ms, certificate good for 61 days, 2 steps in 0.48 ms: "+PONG\r\n"

        """,
        Reports.Human(RunSamples.Matched with { Steps = [.. RunSamples.Matched.Steps.Take(2)] }));

    [Fact]
    public void Where_nothing_was_said_the_handshake_is_all() => Assert.Equal(
        "redis:6380 ok: connected to 127.0.0.1 in 0.21 ms, TLSv1.3 in 24.10 ms, certificate good for 61 days\n", Reports.Human(With(new TlsTerms(), SampleCertificate.Good)));

    [Theory]
    [InlineData(2, "2 days")]
    [InlineData(1, "1 day")]
    [InlineData(0, "less than a day")]
    public void A_certificate_is_good_for_whole_days(int days, string shown) =>
        Assert.EndsWith($", certificate good for {shown}\n", Reports.Human(With(new TlsTerms(), SampleCertificate.Good with { DaysLeft = days })), StringComparison.Ordinal);

    [Theory]
    [InlineData("h2", "protocol h2")]
    [InlineData("h\n", @"protocol h\n")]
    [InlineData(null, "no protocol chosen (--alpn)")]
    public void A_protocol_that_was_offered_was_chosen_or_not(string? chosen, string shown)
    {
        ProbeReport report = With(new TlsTerms { Protocols = ["h2", "http/1.1"] }, SampleCertificate.Good);
        Assert.EndsWith(
            $", TLSv1.3 in 24.10 ms, {shown}, certificate good for 61 days\n", Reports.Human(report with { Tls = report.Tls! with { Protocol = chosen } }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_that_nobody_verifies_says_what_is_wrong_with_it_and_for_how_long_it_is_good() =>
        Assert.EndsWith(", certificate unverified (--insecure: self-signed), good for 61 days\n", Reports.Human(With(s_insecure, s_selfSigned)), StringComparison.Ordinal);

    [Fact]
    public void Of_one_that_is_over_nothing_is_good() => Assert.EndsWith(
        ", TLSv1.3 in 24.10 ms, certificate unverified (--insecure: self-signed)\n", Reports.Human(With(s_insecure, s_selfSigned with { DaysLeft = -1 })), StringComparison.Ordinal);

    [Fact]
    public void Without_a_certificate_none_came() => Assert.EndsWith(
        ", TLSv1.3 in 24.10 ms, certificate unverified (--insecure: none came)\n", Reports.Human(With(s_insecure, certificate: null)), StringComparison.Ordinal);

    [Fact]
    public void A_failure_says_that_nobody_verifies_a_certificate_also_before_one_came()
    {
        ProbeReport report = With(s_insecure, s_selfSigned) with { Failure = new Failure(Phase.Tls, FailureReason.TlsTimedOut) { Elapsed = TimeSpan.FromSeconds(5.5) } };
        Assert.StartsWith(
            "redis:6380 failed in tls: tls_timed_out after 5.50 s, certificate unverified (--insecure: self-signed)\n", Reports.Human(report), StringComparison.Ordinal);
        Assert.StartsWith(
            "redis:6380 failed in tls: tls_timed_out after 5.50 s, no certificate would be verified (--insecure)\n", Reports.Human(report with { Tls = null }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_with_verification_says_nothing_of_it() => Assert.StartsWith(
        "redis:6380 failed in tls: tls_failed (alert handshake_failure) after 1.00 ms\n",
        Reports.Human(With(new TlsTerms(), SampleCertificate.Good) with
        {
            Failure = new Failure(Phase.Tls, FailureReason.TlsFailed) { Elapsed = Reports.Milliseconds(1), Detail = "alert handshake_failure" },
        }),
        StringComparison.Ordinal);

    private static ProbeReport With(TlsTerms terms, PeerCertificate? certificate)
    {
        ProbeReport report = RunSamples.Matched;
        return report with { Options = report.Options with { Exchange = Exchange.None, Tls = terms }, Tls = report.Tls! with { Certificate = certificate } };
    }
}
