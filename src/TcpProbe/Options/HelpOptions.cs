using System.CommandLine;

namespace TcpProbe.Options;

/// <summary>Help and version, which win over everything else on the line, mistakes included.</summary>
internal sealed class HelpOptions : OptionGroup
{
    private readonly OfferedOption<bool> _help;
    private readonly OfferedOption<bool> _helpAll;
    private readonly OfferedOption<bool> _version;

    public HelpOptions()
        : base("Help")
    {
        _help = Flag(new("--help", "the everyday options") { Aliases = ["-h"], Everyday = true });
        _helpAll = Flag(new("--help-all", "every option") { Everyday = true });
        _version = Flag(new("--version", "the version") { Aliases = ["-V"], Everyday = true });
    }

    /// <summary>What stands on the line by itself, whatever else does.</summary>
    public HelpRequest AskedIn(IReadOnlyList<string> args)
    {
        foreach (string arg in args)
        {
            if (arg == "--") break;
            if (arg.StartsWith('-') && Named(arg) is { } asked) return Request(asked.Spec.Name);
        }

        return HelpRequest.None;
    }

    /// <summary>What hides in a bundle of short options.</summary>
    public HelpRequest AskedIn(ParseResult parsed) =>
        _version.In(parsed) ? HelpRequest.Version
        : _helpAll.In(parsed) ? HelpRequest.Everything
        : _help.In(parsed) ? HelpRequest.Everyday
        : HelpRequest.None;

    private static HelpRequest Request(string name) => name switch
    {
        "--version" => HelpRequest.Version,
        "--help-all" => HelpRequest.Everything,
        _ => HelpRequest.Everyday,
    };
}
