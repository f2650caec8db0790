namespace TcpProbe.Exporter.Options;

/// <summary>A mistake on the command line; its message is the line that the user reads.</summary>
/// <param name="message">The line.</param>
internal sealed class OptionMistake(string message) : Exception(message);
