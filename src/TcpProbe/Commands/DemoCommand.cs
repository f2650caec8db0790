using TcpProbe.Endings;
using TcpProbe.Help;
using TcpProbe.Options;
using TcpProbe.Terminal;

namespace TcpProbe.Commands;

/// <summary><c>tcpprobe demo</c>: the main job and its failures, on a peer of its own.</summary>
internal static class DemoCommand
{
    private const string Usage = "tcpprobe demo";

    private const string About = """
        Starts peers on free loopback ports and probes them: some that answer, then one
        for each way to fail. Every line is a real probe on a real socket; no network is
        needed.
        Exits 0 if every outcome is the expected one.
        """;

    /// <summary>Its help.</summary>
    public static string Help() => HelpText.Of(Usage, About, []);

    /// <summary>Runs it.</summary>
    public static int Run(string[] args, Streams streams, TimeProvider clock)
    {
        if (HelpCommand.Answer(new HelpOptions(isShort: true).AskedIn(args), _ => Help(), streams)) return ExitCode.Success;
        if (args.Length > 0) throw new UsageException($"demo takes no words or options; to probe a host of that name write demo:{(args[0].StartsWith('-') ? "PORT" : Shown.Word(args[0]))}");
        bool expected = true;
        foreach (DemoScene scene in DemoScene.All) expected &= scene.Play(streams, clock);
        return expected ? ExitCode.Success : ExitCode.Failure;
    }
}
