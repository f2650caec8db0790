namespace TcpProbe.Core.Statistics;

/// <summary>What a time was measured of: a phase of a probe, all of them, or the kernel's round trip.</summary>
public enum LatencyPhase
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

    /// <summary>The sum of the phases.</summary>
    Total,

    /// <summary>The round trip as the kernel estimates it (TCP_INFO).</summary>
    Rtt,
}
