using TcpProbe.Endings;
using TcpProbe.Help;
using TcpProbe.Options;
using TcpProbe.Terminal;

namespace TcpProbe.Commands;

/// <summary><c>tcpprobe wait-for-it</c>: the script of that name, its words and its habits, by the native command.</summary>
internal static class WaitForItCommand
{
    /// <summary>Its name as a command, and as a link to the program, with or without an ending.</summary>
    public const string Name = "wait-for-it";

    private const string Usage = "tcpprobe wait-for-it HOST:PORT … [options] [-- COMMAND ARGS]";

    /// <summary>What it does, in sentences.</summary>
    internal const string About = """
        Waits until every target takes a connection, as the script of that name does,
        then becomes the command: after a timeout too, unless --strict is given.
        A link named wait-for-it or wait-for-it.sh to this program is the same.
        Exit codes: the command's; without one 0, 124 after a timeout, 1 for a mistake.
        """;

    /// <summary>Its help.</summary>
    public static string Help() => HelpText.Of(Usage, About, [new WaitForItOptions()]);

    /// <summary>Waits, and becomes the command.</summary>
    public static int Run(IReadOnlyList<string> args, Streams streams, TimeProvider clock)
    {
        WaitForItOptions options = new();
        if (HelpCommand.Answer(WaitForItOptions.AskedIn(args), _ => Help(), streams)) return ExitCode.Success;
        try
        {
            return Wait(options, args, streams, clock);
        }
        catch (UsageException mistake)
        {
            // The code that its users know.
            foreach (string line in mistake.Lines) streams.Complain(line);
            return ExitCode.Failure;
        }
    }

    private static int Wait(WaitForItOptions options, IReadOnlyList<string> args, Streams streams, TimeProvider clock)
    {
        ParsedLine line = CommandParser.Parse(Name, [options], args);
        WaitForItPlan plan = options.Bind(line.Options, line.Words);
        CommandImage? command = line.Command is { } typed ? new CommandImage(typed) : null;

        // With or without a command all that is said is said on stderr.
        int code = new ProbeCommand().Run(plan.Native, streams.LeavingOutput(), clock);
        if (code == ExitCode.Success || (code == ExitCode.WaitRanOut && !plan.IsStrict)) command?.Become();
        return code;
    }
}
