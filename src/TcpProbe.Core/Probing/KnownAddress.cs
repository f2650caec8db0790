using System.Net;

namespace TcpProbe.Core.Probing;

/// <summary>One of the addresses behind a name, looked up before the probe.</summary>
/// <param name="Address">The address.</param>
/// <param name="Elapsed">How long the resolver took, <c>null</c> if it was not asked.</param>
public sealed record KnownAddress(IPAddress Address, TimeSpan? Elapsed);
