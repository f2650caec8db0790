using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.EndToEnd;

/// <summary>Targets that a pipe brings.</summary>
[Trait("Category", "Process")]
public sealed class TargetsFromStdinTests
{
    [Fact]
    public void A_dash_is_stdin()
    {
        using ScriptedPeer peer = new(_ => { });

        ToolResult result = Run($"\uFEFF# peers\r\n{peer.EndPoint} the peer\r\n", "-z", "--targets", "-");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.StartsWith($"{peer.EndPoint} (the peer) ok: ", result.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public void Mistakes_in_it_are_told_with_its_name()
    {
        ToolResult result = Run("a:1\nredis\n\0\nb:2 b\n:3\n", "-z", "--targets", "-");

        Assert.Equal(64, result.ExitCode);
        Assert.Empty(result.StdoutBytes);
        Assert.Equal(
            "tcpprobe: -:2: redis: no port; write redis:PORT\n"
            + "tcpprobe: -:3: \\x00: no host name has a \\x00; write letters, digits, dots and hyphens\n"
            + "tcpprobe: -:5: no host; write HOST:3\n",
            result.Stderr);
    }

    [Fact]
    public void At_its_end_from_the_start_it_names_nothing() => CommandLine.AssertIsComplaint(Run("", "-z", "--targets", "-"), 64);

    [UnixTheory]
    [InlineData("--targets", "<&-")]
    [InlineData("--send-file", "<&-")]
    [InlineData("--targets", "0>/dev/null")]
    public void Without_any_it_is_stdin_that_is_missing_and_no_permission(string option, string redirection)
    {
        // The runtime of the JIT has taken the free place before the program begins.
        if (!Tool.IsNative && redirection == "<&-") return;
        ToolResult result = Tool.Run(new ToolOptions { Redirections = redirection }, option == "--targets" ? [option, "-"] : ["localhost:1", option, "-"]);

        CommandLine.AssertIsComplaint(result, 64);
        Assert.Equal($"tcpprobe: {option} - cannot be read: stdin is not open for reading\n", result.Stderr);
    }

    [Fact]
    public void A_pipe_may_be_named_as_a_file()
    {
        using ScriptedPeer peer = new(_ => { });

        ToolResult result = Run($"{peer.EndPoint}\n", "-z", "--targets", "/dev/stdin");

        Assert.True(result.ExitCode == 0, result.ToString());
    }

    private static ToolResult Run(string stdin, params string[] args) => Tool.Run(new ToolOptions { Stdin = System.Text.Encoding.UTF8.GetBytes(stdin) }, args);
}
