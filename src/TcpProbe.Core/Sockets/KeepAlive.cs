namespace TcpProbe.Core.Sockets;

/// <summary>When and how often an idle connection is probed, tcp(7); <c>null</c> leaves a number to the kernel.</summary>
/// <param name="Idle">Idle time before the first probe, whole seconds (<c>TCP_KEEPIDLE</c>).</param>
/// <param name="Interval">Time between probes, whole seconds (<c>TCP_KEEPINTVL</c>).</param>
/// <param name="Count">Probes without an answer before the connection is dropped (<c>TCP_KEEPCNT</c>).</param>
public sealed record KeepAlive(TimeSpan Idle, TimeSpan? Interval, int? Count);
