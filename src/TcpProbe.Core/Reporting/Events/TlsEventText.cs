using System.Text;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Tls;

namespace TcpProbe.Core.Reporting.Events;

/// <summary>The words of the log for a TLS handshake.</summary>
internal static class TlsEventText
{
    /// <summary>The lines: what was agreed on, and what was presented.</summary>
    public static IEnumerable<string> Of(ProbeEvent.HandsShaken shaken)
    {
        TlsSession session = shaken.Session;
        string name = session.ServerName is { } sent ? $"SNI {sent}" : "no SNI";
        yield return shaken.Failure is { } failure
            ? $"TLS failed in {Amounts.Time(shaken.Elapsed)}, {name}: {Words.Of(failure.Reason)}{(failure.Detail is { } detail ? $" ({detail})" : string.Empty)}"
            : $"{session.Version} in {Amounts.Time(shaken.Elapsed)}, {session.Cipher}, {name}, {(session.Protocol is { } protocol ? $"ALPN {Escaped(protocol)}" : "no ALPN")}";
        if (session.Certificate is not { } certificate) yield break;
        yield return $"certificate of {Escaped(certificate.Subject)} for {Escaped(string.Join(", ", certificate.Names))}, issued by {Escaped(certificate.Issuer)}";
        yield return $"good from {TlsText.Time(certificate.NotBefore)} until {TlsText.Time(certificate.NotAfter)}, its chain until {TlsText.Time(certificate.ChainNotAfter)}; verification: {Escaped(certificate.Verification)}";
    }

    private static string Escaped(string peersWords) => EscapedText.Show(Encoding.UTF8.GetBytes(peersWords), 500);
}
