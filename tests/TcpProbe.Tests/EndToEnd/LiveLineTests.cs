using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.EndToEnd;

/// <summary>The line of a wait that lives on a terminal.</summary>
[Trait("Category", "Process")]
public sealed class LiveLineTests : IDisposable
{
    private readonly SwitchedPeer _peer = new();

    private string[] Wait => ["-z", $"{_peer.EndPoint}", "--wait", "60", "-i", "20ms", "--color", "never"];

    public void Dispose() => _peer.Dispose();

    [TerminalTheory]
    [InlineData(60, 20)]
    [InlineData(100, 40)]
    [InlineData(30, 3)]
    public void It_is_never_wider_than_the_terminal_and_gone_before_the_report(int columns, int narrow)
    {
        using RunningTool tool = RunningTool.Start(new ToolOptions { Prefix = PseudoTerminal.Words(columns, $"{narrow}") }, Wait);
        tool.AwaitOutput(all => Lives(all).Count(line => line.Length < narrow) >= 3);
        _peer.SwitchOn();

        ToolResult result = tool.Wait();

        Assert.True(result.ExitCode == 0, result.ToString());
        string[] pieces = result.Stdout.Split(PseudoTerminal.EraseLine);
        Assert.Equal($"waiting for {_peer.EndPoint}: refused; 59 s left\r\n", pieces[0]);
        Assert.Matches($@"^{_peer.EndPoint} ok: connected to 127.0.0.1 in T, nothing sent \(-z\)\r\nup after T: \d+ probes, refused \d+\r\n$", Blurred.Times(pieces[^1]));
        string[] lines = Lives(result.Stdout);
        int small = Array.FindIndex(lines, line => line.Length < narrow);
        Assert.All(lines[..small], line => Assert.InRange(line.Length, 1, columns - 1));
        Assert.All(lines[small..], line => Assert.InRange(line.Length, 1, narrow - 1));
        Assert.All(lines, line => Assert.DoesNotContain(line, char.IsControl));
    }

    [TerminalTheory]
    [InlineData("")]
    public void Ctrl_C_puts_an_end_to_it(string none)
    {
        using RunningTool tool = RunningTool.Start(new ToolOptions { Prefix = PseudoTerminal.Words(80, $"interrupt{none}") }, Wait);

        ToolResult result = tool.Wait();

        Assert.True(result.ExitCode == 130, result.ToString());
        Assert.Matches(
            $@"\n[\r\e\[K]*{_peer.EndPoint} failed in connect: refused \(ECONNREFUSED\) after T\r\ninterrupted after T, not up: \d+ probes, refused \d+\r\n  hint for refused: [^\r]*\r\n$",
            Blurred.Times(result.Stdout));
    }

    [TerminalTheory]
    [InlineData("xterm", "-v")]
    [InlineData("xterm", "-q")]
    [InlineData("dumb", "--timestamps")]
    [InlineData("", "--timestamps")]
    public void It_lives_nowhere_else(string terminal, string option)
    {
        ToolResult result = Tool.Run(
            new ToolOptions { Prefix = [.. PseudoTerminal.Words(80), "env", $"TERM={terminal}"] }, "-z", $"{_peer.EndPoint}", "--wait", "100ms", "-i", "10ms", "--color", "never", option);

        Assert.Equal(124, result.ExitCode);
        Assert.DoesNotContain('\e', result.Stdout);
    }

    [TerminalTheory]
    [InlineData("2>/dev/null")]
    [InlineData("2>&1 | cat")]
    public void Only_stderr_says_whether_there_is_a_terminal(string elsewhere)
    {
        ToolResult result = Tool.RunProgram(
            new ToolOptions(),
            [.. PseudoTerminal.Words(80), "sh", "-c", $"\"$@\" {elsewhere}", "sh", .. Tool.Command, "-z", $"{_peer.EndPoint}", "--wait", "100ms", "-i", "10ms", "--color", "never"]);

        Assert.Contains("not up after ", result.Stdout, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', result.Stdout);
    }

    private static string[] Lives(string all) => all.Split(PseudoTerminal.EraseLine) is [_, .. var lines, _] ? lines : [];
}
