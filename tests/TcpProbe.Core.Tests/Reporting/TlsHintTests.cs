using TcpProbe.Core.Probing;
using TcpProbe.Core.Reporting;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Core.Tls;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Core.Tests.Reporting;

public sealed class TlsHintTests
{
    private const string Without = "; --insecure probes without this check";

    [Theory]
    [InlineData("alert protocol_version", "--tls-min")]
    [InlineData("unsupported protocol", "--tls-min")]
    [InlineData("alert unrecognized_name", "--sni names another")]
    [InlineData("alert no_application_protocol", "--alpn")]
    [InlineData("alert certificate_required", "--cert and --key")]
    [InlineData("asked for our certificate and closed", "--cert and --key")]
    [InlineData("alert bad_certificate", "does not accept our certificate")]
    [InlineData("alert unknown_ca", "does not accept our certificate")]
    [InlineData("alert certificate_unknown", "does not accept our certificate")]
    [InlineData("alert certificate_expired", "does not accept our certificate")]
    [InlineData("alert certificate_revoked", "does not accept our certificate")]
    [InlineData("alert unsupported_certificate", "does not accept our certificate")]
    [InlineData("alert access_denied", "does not accept our certificate")]
    [InlineData("alert decrypt_error", "does not accept our certificate")]
    [InlineData("alert handshake_failure", "no cipher in common")]
    [InlineData("not TLS: \"220 hi\"", "leave --tls out")]
    [InlineData("unexpected message", "a service that sends back what it gets?")]
    [InlineData("alert internal_error", "the server's own log says more")]
    [InlineData(null, "the server's own log says more")]
    public void A_handshake_that_failed_is_looked_for_where_it_broke(string? detail, string says) =>
        Assert.Contains(says, TlsHint.OfHandshake(new Failure(Phase.Tls, FailureReason.TlsFailed) { Detail = detail }, ours: null), StringComparison.Ordinal);

    [Theory]
    [InlineData("alert certificate_required")]
    [InlineData("asked for our certificate and closed")]
    public void Who_has_shown_a_certificate_is_not_told_to_show_one(string detail) => Assert.Equal(
        "the server may not accept our certificate (--cert)",
        TlsHint.OfHandshake(new Failure(Phase.Tls, FailureReason.TlsFailed) { Detail = detail }, new TlsIdentity(TestCertificate.SelfSigned("client", TestDates.Good, "client").Certificate, [])));

    public static TheoryData<CertificateProblem, string> Objections => new()
    {
        { new CertificateProblem.Expired(null, default, TimeSpan.FromDays(2)), $"renew it{Without}" },
        { new CertificateProblem.NotYetValid(null, default, TimeSpan.FromDays(2)), $"wait for it, or look at the clocks of both machines{Without}" },
        { new CertificateProblem.WrongName("db", ["other"]), $"it is another service's, or --sni names the one to look for{Without}" },
        { new CertificateProblem.WrongName("db", null), $"it is another service's, or --sni names the one to look for{Without}" },
        { new CertificateProblem.WrongName("db", []), $"it must be issued anew, with the name among its subject alternative names{Without}" },
        { new CertificateProblem.SelfSigned(), $"--ca FILE trusts the certificates of a file{Without}" },
        { new CertificateProblem.Untrusted("root"), $"--ca FILE trusts the certificates of a file{Without}" },
        { new CertificateProblem.Incomplete("ca"), $"the server must send its intermediate certificates, or --ca FILE names the issuer{Without}" },
        { new CertificateProblem.Other("x"), $"the service is up; its certificate is not one to trust{Without}" },
        { new CertificateProblem.ExpiresSoon(null, 9, 14), "renew it, or ask for fewer days" },
    };

    [Theory]
    [MemberData(nameof(Objections))]
    public void The_first_objection_to_a_certificate_says_what_to_do(CertificateProblem first, string says) =>
        Assert.Equal(says, TlsHint.OfCertificate(SampleCertificate.Refused(first, new CertificateProblem.Other("and more")), isUnverified: false));

    [Fact]
    public void What_did_not_count_says_nothing()
    {
        PeerCertificate certificate = SampleCertificate.Refused(new CertificateProblem.ExpiresSoon(null, 9, 14));
        Assert.Equal("renew it, or ask for fewer days", TlsHint.OfCertificate(certificate with { Problems = [new CertificateProblem.SelfSigned(), .. certificate.Problems] }, isUnverified: true));
    }

    [Fact]
    public void Whoever_does_not_verify_is_not_told_not_to() =>
        Assert.Equal("renew it, or leave --cert-days out", TlsHint.OfCertificate(SampleCertificate.Refused(new CertificateProblem.Expired(null, default, TimeSpan.FromDays(2))), isUnverified: true));

    [Fact]
    public void Without_a_certificate_it_is_not_one_to_trust() =>
        Assert.Equal("the service is up; its certificate is not one to trust", TlsHint.OfCertificate(null, isUnverified: false));
}
