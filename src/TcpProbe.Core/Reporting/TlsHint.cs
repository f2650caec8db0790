using TcpProbe.Core.Probing;
using TcpProbe.Core.Tls;

namespace TcpProbe.Core.Reporting;

/// <summary>What a person can look at whose TLS handshake failed.</summary>
internal static class TlsHint
{
    private const string Without = "; --insecure probes without this check";

    /// <summary>One clause for a handshake that failed, or for TLS that broke later.</summary>
    public static string OfHandshake(Failure failure, TlsIdentity? ours) => failure.Detail switch
    {
        "alert protocol_version" or "unsupported protocol" => "both sides speak TLS, and no version in common; --tls-min says how old ours may be",
        "alert unrecognized_name" => "the server knows no service of that name; --sni names another",
        "alert no_application_protocol" => "the server speaks none of the protocols that --alpn offers",
        "unexpected message" => "what came is TLS and no answer to ours: a service that sends back what it gets?",
        "alert certificate_required" or "asked for our certificate and closed" => OfQuestion(ours),
        "alert bad_certificate" or "alert unknown_ca" or "alert certificate_unknown" or "alert certificate_expired" or "alert certificate_revoked" or "alert unsupported_certificate"
            or "alert access_denied" or "alert decrypt_error" => "the server does not accept our certificate (--cert), or has none for the name (--sni)",
        "alert handshake_failure" => "no cipher in common, no certificate for that name (--sni), or the server wants one of ours (--cert, --key)",
        { } detail when detail.StartsWith("not TLS", StringComparison.Ordinal) => "the service speaks another protocol first: leave --tls out, or probe its TLS port",
        _ => "both sides began TLS and could not finish it; the server's own log says more",
    };

    /// <summary>One clause for a server that asked who we are.</summary>
    /// <param name="ours">What we had for an answer.</param>
    public static string OfQuestion(TlsIdentity? ours) =>
        ours is null ? "the server wants to know who we are: --cert and --key" : "the server may not accept our certificate (--cert)";

    /// <summary>One clause for a certificate that was not accepted, by the first of its objections.</summary>
    public static string OfCertificate(PeerCertificate? certificate, bool isUnverified) => certificate is { Objections: [var first, ..] }
        ? first switch
        {
            CertificateProblem.Expired when isUnverified => "renew it, or leave --cert-days out",
            CertificateProblem.Expired => $"renew it{Without}",
            CertificateProblem.NotYetValid => $"wait for it, or look at the clocks of both machines{Without}",
            CertificateProblem.WrongName { Names.Count: 0 } => $"it must be issued anew, with the name among its subject alternative names{Without}",
            CertificateProblem.WrongName => $"it is another service's, or --sni names the one to look for{Without}",
            CertificateProblem.SelfSigned or CertificateProblem.Untrusted => $"--ca FILE trusts the certificates of a file{Without}",
            CertificateProblem.Incomplete => $"the server must send its intermediate certificates, or --ca FILE names the issuer{Without}",
            CertificateProblem.ExpiresSoon => "renew it, or ask for fewer days",
            _ => $"the service is up; its certificate is not one to trust{Without}",
        }
        : "the service is up; its certificate is not one to trust";
}
