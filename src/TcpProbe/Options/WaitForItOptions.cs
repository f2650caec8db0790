using System.CommandLine;
using TcpProbe.Core.Timing;
using TcpProbe.Endings;

namespace TcpProbe.Options;

/// <summary>The options of wait-for-it, and what the same is called here.</summary>
internal sealed class WaitForItOptions : OptionGroup
{
    private const string Patience = "15";

    private readonly OfferedOption<string> _host;
    private readonly OfferedOption<string> _port;
    private readonly OfferedOption<string> _timeout;
    private readonly OfferedOption<bool> _strict;
    private readonly OfferedOption<bool> _quiet;

    public WaitForItOptions()
        : base("Options")
    {
        _host = Value<string>(new("--host", "the host; goes with --port") { Aliases = ["-h"], ValueName = "HOST", Kind = ValueKind.Host }, text => text);
        _port = Value<string>(new("--port", "the port; goes with --host") { Aliases = ["-p"], ValueName = "PORT", Kind = ValueKind.Port }, text => text);
        _timeout = Value(new("--timeout", "how long to wait, in seconds; 0 waits for ever") { Aliases = ["-t"], ValueName = "SECONDS", Default = Patience }, Wait);
        _strict = Flag(new("--strict", "after a timeout the command does not run") { Aliases = ["-s"] });
        _quiet = Flag(new("--quiet", "say nothing but mistakes") { Aliases = ["-q"] });
        _ = Flag(new("--help", "this help"));
        _ = Flag(new("--version", "the version"));
    }

    /// <summary>What is asked for besides waiting, which wins over mistakes; <c>-h</c> is the host here.</summary>
    public static HelpRequest AskedIn(IReadOnlyList<string> args)
    {
        foreach (string arg in args)
        {
            if (arg == "--") break;
            if (arg is "--help" or "--help-all") return HelpRequest.Everything;
            if (arg == "--version") return HelpRequest.Version;
        }

        return HelpRequest.None;
    }

    /// <summary>The same in the words of the native command.</summary>
    /// <exception cref="UsageException">There is no target, or half of one.</exception>
    public WaitForItPlan Bind(ParseResult parsed, IReadOnlyList<string> words)
    {
        IReadOnlyList<string> targets = [.. Separate(_host.In(parsed), _port.In(parsed)), .. words];
        if (targets.Count == 0) throw new UsageException("no target; write HOST:PORT or -h HOST -p PORT");

        // To the native command two words without a colon are one target, and one with a hyphen is an option.
        if (targets.FirstOrDefault(word => !word.Contains(':', StringComparison.Ordinal)) is { } odd) throw new UsageException($"{Shown.Word(odd)} is no target; write HOST:PORT or -h HOST -p PORT");
        if (targets.FirstOrDefault(word => word.StartsWith('-')) is { } dashed) throw new UsageException($"{Shown.Word(dashed)} is no target; a host does not begin with a hyphen");
        string[] quiet = _quiet.In(parsed) ? ["-q"] : [];
        return new WaitForItPlan(["--wait", _timeout.In(parsed) ?? Patience, "-z", .. quiet, .. targets], _strict.In(parsed));
    }

    private static string[] Separate(string? host, string? port) => (host, port) switch
    {
        (null, null) => [],
        (null, _) => throw new UsageException("-p names a port without a host; write -h HOST -p PORT"),
        (_, null) => throw new UsageException("-h names a host without a port; write -h HOST -p PORT"),
        _ when host.Contains(':', StringComparison.Ordinal) && !host.StartsWith('[') => [$"[{host}]:{port}"],
        _ => [$"{host}:{port}"],
    };

    private static string Wait(string text) =>
        DurationText.Read(text) is { } time && time <= DurationText.Longest
            ? time == TimeSpan.Zero ? "none" : text
            : throw new FormatException("is not a time to wait (15, 1.5, 2m; 0 waits for ever)");
}

/// <summary>What wait-for-it is told to do.</summary>
/// <param name="Native">The arguments of the native command, without the command that follows.</param>
/// <param name="IsStrict">Whether the command runs after success only.</param>
internal sealed record WaitForItPlan(IReadOnlyList<string> Native, bool IsStrict);
