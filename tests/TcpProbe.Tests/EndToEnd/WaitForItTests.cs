using System.Net;
using System.Net.Sockets;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.EndToEnd;

/// <summary>wait-for-it as its users know it.</summary>
[Trait("Category", "Process")]
public sealed class WaitForItTests : IDisposable
{
    private readonly UntouchedPeer _peer = new();
    private readonly RefusedPort _closed = new();

    public void Dispose()
    {
        _peer.Dispose();
        _closed.Dispose();
    }

    [Theory]
    [InlineData("127.0.0.1:@")]
    [InlineData("127.0.0.1:@ --timeout=1")]
    [InlineData("--host=127.0.0.1 --port=@ --timeout=1")]
    [InlineData("-h 127.0.0.1 -p @ -t 0")]
    [InlineData("-s -q 127.0.0.1:@")]
    [InlineData("127.0.0.1:@ localhost:@ -t 1.5")]
    public void A_port_that_is_open_is_a_success_and_stdout_stays_empty(string line)
    {
        ToolResult result = Run(line.Replace("@", _peer.Port, StringComparison.Ordinal).Split(' '));
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Empty(result.Stdout);
        Assert.Equal(line.Contains("-q", StringComparison.Ordinal), result.Stderr.Length == 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("localhost")]
    [InlineData("--host=localhost")]
    [InlineData("--port=80")]
    [InlineData("localhost:80 --bogus")]
    [InlineData("localhost:0")]
    [InlineData("a:1 -t x -- echo it ran")]
    public void A_mistake_is_a_line_and_the_code_of_the_script(string line) =>
        CommandLine.AssertIsComplaint(Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)), 1);

    [Fact]
    public void A_port_that_stays_closed_is_a_timeout()
    {
        ToolResult result = Run(_closed.EndPoint.ToString(), "-t", "0.2");
        Assert.Equal(124, result.ExitCode);
        Assert.Empty(result.Stdout);
        Assert.Contains("refused", result.Stderr, StringComparison.Ordinal);
        result = Run(_closed.EndPoint.ToString(), "-t", "0.2", "-q");
        Assert.Equal(124, result.ExitCode);
        Assert.Empty(result.Stdout + result.Stderr);
    }

    [UnixFact]
    public void The_command_runs_with_its_own_output_and_code()
    {
        ToolResult result = Run($"127.0.0.1:{_peer.Port}", "--", "sh", "-c", "echo CMD OUTPUT; exit 7");
        Assert.Equal("CMD OUTPUT\n", result.Stdout);
        Assert.Equal(7, result.ExitCode);
        Assert.Equal(127, Run($"127.0.0.1:{_peer.Port}", "--", "no-such-command").ExitCode);
    }

    [UnixFact]
    public void After_a_timeout_the_command_runs_unless_it_is_strict()
    {
        string[] late = [_closed.EndPoint.ToString(), "-t", "0.2"];
        ToolResult result = Run([.. late, "--", "echo", "it ran"]);
        Assert.Equal("it ran\n", result.Stdout);
        Assert.Equal(0, result.ExitCode);
        result = Run([.. late, "--strict", "--", "echo", "it ran"]);
        Assert.Empty(result.Stdout);
        Assert.Equal(124, result.ExitCode);
    }

    [Fact]
    public void A_server_that_comes_late_is_waited_for()
    {
        using Socket late = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        late.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using RunningTool tool = RunningTool.Start("wait-for-it", late.LocalEndPoint!.ToString()!, "-t", "0");
        Assert.Contains("refused", tool.ReadErrorLine(), StringComparison.Ordinal);
        late.Listen();
        Assert.Equal(0, tool.Wait().ExitCode);
    }

    [UnixFact]
    public void A_link_by_that_name_is_the_same()
    {
        // The ordinary build is started by a host that knows the program by its own name only.
        if (!Tool.IsNative) return;
        using TemporaryFolder folder = new();
        foreach (string name in (string[])["wait-for-it", "wait-for-it.sh"])
        {
            string link = folder.PathOf(name);
            File.CreateSymbolicLink(link, Tool.Command[0]);
            Assert.Equal("it ran\n", Tool.RunProgram(new ToolOptions(), link, _closed.EndPoint.ToString(), "-t", "0.2", "--", "echo", "it ran").Stdout);
            Assert.Equal(1, Tool.RunProgram(new ToolOptions(), link).ExitCode);
        }
    }

    private static ToolResult Run(params string[] args) => Tool.Run(["wait-for-it", .. args]);
}
