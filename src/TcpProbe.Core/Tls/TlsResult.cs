using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tls;

/// <summary>How a TLS handshake ended: a fact, not yet a judgement.</summary>
/// <param name="Session">What was agreed on or learnt by then.</param>
/// <param name="Elapsed">The time from our first byte on; what this machine does before that is not the handshake.</param>
internal abstract record TlsResult(TlsSession Session, TimeSpan Elapsed)
{
    /// <summary>Both sides are content.</summary>
    public sealed record Secured(TlsStream Stream, TlsSession Session, TimeSpan Elapsed) : TlsResult(Session, Elapsed);

    /// <summary>We did not accept the certificate, and told the peer so.</summary>
    public sealed record Rejected(PeerCertificate Certificate, TlsSession Session, TimeSpan Elapsed) : TlsResult(Session, Elapsed);

    /// <summary>The peer sent an alert.</summary>
    public sealed record Alerted(string Alert, TlsSession Session, TimeSpan Elapsed) : TlsResult(Session, Elapsed);

    /// <summary>The peer speaks, but not TLS.</summary>
    public sealed record Plaintext(ReadOnlyMemory<byte> Head, TlsSession Session, TimeSpan Elapsed) : TlsResult(Session, Elapsed);

    /// <summary>FIN before the handshake was over, perhaps before anything came.</summary>
    public sealed record HungUp(bool BeforeAnything, TlsSession Session, TimeSpan Elapsed) : TlsResult(Session, Elapsed);

    /// <summary>A limit or an error of the connection ended it.</summary>
    public sealed record Faulted(StreamFault Fault, bool BeforeAnything, TlsSession Session, TimeSpan Elapsed) : TlsResult(Session, Elapsed);

    /// <summary>What the peer said cannot be accepted: a version that is not spoken, a message that is none.</summary>
    public sealed record Broken(string Sentence, TlsSession Session, TimeSpan Elapsed) : TlsResult(Session, Elapsed);

    /// <summary>This machine cannot speak TLS.</summary>
    public sealed record Unsupported(string Sentence, TlsSession Session, TimeSpan Elapsed) : TlsResult(Session, Elapsed);
}
