using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tls;

/// <summary>The handshake of a client over a connection, on the calling thread, bounded by the connection's deadline and a limit of its own.</summary>
/// <param name="terms">What is asked of it.</param>
/// <param name="host">The host that is probed.</param>
/// <param name="clock">The clock of its time, and of the dates in certificates.</param>
internal sealed class TlsHandshake(TlsTerms terms, string host, TimeProvider clock)
{
    private readonly string _name = terms.NameFor(host);

    /// <summary>Does on this machine what must be done before the first handshake of a process; no clock should run meanwhile.</summary>
    public void Prepare()
    {
        if (TlsLibrary.IsThere) TlsLibrary.Prepare(system: terms.Authorities is null && !terms.Insecure);
    }

    /// <summary>Shakes hands.</summary>
    /// <param name="connection">The connection; its deadline runs already.</param>
    /// <param name="limit">How long it may take from our first byte on, where its time begins too; <c>null</c> for as long as the deadline lets it.</param>
    public TlsResult Run(DeadlineStream connection, TimeSpan? limit)
    {
        if (terms.Obstacle is { } obstacle) return new TlsResult.Unsupported(obstacle, Learnt(null), TimeSpan.Zero);
        if (TlsLibrary.WhyNot is { } whyNot) return new TlsResult.Unsupported(whyNot, Learnt(null), TimeSpan.Zero);
        Prepare();
        TlsWire wire = new(connection, clock) { Deadline = connection.Deadline, LimitOnceSpoken = limit };
        CertificateJudge judge = new(terms, _name, clock);
        SslStream tls = new(wire, leaveInnerStreamOpen: true, judge.Judge);
        long start = clock.GetTimestamp();
        try
        {
            tls.AuthenticateAsClient(Options(judge));
        }
        catch (Exception failed) when (TlsBreakage.Is(failed))
        {
            tls.Dispose();
            return Judge(failed, wire, judge, Elapsed(wire, start));
        }
        catch (Exception missing) when (missing is TypeInitializationException or DllNotFoundException or PlatformNotSupportedException)
        {
            return new TlsResult.Unsupported(TlsLibrary.Missing, Learnt(judge), TimeSpan.Zero);
        }

        TlsSession session = Learnt(judge) with
        {
            Version = $"TLSv1.{tls.SslProtocol.ToString()[^1]}",
            Cipher = tls.NegotiatedCipherSuite.ToString(),
            AsksForCertificate = wire.AsksForCertificate,
            Protocol = tls.NegotiatedApplicationProtocol.Protocol.IsEmpty ? null : tls.NegotiatedApplicationProtocol.ToString(),
        };
        return new TlsResult.Secured(new TlsStream(tls, wire), session, Elapsed(wire, start));
    }

    private TlsResult Judge(Exception failed, TlsWire wire, CertificateJudge judge, TimeSpan elapsed)
    {
        TlsSession session = Learnt(judge);
        if (failed.GetBaseException() is OutOfMemoryException) return new TlsResult.Unsupported(TlsLibrary.NoRoom, session, elapsed);
        if (wire.IsPlaintext) return new TlsResult.Plaintext(wire.Head, session, elapsed);
        if (failed is StreamFault fault) return new TlsResult.Faulted(fault, wire.Head.IsEmpty, session, elapsed);
        if (judge.Finding is { IsAccepted: false } certificate) return new TlsResult.Rejected(certificate, session, elapsed);
        TlsError error = TlsError.Of(failed);
        if (error.Alert is { } alert) return new TlsResult.Alerted(alert, session, elapsed);
        if (wire.HasEnded) return new TlsResult.HungUp(wire.Head.IsEmpty, session, elapsed);
        return new TlsResult.Broken(error.Sentence, session, elapsed);
    }

    private SslClientAuthenticationOptions Options(CertificateJudge judge) => new()
    {
        TargetHost = _name,
        ApplicationProtocols = terms.Protocols.Count > 0 ? [.. terms.Protocols.Select(protocol => new SslApplicationProtocol(protocol))] : null,
        CertificateChainPolicy = judge.Policy(),
#pragma warning disable CA5398 // The user chooses the oldest version; there is no newer one that the system's choice would add.
        EnabledSslProtocols = (terms.Minimum, terms.Maximum) switch
        {
            (TlsVersion.Tls13, _) => SslProtocols.Tls13,
            (_, TlsVersion.Tls12) => SslProtocols.Tls12,
            _ => SslProtocols.Tls12 | SslProtocols.Tls13,
        },
#pragma warning restore CA5398
        ClientCertificateContext = terms.Identity is { } identity
            ? SslStreamCertificateContext.Create(identity.Certificate, [.. identity.Intermediates], offline: true)
            : null,
        AllowTlsResume = false,
    };

    private TlsSession Learnt(CertificateJudge? judge) => new()
    {
        ServerName = IPAddress.TryParse(_name, out _) ? null : _name,
        Certificate = judge?.Finding,
    };

    private TimeSpan Elapsed(TlsWire wire, long start) => clock.GetElapsedTime(wire.SpeaksSince ?? start);
}
