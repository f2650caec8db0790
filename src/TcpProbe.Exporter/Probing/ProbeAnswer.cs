using TcpProbe.Core.Runs;

namespace TcpProbe.Exporter.Probing;

/// <summary>What came of a request for a probe.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Probe">The probe that stands for it: of those of several addresses the first that failed, if one did.</param>
/// <param name="Metrics">The metrics, as they are scraped.</param>
internal sealed record ProbeAnswer(ProbeRequest Request, JudgedReport Probe, ReadOnlyMemory<byte> Metrics)
{
    /// <summary>What happened, in its order.</summary>
    public IReadOnlyList<SeenEvent> Events { get; init; } = [];
}
