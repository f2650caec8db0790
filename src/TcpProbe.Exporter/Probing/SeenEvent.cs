using TcpProbe.Core.Probing;

namespace TcpProbe.Exporter.Probing;

/// <summary>Something that happened while a probe was made.</summary>
/// <param name="About">The address that it is about, if several were probed; <c>null</c> otherwise.</param>
/// <param name="Happened">What happened.</param>
internal sealed record SeenEvent(string? About, ProbeEvent Happened);
