using System.CommandLine;
using TcpProbe.Terminal;

namespace TcpProbe.Options;

/// <summary>Help and version, which win over everything else on the line, mistakes included.</summary>
internal sealed class HelpOptions : OptionGroup
{
    private readonly Option<bool> _help;
    private readonly Option<bool> _helpAll;
    private readonly Option<bool> _version;

    public HelpOptions()
        : base("Help")
    {
        _help = Flag(new("--help", "the everyday options") { Aliases = ["-h"], Everyday = true });
        _helpAll = Flag(new("--help-all", "every option") { Everyday = true });
        _version = Flag(new("--version", "the version") { Aliases = ["-V"], Everyday = true });
    }

    /// <summary>Answers for help or version if one of them stands on the line by itself, whatever else does.</summary>
    /// <param name="args">The command line, not yet parsed.</param>
    /// <param name="help">The help, with every option or without.</param>
    /// <param name="streams">Where to.</param>
    /// <returns>Whether it was asked for.</returns>
    public bool Answer(IReadOnlyList<string> args, Func<bool, string> help, Streams streams)
    {
        string? asked = args.TakeWhile(arg => arg != "--").FirstOrDefault(arg => Specs.Any(spec => spec.Names.Contains(arg)));
        return asked is not null && Answer(asked is "-V" or "--version", asked == "--help-all", help, streams);
    }

    /// <summary>Answers for help or version if one of them hides in a bundle of short options.</summary>
    public bool Answer(ParseResult parsed, Func<bool, string> help, Streams streams) =>
        (parsed.GetValue(_help) || parsed.GetValue(_helpAll) || parsed.GetValue(_version))
        && Answer(parsed.GetValue(_version), parsed.GetValue(_helpAll), help, streams);

    private static bool Answer(bool version, bool everything, Func<bool, string> help, Streams streams)
    {
        streams.Print(version ? $"tcpprobe {typeof(HelpOptions).Assembly.GetName().Version!.ToString(3)}\n" : help(everything));
        return true;
    }
}
