using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.EndToEnd;

/// <summary>What becomes of the report where stdout or stderr is not what it should be; and that no byte of it strays into the connection.</summary>
[Trait("Category", "Process")]
public sealed class StandardStreamTests
{
    [Theory]
    [InlineData(">&-", 74)]
    [InlineData(">/dev/full", 74)]
    [InlineData("2>&-", 0)]
    [InlineData("2>/dev/full", 0)]
    [InlineData("<&-", 0)]
    [InlineData("<&- 2>&-", 0)]
    [InlineData(">&- 2>&-", 74)]
    [InlineData("<&- >&- 2>&-", 74)]
    public void The_peer_hears_the_exchange_and_nothing_else(string redirections, int code)
    {
        foreach (string[] options in (string[][])[[], ["-vv"], ["-o", "json"]])
        {
            byte[]? heard = null;
            using ScriptedPeer peer = new(socket =>
            {
                heard = Peers.Receive(socket, 27);
                _ = socket.Send("x"u8);
                heard = [.. heard, .. Peers.ReceiveAll(socket)];
            });
            ToolResult result = Tool.Run(new ToolOptions { Redirections = redirections }, [peer.EndPoint.ToString(), .. options]);
            peer.Join();
            Assert.Equal(Peers.DefaultExchange, heard);

            // The runtime of the ordinary build opens files of its own, to which a closed stdout leads before the program begins.
            if (Tool.IsNative || redirections.Split(' ').Length < 2)
                Assert.True(result.ExitCode == code, $"{redirections}: {result}");
        }
    }

    [Theory]
    [InlineData(">&-")]
    [InlineData(">/dev/full")]
    public void A_report_that_cannot_be_written_is_one_line_on_stderr(string redirections)
    {
        using RefusedPort port = new();
        ToolOptions options = new() { Redirections = redirections };
        foreach (string[] args in (string[][])[[port.EndPoint.ToString()], [port.EndPoint.ToString(), "-o", "json"], ["--help"], ["--version"], ["help"], ["demo"]])
        {
            ToolResult result = Tool.Run(options, args);
            CommandLine.AssertIsComplaint(result, 74);
            Assert.StartsWith("tcpprobe: the report could not be written: ", result.Stderr, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(">&-")]
    [InlineData(">/dev/full")]
    public void A_plugin_whose_stdout_takes_nothing_says_so_on_stderr(string redirections)
    {
        using RefusedPort port = new();
        ToolResult result = Tool.Run(new ToolOptions { Redirections = redirections }, "-z", port.EndPoint.ToString(), "-o", "nagios");
        CommandLine.AssertIsComplaint(result, 3);
        Assert.StartsWith("tcpprobe: the report could not be written: ", result.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_report_a_broken_stdout_is_no_matter()
    {
        using RefusedPort port = new();
        Assert.Equal(11, Tool.Run(new ToolOptions { Redirections = ">/dev/full" }, "-q", port.EndPoint.ToString()).ExitCode);
    }

    [Fact]
    public void A_reader_who_has_gone_ends_it_silently()
    {
        using RefusedPort port = new();
        string fifo = Path.Combine(Directory.CreateTempSubdirectory("tcpprobe").FullName, "fifo");
        try
        {
            Assert.Equal(0, Tool.RunProgram(new ToolOptions(), "mkfifo", fifo).ExitCode);

            // Opened for both, then for writing; with the first gone, the second is a pipe that nobody reads.
            ToolOptions options = new() { Redirections = $"3<>{fifo} 4>{fifo} 3>&- >&4 4>&-" };
            foreach (string[] args in (string[][])[[port.EndPoint.ToString()], ["--help"], ["demo"], ["listen", "0"]])
            {
                ToolResult result = Tool.Run(options, args);
                Assert.True(result.ExitCode == 141, result.ToString());
                Assert.Empty(result.Stderr);
            }
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(fifo)!, recursive: true);
        }
    }

    [Fact]
    public void A_mistake_is_on_stderr_alone_and_its_code_survives_a_closed_one()
    {
        CommandLine.AssertIsComplaint(Tool.Run("nowhere"), 64);
        Assert.Equal(64, Tool.Run(new ToolOptions { Redirections = "2>&-" }, "nowhere").ExitCode);
        Assert.Equal(64, Tool.Run(new ToolOptions { Redirections = "2>/dev/full" }, "nowhere").ExitCode);
    }

    [Fact]
    public void Quiet_says_nothing_and_the_code_tells()
    {
        using RefusedPort port = new();
        foreach (string[] options in (string[][])[["-q"], ["-qo", "json"], ["--quiet", "-z"]])
        {
            ToolResult result = Tool.Run([port.EndPoint.ToString(), .. options]);
            Assert.Equal(11, result.ExitCode);
            Assert.Empty(result.Stdout + result.Stderr);
        }

        CommandLine.AssertIsComplaint(Tool.Run("-q", "nowhere"), 64);
    }

    [Fact]
    public void Stdin_is_left_alone()
    {
        using RefusedPort port = new();
        ToolResult result = Tool.RunProgram(
            new ToolOptions { Stdin = "one\ntwo\n"u8.ToArray() },
            ["sh", "-c", "while read word; do \"$@\"; echo $word; done", "sh", .. Tool.Command, "-q", port.EndPoint.ToString()]);
        Assert.Equal("one\ntwo\n", result.Stdout);
    }

    [Fact]
    public void Arguments_that_are_not_UTF8_are_refused()
    {
        using RefusedPort port = new();
        ToolResult result = Tool.RunProgram(
            new ToolOptions(), ["bash", "-c", "exec \"$@\" --line $'a\\xff'", "bash", .. Tool.Command, port.EndPoint.ToString()]);
        CommandLine.AssertIsComplaint(result, 64);
        Assert.Equal("tcpprobe: the value of --line is not UTF-8\n", result.Stderr);
    }
}
