using TcpProbe.Core.Probing;

namespace TcpProbe.Core.Runs;

/// <summary>A probe that has ended by itself, or was cut short by the end of the run.</summary>
/// <param name="Report">What happened.</param>
/// <param name="IsCut">Whether the end of the run may be why it failed; such a probe says nothing of its target.</param>
internal sealed record EndedProbe(ProbeReport Report, bool IsCut);
