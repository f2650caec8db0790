namespace TcpProbe.Endings;

/// <summary>A mistake on the command line, said before anything was sent; its message is the line that the user reads.</summary>
internal sealed class UsageException(string message) : Exception(message);
