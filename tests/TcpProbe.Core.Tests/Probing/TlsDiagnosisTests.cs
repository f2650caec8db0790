using TcpProbe.Core.Probing;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Core.Timing;
using TcpProbe.Core.Tls;

namespace TcpProbe.Core.Tests.Probing;

public sealed class TlsDiagnosisTests
{
    private static readonly TimeSpan s_time = TimeSpan.FromMilliseconds(7);

    private static readonly TlsSession s_session = new();

    [Fact]
    public void A_handshake_that_went_well_is_no_failure() => Assert.Null(Diagnosis.OfTls(new TlsResult.Secured(null!, s_session, s_time)));

    [Fact]
    public void A_certificate_that_was_rejected_says_why()
    {
        CertificateProblem why = new CertificateProblem.ExpiresSoon(null, 9, 14);
        PeerCertificate certificate = SampleCertificate.Refused(why) with { Problems = [new CertificateProblem.SelfSigned(), why] };
        Assert.Equal(Failed(FailureReason.CertificateRejected, "9 days left, --cert-days wants 14"), Diagnosis.OfTls(new TlsResult.Rejected(certificate, s_session, s_time)));
    }

    [Fact]
    public void An_alert_is_named() => Assert.Equal(
        Failed(FailureReason.TlsFailed, "alert handshake_failure"), Diagnosis.OfTls(new TlsResult.Alerted("handshake_failure", s_session, s_time)));

    [Fact]
    public void What_is_no_TLS_is_shown_escaped_and_shortened()
    {
        Assert.Equal(Failed(FailureReason.TlsFailed, @"not TLS: ""220 hi\r\n"""), Diagnosis.OfTls(new TlsResult.Plaintext("220 hi\r\n"u8.ToArray(), s_session, s_time)));
        Assert.InRange(Diagnosis.OfTls(new TlsResult.Plaintext(new byte[10_000], s_session, s_time))!.Detail!.Length, 10, 400);
    }

    [Fact]
    public void A_FIN_before_anything_came_is_closed_early_and_one_after_that_breaks_the_handshake()
    {
        Assert.Equal(Failed(FailureReason.ClosedEarly, null), Diagnosis.OfTls(new TlsResult.HungUp(BeforeAnything: true, s_session, s_time)));
        Assert.Equal(
            Failed(FailureReason.TlsFailed, "closed in the middle of the handshake"), Diagnosis.OfTls(new TlsResult.HungUp(BeforeAnything: false, s_session, s_time)));
    }

    [Fact]
    public void What_cannot_be_accepted_is_told_escaped() =>
        Assert.Equal(Failed(FailureReason.TlsFailed, @"bad\x1b"), Diagnosis.OfTls(new TlsResult.Broken("bad\e", s_session, s_time)));

    [Fact]
    public void Without_TLS_on_this_machine_the_fault_is_its_own() =>
        Assert.Equal(Failed(FailureReason.LocalError, "no library"), Diagnosis.OfTls(new TlsResult.Unsupported("no library", s_session, s_time)));

    [Theory]
    [InlineData(TimeLimit.IoTimeout)]
    [InlineData(TimeLimit.Deadline)]
    public void A_limit_is_a_timeout_of_the_handshake_and_names_itself(TimeLimit limit)
    {
        StreamFault fault = new(sending: false, limit);
        Assert.Equal(Failed(FailureReason.TlsTimedOut, null) with { Limit = limit }, Diagnosis.OfTls(new TlsResult.Faulted(fault, BeforeAnything: true, s_session, s_time)));
        Assert.Equal(
            Failed(FailureReason.TlsTimedOut, "stopped in the middle of the handshake") with { Limit = limit },
            Diagnosis.OfTls(new TlsResult.Faulted(fault, BeforeAnything: false, s_session, s_time)));
    }

    [Fact]
    public void The_kernels_patience_is_a_limit_too() => Assert.Equal(
        Failed(FailureReason.TlsTimedOut, null) with { Limit = TimeLimit.Kernel },
        Diagnosis.OfTls(new TlsResult.Faulted(new StreamFault(sending: true, "ETIMEDOUT"), BeforeAnything: true, s_session, s_time)));

    [Theory]
    [InlineData("ECONNRESET", FailureReason.Reset)]
    [InlineData("EHOSTUNREACH", FailureReason.Unreachable)]
    [InlineData("ENOMEM", FailureReason.LocalError)]
    public void Any_other_error_has_the_reason_it_has_elsewhere(string error, FailureReason reason)
    {
        StreamFault fault = new(sending: false, error);
        Assert.Equal(Failed(reason, null) with { ErrorName = error }, Diagnosis.OfTls(new TlsResult.Faulted(fault, BeforeAnything: true, s_session, s_time)));
        Assert.Equal(
            Failed(reason, "in the middle of the handshake") with { ErrorName = error },
            Diagnosis.OfTls(new TlsResult.Faulted(fault, BeforeAnything: false, s_session, s_time)));
    }

    [Fact]
    public void A_verdict_after_the_handshake_is_a_failure_of_TLS_with_the_reason_of_its_fault()
    {
        Assert.Equal(
            Failed(FailureReason.TlsFailed, @"alert certificate_required\n"),
            Diagnosis.OfVerdict(new StreamFault(sending: false, "alert certificate_required\n", new IOException()), s_time));
        Assert.Equal(Failed(FailureReason.Reset, null) with { ErrorName = "ECONNRESET" }, Diagnosis.OfVerdict(new StreamFault(sending: false, "ECONNRESET"), s_time));
    }

    private static Failure Failed(FailureReason reason, string? detail) => new(Phase.Tls, reason) { Elapsed = s_time, Detail = detail };
}
