using TcpProbe.Core.Payloads;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Tls;

namespace TcpProbe.Core.Reporting;

/// <summary>TLS in the line for a person.</summary>
public static class TlsText
{
    /// <summary>What was agreed on and how long the certificate lasts; nothing without TLS.</summary>
    internal static IEnumerable<string> Parts(ProbeReport report)
    {
        if (report.Tls is not { Version: { } version } session || report.Options.Tls is not { } terms) yield break;
        yield return $"{version} in {Amounts.Time(report.Timings.Tls ?? default)}";
        if (terms.Protocols.Count > 0) yield return session.Protocol is { } protocol ? $"protocol {EscapedText.Show(protocol)}" : "no protocol chosen (--alpn)";
        string verdict = terms.Insecure ? $"{Waived(session)}, good" : "certificate good";
        if (session.Certificate is { DaysLeft: >= 0 } certificate) yield return $"{verdict} for {Lasting(certificate)}";
        else if (terms.Insecure) yield return Waived(session);
    }

    /// <summary>The end of a failure's sentence where the certificate is not verified, also before one came.</summary>
    internal static string Waiver(ProbeReport report) =>
        report.Options.Tls is not { Insecure: true } ? string.Empty
        : report.Tls is { } session ? $", {Waived(session)}"
        : ", no certificate would be verified (--insecure)";

    /// <summary>A time as RFC 3339 has it, UTC.</summary>
    public static string Time(DateTimeOffset time) => TimeText.Whole(time);

    private static string Waived(TlsSession session) =>
        $"certificate unverified (--insecure: {(session.Certificate is { } certificate ? EscapedText.Show(certificate.Waived) : "none came")})";

    private static string Lasting(PeerCertificate certificate) => certificate.DaysLeft > 0 ? Amounts.Count(certificate.DaysLeft, "day") : "less than a day";
}
