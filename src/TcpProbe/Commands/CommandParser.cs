using System.CommandLine;
using TcpProbe.Endings;
using TcpProbe.Options;

namespace TcpProbe.Commands;

/// <summary>Parses a command line with System.CommandLine, whose own words for mistakes and own exit code are never seen.</summary>
internal static class CommandParser
{
    /// <summary>Options, words and the command behind <c>--</c>.</summary>
    /// <exception cref="UsageException">The first mistake.</exception>
    public static ParsedLine Parse(string name, IReadOnlyList<OptionGroup> groups, IReadOnlyList<string> args)
    {
        ArgumentReader reader = new(groups);
        IReadOnlyList<string> options = reader.Read(args);

        // A plain Command: RootCommand looks up translations of its own help and version for 0.3 ms. And only the options that stand on the
        // line: the library looks through all that a command has, several times.
        Command command = new(name);
        foreach (OfferedOption option in reader.Given) command.Options.Add(option.Made);

        // '@' is data here, never a file of more arguments.
        ParseResult parsed = command.Parse(options, new ParserConfiguration { ResponseFileTokenReplacer = null });
        return parsed.Errors is [var mistake, ..] ? throw new UsageException(mistake.Message) : new ParsedLine(parsed, reader.Words) { Command = reader.Command };
    }
}
