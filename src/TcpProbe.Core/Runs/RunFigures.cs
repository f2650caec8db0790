using TcpProbe.Core.Statistics;

namespace TcpProbe.Core.Runs;

/// <summary>The figures of a run that a threshold can be set on.</summary>
/// <param name="Probes">How many probes there were.</param>
/// <param name="Ok">How many of them succeeded.</param>
/// <param name="SynRetransmits">How often a SYN was resent, <c>null</c> if no probe could say.</param>
/// <param name="Latencies">The times of each phase.</param>
public sealed record RunFigures(long Probes, long Ok, long? SynRetransmits, PhaseLatencies Latencies)
{
    /// <summary>How many probes failed.</summary>
    public long Failures => Probes - Ok;
}
