using System.CommandLine;
using TcpProbe.Endings;

namespace TcpProbe.Commands;

/// <summary>A command line in its parts.</summary>
/// <param name="Options">The options as parsed.</param>
/// <param name="Words">The words between them.</param>
internal sealed record ParsedLine(ParseResult Options, IReadOnlyList<string> Words)
{
    /// <summary>The command behind <c>--</c> with its arguments; <c>null</c> without one.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>The same line of something that runs no command.</summary>
    /// <exception cref="UsageException">There is one.</exception>
    public ParsedLine WithoutCommand(string name) =>
        Command is null ? this : throw new UsageException($"{name} runs no command, and one stands behind --");
}
