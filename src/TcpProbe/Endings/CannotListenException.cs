namespace TcpProbe.Endings;

/// <summary>The loopback peer has no address to listen on: taken, not this machine's, or not allowed.</summary>
internal sealed class CannotListenException(string message) : Exception(message);
