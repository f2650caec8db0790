namespace TcpProbe.Core.StandardStreams;

/// <summary>The reader of stdout has gone, as <c>| head</c> does.</summary>
public sealed class ClosedPipeException : IOException;
