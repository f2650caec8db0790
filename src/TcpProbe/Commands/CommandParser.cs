using System.CommandLine;
using TcpProbe.Endings;
using TcpProbe.Options;

namespace TcpProbe.Commands;

/// <summary>Parses a command line with System.CommandLine, whose own words for mistakes and own exit code are never seen.</summary>
internal static class CommandParser
{
    /// <summary>The options as parsed, and the words between them.</summary>
    /// <exception cref="UsageException">The first mistake.</exception>
    public static (ParseResult Parsed, IReadOnlyList<string> Words) Parse(string name, IReadOnlyList<OptionGroup> groups, IReadOnlyList<string> args)
    {
        Argument<string[]> words = new("words") { Arity = new ArgumentArity(0, 100_000) };

        // A plain Command: RootCommand looks up translations of its own help and version for 0.3 ms.
        Command command = new(name) { words };
        foreach (OptionGroup group in groups) group.AddTo(command);
        IReadOnlyList<string> plain = new ArgumentReader(groups.SelectMany(group => group.Specs)).Read(args);

        // '@' is data here, never a file of more arguments.
        ParseResult parsed = command.Parse(plain, new ParserConfiguration { ResponseFileTokenReplacer = null });
        return parsed.Errors is [var mistake, ..] ? throw new UsageException(mistake.Message) : (parsed, parsed.GetValue(words) ?? []);
    }
}
