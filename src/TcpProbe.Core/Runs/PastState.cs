using TcpProbe.Core.Probing;

namespace TcpProbe.Core.Runs;

/// <summary>A state in which a target was until now.</summary>
/// <param name="WasOk">Whether it was as wanted.</param>
/// <param name="Reason">Why not.</param>
/// <param name="Held">For how long: from its first probe to the first of the next state.</param>
public sealed record PastState(bool WasOk, FailureReason? Reason, TimeSpan Held);
