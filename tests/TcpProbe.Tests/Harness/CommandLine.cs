using System.Diagnostics;
using TcpProbe.Commands;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Runs;
using TcpProbe.Endings;
using TcpProbe.Terminal;

namespace TcpProbe.Tests.Harness;

/// <summary>The tool within this process: the same program on streams of the test.</summary>
internal static class CommandLine
{
    private const string Name = "tcpprobe: ";

    /// <summary>Runs the program to its end.</summary>
    public static ToolResult Run(params string[] args)
    {
        using MemoryStream output = new(), error = new();
        Stopwatch clock = Stopwatch.StartNew();
        int code = Program.Run(args, new Streams(output, error), TimeProvider.System);
        return new ToolResult(code, output.ToArray(), error.ToArray(), clock.Elapsed);
    }

    /// <summary>Runs a command line with a mistake: exit 64, nothing on stdout, one line on stderr.</summary>
    /// <returns>That line, without the name of the tool.</returns>
    public static string Complaint(params string[] args)
    {
        ToolResult result = Run(args);
        AssertIsComplaint(result, 64);
        return result.Stderr[Name.Length..^1];
    }

    /// <summary>Holds for a result that is nothing but one line on stderr.</summary>
    public static void AssertIsComplaint(ToolResult result, int code)
    {
        Assert.True(result.ExitCode == code, result.ToString());
        Assert.Empty(result.StdoutBytes);
        Assert.StartsWith(Name, result.Stderr, StringComparison.Ordinal);
        Assert.EndsWith("\n", result.Stderr, StringComparison.Ordinal);
        Assert.True(result.Stderr.Count(char.IsControl) == 1, result.ToString());
    }

    /// <summary>What a command line tells the probe of its first target; no socket is made.</summary>
    public static ClientOptions Bind(params string[] args) => Plan(args).Targets[0];

    /// <summary>What a command line plans; no socket is made.</summary>
    public static RunPlan Plan(params string[] args) => new ProbeCommand().Read(args);

    /// <summary>The message for a command line that cannot be bound.</summary>
    public static string Mistake(params string[] args) => Assert.Throws<UsageException>(() => Bind(args)).Message;
}
