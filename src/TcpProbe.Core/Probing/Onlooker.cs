namespace TcpProbe.Core.Probing;

/// <summary>Whoever looks on while a probe runs; without one, nothing is gathered for it.</summary>
/// <param name="Tell">Is told each event as it happens, on the thread of the probe.</param>
/// <param name="EveryCall">Whether each call on the socket is an event as well.</param>
public sealed record Onlooker(Action<ProbeEvent> Tell, bool EveryCall = false);
