using TcpProbe.Commands;
using TcpProbe.Completions;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.Completions;

/// <summary>A generated script in a folder of its own, loaded into the real shell that it is for.</summary>
internal sealed class LoadedCompletion : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string shell;

    public LoadedCompletion(string shell)
    {
        this.shell = shell;
        Script = folder.File($"tcpprobe.{shell}", CommandLine.Run("--generate", $"complete-{shell}").Stdout);
    }

    /// <summary>The commands that are completed, the everyday one first.</summary>
    public static IReadOnlyList<CommandShape> Commands => GeneratedText.Shapes();

    /// <summary>The path of the script.</summary>
    public string Script { get; }

    /// <summary>Puts an empty file beside the script, which is where the shell runs.</summary>
    public void AddFile(string name) => folder.File(name, "");

    /// <summary>Puts the script where the shell looks for it by itself.</summary>
    /// <returns>The folder of that file.</returns>
    public string Install(string name)
    {
        string file = folder.PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.Copy(Script, file);
        return Path.GetDirectoryName(file)!;
    }

    /// <summary>Types a line and a TAB at a terminal.</summary>
    /// <param name="line">The line.</param>
    /// <param name="preparation">What is said to the shell before the script is loaded.</param>
    /// <returns>What it showed, and what became of the line.</returns>
    public (string Shown, string Line) Tab(string line, string preparation = ":") => Tab(Script, line, preparation);

    /// <summary>The same without loading the script: the shell has to find it.</summary>
    public (string Shown, string Line) TabUnloaded(string line, string preparation) => Tab("/dev/null", line, preparation);

    private (string Shown, string Line) Tab(string script, string line, string preparation)
    {
        ToolResult result = Run("python3", Programs.Script("tab.py"), shell, script, line, preparation);
        int end = result.Stdout.TrimEnd('\n').LastIndexOf('\n');
        return (result.Stdout[..end], result.Stdout[(end + 1)..^1]);
    }

    /// <summary>Runs a program beside the script; it succeeds and says nothing on stderr.</summary>
    public ToolResult Run(params string[] command)
    {
        ToolResult result = Tool.RunProgram(new ToolOptions { WorkingDirectory = Path.GetDirectoryName(Script) }, command);
        Assert.True(result is { ExitCode: 0, Stderr: "" }, result.ToString());
        return result;
    }

    /// <summary>The words of a command line up to where the options of a command are typed.</summary>
    public static string BeforeOptions(CommandShape command) => command.Name == CommandShape.Everyday ? "tcpprobe" : $"tcpprobe {command.Name}";

    public void Dispose() => folder.Dispose();
}
