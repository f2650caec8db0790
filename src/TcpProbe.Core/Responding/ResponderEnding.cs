namespace TcpProbe.Core.Responding;

/// <summary>How a connection of a <see cref="Responder"/> came to its end.</summary>
public enum ResponderEnding
{
    /// <summary>The peer sent its FIN, and so did we.</summary>
    PeerClosed,

    /// <summary>The peer sent a RST.</summary>
    PeerReset,

    /// <summary>We sent a RST, as the behaviour says.</summary>
    Reset,

    /// <summary>We sent a RST, because the peer did not send what it had to.</summary>
    Refused,

    /// <summary>There was no TLS handshake.</summary>
    TlsFailed,

    /// <summary>The responder was disposed.</summary>
    Stopped,

    /// <summary>The kernel ended it for another reason, such as a peer that is no longer there.</summary>
    Failed,
}
