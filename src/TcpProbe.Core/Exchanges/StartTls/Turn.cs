namespace TcpProbe.Core.Exchanges.StartTls;

/// <summary>One turn of the talk before a handshake: what we say, then what the peer must answer.</summary>
/// <param name="Says">Our bytes; none where the peer speaks first.</param>
/// <param name="Answer">What must come; <c>null</c> where the handshake follows at once.</param>
internal sealed record Turn(ReadOnlyMemory<byte> Says, Expectation? Answer);
