using TcpProbe.Core.Probing;

namespace TcpProbe.Core.Runs;

/// <summary>How often probes failed for one reason.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Count">How often.</param>
public sealed record ReasonCount(FailureReason Reason, long Count);
