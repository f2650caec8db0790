using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using TcpProbe.Core.Payloads;

namespace TcpProbe.Exporter.Options;

/// <summary>Parses the command line with System.CommandLine, whose own words for mistakes and own exit code are never seen.</summary>
internal static class ExporterCommand
{
    private const string About = """
        tcpprobe-exporter [options]

        Probes TCP services for Prometheus, as blackbox_exporter does, and tells why one fails.
        It answers GET /probe?module=NAME&target=HOST:PORT with the metrics of one probe; / is a page for a
        person, /metrics is about itself. SIGHUP or POST /-/reload reads the files anew.

        """;

    /// <summary>What the command line says; a text in place of it if that is all that is wanted.</summary>
    /// <exception cref="OptionMistake">There is a mistake on it.</exception>
    public static (ExporterOptions Options, string? Text) Parse(IReadOnlyList<string> args)
    {
        OptionTable table = new();
        Command command = new("tcpprobe-exporter");
        foreach (Option option in table.All) command.Options.Add(option);

        // '@' is data here, never a file of more arguments.
        ParseResult parsed = command.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (table.AsksForHelp(parsed)) return (new ExporterOptions(), Help(table));
        if (table.AsksForVersion(parsed)) return (new ExporterOptions(), $"tcpprobe-exporter {ProductVersion.Text}\n");
        if (parsed.UnmatchedTokens is [var word, ..]) throw new OptionMistake($"{EscapedText.Show(word)} is no option; --help lists them");
        return parsed.Errors is [var mistake, ..] ? throw new OptionMistake(Said(mistake)) : (table.Bind(parsed), null);
    }

    // Of all that the library complains of, a missing value is what is left here.
    private static string Said(ParseError mistake) =>
        mistake.SymbolResult is OptionResult { Option: { HelpName: { } value } option } ? $"{option.Name} needs a value ({value})" : mistake.Message;

    private static string Help(OptionTable table)
    {
        StringBuilder text = new(About);
        foreach (Option option in table.All)
        {
            string names = string.Join(", ", option.Aliases.Where(alias => alias.Length == 2).Append(option.Name).Concat(option.Aliases.Where(alias => alias.Length > 2)));
            _ = text.Append($"  {names} {option.HelpName}".TrimEnd()).Append("\n      ").Append(option.Description).Append('\n');
        }

        return text.ToString();
    }
}
