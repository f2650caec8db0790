namespace TcpProbe.Core.Probing;

/// <summary>Why a probe failed: a closed list, spelt alike in every output.</summary>
public enum FailureReason
{
    /// <summary>The name has no address, and asking again will not change that (EAI_NONAME, EAI_NODATA).</summary>
    NameNotResolved,

    /// <summary>Nobody could say whether the name has an address (EAI_AGAIN, or the limit struck).</summary>
    ResolverUnavailable,

    /// <summary>The host answered the SYN with RST (ECONNREFUSED).</summary>
    Refused,

    /// <summary>No SYN-ACK before our limit, or before the kernel ran out of SYN retries (ETIMEDOUT).</summary>
    ConnectTimedOut,

    /// <summary>A router or this machine's routes said that there is no way (ICMP, ENETUNREACH and its like).</summary>
    Unreachable,

    /// <summary>This machine could not do it: bind, permission, an option refused, out of ports or descriptors.</summary>
    LocalError,

    /// <summary>The TLS handshake failed: an alert, or a peer that does not speak TLS.</summary>
    TlsFailed,

    /// <summary>The TLS handshake stalled.</summary>
    TlsTimedOut,

    /// <summary>The certificate was not accepted: its chain, its name or its dates.</summary>
    CertificateRejected,

    /// <summary>RST on the established connection (ECONNRESET, or EPIPE from a send).</summary>
    Reset,

    /// <summary>FIN before anything came, or before all that was waited for.</summary>
    ClosedEarly,

    /// <summary>The limit came before the reply, or before all of it.</summary>
    ReplyTimedOut,

    /// <summary>The limit came before the kernel had taken all bytes: the peer's window is zero.</summary>
    SendTimedOut,

    /// <summary>Bytes came, and nothing in them is what was expected.</summary>
    ReplyMismatch,

    /// <summary>More bytes came than may come.</summary>
    ReplyTooLarge,
}
