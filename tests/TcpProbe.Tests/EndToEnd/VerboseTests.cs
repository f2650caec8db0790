using System.Globalization;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.EndToEnd;

[Trait("Category", "Process")]
public sealed class VerboseTests
{
    [Fact]
    public void Each_step_is_a_line_on_stderr_with_name_and_number_of_the_process()
    {
        using ScriptedPeer peer = Peers.Answering("pong\n"u8.ToArray());
        string[] lines = Run(peer, "-v", "--syn-retries", "2", "--recv-buffer", "64k");
        AssertSays(lines, $"127.0.0.1:{peer.Port}: I/O timeout 5.50 s, resolve timeout 5.50 s, deadline none");
        AssertSays(lines, "SYN retries 2 (TCP_SYNCNT), the kernel gives up ");
        AssertSays(lines, "SO_REUSEADDR off ");
        AssertSays(lines, "TCP_NODELAY on ");
        AssertSays(lines, "SO_RCVBUF 131072 (asked 65536; net.core.rmem_max ");
        AssertSays(lines, "SO_SNDBUF ");
        AssertSays(lines, $"connecting to 127.0.0.1:{peer.Port}, connect timeout 3.50 s");
        AssertSays(lines, "connected to 127.0.0.1 in ");
        AssertSays(lines, "sent 5 of 5 bytes (line) ");
        AssertSays(lines, "sent 22 of 22 bytes (payload) ");
        AssertSays(lines, "received 5 bytes ");
        AssertSays(lines, "closed with FIN ");
        Assert.DoesNotContain(lines, line => line.StartsWith("> 0000", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("-vv")]
    [InlineData("-v", "-v")]
    [InlineData("-vvv")]
    [InlineData("--verbose", "--verbose")]
    public void Twice_shows_each_call_and_every_byte(params string[] options)
    {
        using ScriptedPeer peer = Peers.Answering("pong\n"u8.ToArray());
        string[] lines = Run(peer, options);
        AssertSays(lines, "connect(");
        AssertSays(lines, "> 0000  64 61 74 61 0a");
        AssertSays(lines, "> 0000  00 00 00 01 61 62 00 00 00 00 00 00 00 02 00 03  ....ab..........");
        AssertSays(lines, "> 0010  00 03 40 20 00 00");
        AssertSays(lines, "< 0000  70 6f 6e 67 0a");
    }

    [Fact]
    public void A_failure_is_told_too_and_stdout_keeps_the_report_alone()
    {
        using RefusedPort port = new();
        ToolResult result = Tool.Run("-v", port.EndPoint.ToString());
        Assert.Equal(11, result.ExitCode);
        Assert.Contains("127.0.0.1 failed: refused (ECONNREFUSED)", result.Stderr, StringComparison.Ordinal);
        Assert.Equal(2, result.Stdout.Count(letter => letter == '\n'));
        Assert.DoesNotContain("[tcpprobe", result.Stdout, StringComparison.Ordinal);
    }

    private static void AssertSays(string[] lines, string beginning) =>
        Assert.Contains(lines, line => line.StartsWith(beginning, StringComparison.Ordinal));

    /// <summary>The lines of stderr without the name and number that each begins with.</summary>
    private static string[] Run(ScriptedPeer peer, params string[] options)
    {
        using RunningTool tool = RunningTool.Start([peer.EndPoint.ToString(), .. options]);
        string prefix = string.Create(CultureInfo.InvariantCulture, $"[tcpprobe ({tool.Id})] ");
        ToolResult result = tool.Wait();
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(1, result.Stdout.Count(letter => letter == '\n'));
        string[] lines = result.Stderr.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.StartsWith(prefix, line, StringComparison.Ordinal));
        return [.. lines.Select(line => line[prefix.Length..])];
    }
}
