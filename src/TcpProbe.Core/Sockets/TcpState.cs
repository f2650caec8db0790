namespace TcpProbe.Core.Sockets;

/// <summary>The states of a connection (RFC 9293 §3.3.2), as Linux numbers them.</summary>
public enum TcpState
{
    /// <summary>The kernel did not say.</summary>
    Unknown = 0,

    /// <summary>The handshake is complete, both sides may send.</summary>
    Established = 1,

    /// <summary>Our SYN waits for its answer.</summary>
    SynSent = 2,

    /// <summary>Both sides sent SYN at the same moment.</summary>
    SynReceived = 3,

    /// <summary>There is no connection, or no longer one.</summary>
    Closed = 7,

    /// <summary>The peer has closed its side already.</summary>
    CloseWait = 8,
}
