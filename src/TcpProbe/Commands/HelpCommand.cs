using TcpProbe.Endings;
using TcpProbe.Options;
using TcpProbe.Terminal;

namespace TcpProbe.Commands;

/// <summary><c>tcpprobe help</c>: all of it.</summary>
internal static class HelpCommand
{
    /// <summary>Prints the whole help.</summary>
    public static int Run(IReadOnlyList<string> args, Streams streams)
    {
        string text = new ProbeCommand().Help(everything: true);
        if (new HelpOptions().Answer(args, _ => text, streams)) return ExitCode.Success;
        if (args.Count > 0) throw new UsageException($"help takes no words; a host of that name is help:{(args[0].StartsWith('-') ? "PORT" : Shown.Word(args[0]))}");
        streams.Print(text);
        return ExitCode.Success;
    }
}
