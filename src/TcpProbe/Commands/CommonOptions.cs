using TcpProbe.Terminal;

namespace TcpProbe.Commands;

/// <summary>The options that win over everything else on the line: help and version.</summary>
internal static class CommonOptions
{
    /// <summary>Answers for help or version if one of them is asked for.</summary>
    /// <returns>Whether it was.</returns>
    public static bool Answer(IReadOnlyList<string> args, Func<string> help, Streams streams)
    {
        foreach (string arg in args.TakeWhile(arg => arg != "--"))
        {
            switch (arg)
            {
                case "-h" or "--help" or "--help-all":
                    streams.Print(help());
                    return true;
                case "-V" or "--version":
                    streams.Print($"tcpprobe {Version}\n");
                    return true;
            }
        }

        return false;
    }

    private static string Version => typeof(CommonOptions).Assembly.GetName().Version!.ToString(3);
}
