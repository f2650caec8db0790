namespace TcpProbe.Core.Exchanges;

/// <summary>A part of what came, named by a group of a regular expression.</summary>
/// <param name="Name">The name of the group.</param>
/// <param name="Bytes">The part; empty if the group took no part in the match.</param>
public sealed record Capture(string Name, ReadOnlyMemory<byte> Bytes);
