using System.CommandLine;
using System.CommandLine.Parsing;
using TcpProbe.Endings;

namespace TcpProbe.Options;

/// <summary>Help and version, which win over everything else on the line, mistakes included; and texts made for the machine.</summary>
internal sealed class HelpOptions : OptionGroup
{
    private readonly OfferedOption<bool> _help;
    private readonly OfferedOption<bool> _helpAll;
    private readonly OfferedOption<bool> _version;
    private readonly OfferedOption<string>? _generate;

    /// <param name="isShort">Whether all of the command's help is one text.</param>
    /// <param name="texts">The words of the texts that the command can print for the machine; without any it has no such option.</param>
    public HelpOptions(bool isShort, params IReadOnlyList<string> texts)
        : base("Help")
    {
        _help = Flag(new("--help", isShort ? "this help" : "the everyday options") { Aliases = ["-h"] });
        _helpAll = Flag(new("--help-all", isShort ? "the same" : "every option"));
        _version = Flag(new("--version", "the version") { Aliases = ["-V"] });
        if (texts.Count > 0) _generate = Choice(new("--generate", "print this, made from the options above; it stands alone") { ValueName = "WHAT", Choices = texts });
    }

    /// <summary>What stands on the line by itself, whatever else does.</summary>
    public HelpRequest AskedIn(IReadOnlyList<string> args)
    {
        foreach (string arg in args)
        {
            if (arg == "--") break;
            if (arg.StartsWith('-') && Named(arg) is { Spec.ValueName: null } asked) return Request(asked.Spec.Name);
        }

        return HelpRequest.None;
    }

    /// <summary>What hides in a bundle of short options.</summary>
    public HelpRequest AskedIn(ParseResult parsed) =>
        _version.In(parsed) ? HelpRequest.Version
        : _helpAll.In(parsed) ? HelpRequest.Everything
        : _help.In(parsed) ? HelpRequest.Everyday
        : HelpRequest.None;

    /// <summary>The text that is to be printed, <c>null</c> if none is.</summary>
    /// <exception cref="UsageException">Something else is on the line, which would be lost.</exception>
    public string? TextAskedIn(ParseResult parsed, IReadOnlyList<string> words, bool hasCommand)
    {
        if (_generate?.In(parsed) is not { } text) return null;
        string? other = words is [var word, ..] ? Shown.Word(word)
            : hasCommand ? "--"
            : parsed.CommandResult.Children.OfType<OptionResult>().FirstOrDefault(given => given.Option != _generate.Made)?.Option.Name;
        return other is null ? text : throw new UsageException($"--generate prints a text and does nothing else; drop {other}");
    }

    private static HelpRequest Request(string name) => name switch
    {
        "--version" => HelpRequest.Version,
        "--help-all" => HelpRequest.Everything,
        _ => HelpRequest.Everyday,
    };
}
