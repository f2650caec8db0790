using System.Runtime.InteropServices;

namespace TcpProbe.Tests.Harness;

/// <summary>The executable under test: what TCPPROBE_BINARY names, else the one the build put beside this assembly.</summary>
internal static class Tool
{
    private static readonly string[] FoundCommand = FindCommand();

    /// <summary>The words that start the tool: the executable, or <c>dotnet tcpprobe.dll</c> where the build made none.</summary>
    public static IReadOnlyList<string> Command => FoundCommand;

    /// <summary>Whether it is the native binary.</summary>
    public static bool IsNative => GivenBinary is not null;

    private static string? GivenBinary => Environment.GetEnvironmentVariable("TCPPROBE_BINARY") is { Length: > 0 } path ? path : null;

    /// <summary>The directory of the runtime that runs the tests: an executable beside them may not find it by itself.</summary>
    internal static string DotnetRoot { get; } = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    /// <summary>Runs the tool to its end.</summary>
    public static ToolResult Run(params string[] args) => Run(new ToolOptions(), args);

    /// <summary>Runs the tool to its end.</summary>
    public static ToolResult Run(ToolOptions options, params string[] args)
    {
        using RunningTool tool = RunningTool.Start(options, args);
        return tool.Wait();
    }

    /// <summary>Runs another program under the same care.</summary>
    public static ToolResult RunProgram(ToolOptions options, params string[] command)
    {
        using RunningTool program = RunningTool.StartProgram(options, command);
        return program.Wait();
    }

    private static string[] FindCommand()
    {
        if (GivenBinary is { } given)
            return File.Exists(given) ? [Path.GetFullPath(given)] : throw new FileNotFoundException($"TCPPROBE_BINARY names {given}, which does not exist");

        string beside = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "tcpprobe.exe" : "tcpprobe");
        return File.Exists(beside) ? [beside] : [Path.Combine(DotnetRoot, "dotnet"), Path.Combine(AppContext.BaseDirectory, "tcpprobe.dll")];
    }
}
