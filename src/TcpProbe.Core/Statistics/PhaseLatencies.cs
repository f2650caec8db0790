namespace TcpProbe.Core.Statistics;

/// <summary>The times of each phase over many probes; <c>null</c> for one that no probe measured.</summary>
/// <param name="Resolve">From the name to its addresses.</param>
/// <param name="Connect">From the first SYN to an established connection.</param>
/// <param name="Tls">The TLS handshake.</param>
/// <param name="Exchange">What is said and heard.</param>
/// <param name="Close">The end of the connection.</param>
/// <param name="Total">The sum of the phases.</param>
/// <param name="Rtt">The round trip as the kernel estimates it (TCP_INFO).</param>
public sealed record PhaseLatencies(
    LatencySummary? Resolve = null,
    LatencySummary? Connect = null,
    LatencySummary? Tls = null,
    LatencySummary? Exchange = null,
    LatencySummary? Close = null,
    LatencySummary? Total = null,
    LatencySummary? Rtt = null)
{
    /// <summary>The times of one phase, <c>null</c> if no probe measured it.</summary>
    public LatencySummary? Of(LatencyPhase phase) => phase switch
    {
        LatencyPhase.Resolve => Resolve,
        LatencyPhase.Connect => Connect,
        LatencyPhase.Tls => Tls,
        LatencyPhase.Exchange => Exchange,
        LatencyPhase.Close => Close,
        LatencyPhase.Total => Total,
        LatencyPhase.Rtt => Rtt,
        _ => throw new ArgumentOutOfRangeException(nameof(phase)),
    };
}
