namespace TcpProbe.Endings;

/// <summary>A mistake on the command line, said before anything was sent; its message is the line that the user reads.</summary>
/// <param name="message">The line.</param>
internal sealed class UsageException(string message) : Exception(message)
{
    /// <summary>Several mistakes, each on a line of its own.</summary>
    public UsageException(IReadOnlyList<string> lines)
        : this(string.Join("; ", lines)) => Lines = lines;

    /// <summary>The lines that the user reads; one but for a file with several mistakes in it.</summary>
    public IReadOnlyList<string> Lines { get; } = [message];
}
