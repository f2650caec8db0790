namespace TcpProbe.Core.Probing;

/// <summary>The phases a probe runs through, in their order.</summary>
public enum Phase
{
    /// <summary>From the name to its addresses.</summary>
    Resolve,

    /// <summary>From the first SYN to an established connection.</summary>
    Connect,

    /// <summary>The TLS handshake.</summary>
    Tls,

    /// <summary>What is said and heard.</summary>
    Exchange,

    /// <summary>The end of the connection.</summary>
    Close,
}
