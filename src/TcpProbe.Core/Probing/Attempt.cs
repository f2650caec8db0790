using System.Net;

namespace TcpProbe.Core.Probing;

/// <summary>One address that was tried.</summary>
/// <param name="Address">The address.</param>
/// <param name="Failure">Why it did not connect, <c>null</c> if it did.</param>
/// <param name="Elapsed">How long the connect took.</param>
public sealed record Attempt(IPAddress Address, Failure? Failure, TimeSpan Elapsed);
