using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.EndToEnd;

/// <summary>The command behind <c>--</c> of a run: after all of it has succeeded, and only then.</summary>
[Trait("Category", "Process")]
public sealed class RunCommandTests : IDisposable
{
    private readonly UntouchedPeer _open = new();
    private readonly RefusedPort _closed = new();
    private readonly TemporaryFolder _folder = new();

    private string Open => $"127.0.0.1:{_open.Port}";

    private string Closed => $"{_closed.EndPoint}";

    public void Dispose()
    {
        _open.Dispose();
        _closed.Dispose();
        _folder.Dispose();
    }

    [UnixFact]
    public void It_runs_once_a_late_server_is_there_and_stdout_is_its_own()
    {
        using SwitchedPeer late = new();
        using RunningTool tool = RunningTool.Start("-z", Open, $"{late.EndPoint}", "--wait", "60", "-i", "20ms", "--", "sh", "-c", "echo ready; exit 7");
        tool.AwaitError($"waiting for 1 of 2 targets: {late.EndPoint}: refused; ");
        late.SwitchOn();

        ToolResult result = tool.Wait();

        Assert.Equal("ready\n", result.Stdout);
        Assert.Equal(7, result.ExitCode);
        Assert.Contains("\nup after ", result.Stderr, StringComparison.Ordinal);
    }

    [UnixFact]
    public void Its_stderr_and_its_failure_are_its_own_too()
    {
        ToolResult result = Tool.Run("-zq", Open, "--wait", "5", "--", "ls", _folder.PathOf("missing")), plain = Tool.RunProgram(new ToolOptions(), "ls", _folder.PathOf("missing"));

        Assert.Equal(plain.ExitCode, result.ExitCode);
        Assert.Equal(plain.Stderr, result.Stderr);
        Assert.Empty(result.Stdout);
    }

    [UnixTheory]
    [InlineData("--wait 100ms -i 20ms", 124)]
    [InlineData("--count 2 -i 1ms", 11)]
    [InlineData("--count 2 -i 1ms --exit-codes reported", 0)]
    [InlineData("--require any --fail-if max.total:1us", 1)]
    [InlineData("--until down", 1)]
    [InlineData("-o json", 11)]
    [InlineData("-o nagios", 2)]
    public void After_a_failure_it_never_runs(string options, int code)
    {
        ToolResult result = Tool.Run(["-z", Open, Closed, .. options.Split(' '), "--", "echo", "it ran"]);

        Assert.True(result.ExitCode == code, result.ToString());
        Assert.Empty(result.Stdout);
        Assert.NotEmpty(result.Stderr);
    }

    [UnixFact]
    public void Reports_in_files_are_there_before_it()
    {
        string report = _folder.PathOf("report.json");

        ToolResult result = Tool.Run("-z", Open, Closed, "--require", "any", "-q", "-o", $"json={report}", "--", "cat", report);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(3, result.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("\"type\":\"summary\"", result.Stdout, StringComparison.Ordinal);
        Assert.Equal(["report.json"], _folder.Names());
    }
}
