using TcpProbe.Endings;
using TcpProbe.Options;
using TcpProbe.Terminal;

namespace TcpProbe.Commands;

/// <summary><c>tcpprobe help</c>: all of it.</summary>
internal static class HelpCommand
{
    /// <summary>Answers a request for help or version.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool Answer(HelpRequest request, Func<bool, string> help, Streams streams)
    {
        if (request == HelpRequest.None) return false;
        streams.Print(request == HelpRequest.Version
            ? $"tcpprobe {typeof(HelpCommand).Assembly.GetName().Version!.ToString(3)}\n"
            : help(request == HelpRequest.Everything));
        return true;
    }

    /// <summary>Prints the whole help.</summary>
    public static int Run(IReadOnlyList<string> args, Streams streams)
    {
        string text = new ProbeCommand().Help(everything: true);
        if (Answer(new HelpOptions().AskedIn(args), _ => text, streams)) return ExitCode.Success;
        if (args is ["listen" or WaitForItCommand.Name, ..]) throw new UsageException($"help takes no words; see tcpprobe {args[0]} --help");
        if (args.Count > 0) throw new UsageException($"help takes no words; a host of that name is help:{(args[0].StartsWith('-') ? "PORT" : Shown.Word(args[0]))}");
        streams.Print(text);
        return ExitCode.Success;
    }
}
