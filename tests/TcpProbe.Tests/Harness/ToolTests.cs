using System.Text;
namespace TcpProbe.Tests.Harness;

[Trait("Category", "Process")]
public sealed class ToolTests
{
    private const int MoreThanAPipeHolds = 1 << 20;

    [Fact]
    public void The_tool_under_test_exists() => Assert.All(Tool.Command, word => Assert.True(File.Exists(word), word));

    [Fact]
    public void The_tool_under_test_runs()
    {
        ToolResult result = Tool.Run("--no-such-option-of-ours");
        Assert.Equal(64, result.ExitCode);
        Assert.Empty(result.StdoutBytes);
        Assert.StartsWith("tcpprobe: ", result.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public void More_output_than_a_pipe_holds_is_read_from_both_streams()
    {
        ToolResult result = Sh($"head -c {MoreThanAPipeHolds} /dev/zero >&2; head -c {MoreThanAPipeHolds} /dev/zero; exit 7");
        Assert.Equal(7, result.ExitCode);
        Assert.Equal(MoreThanAPipeHolds, result.StdoutBytes.Length);
        Assert.Equal(MoreThanAPipeHolds, result.StderrBytes.Length);
    }

    [Fact]
    public void Stdin_is_given_whole_and_then_ends()
    {
        byte[] stdin = new byte[MoreThanAPipeHolds];
        Random.Shared.NextBytes(stdin);
        Assert.Equal(stdin, Sh("cat", new ToolOptions { Stdin = stdin }).StdoutBytes);
        Assert.Empty(Sh("cat").StdoutBytes);
        Assert.Equal(3, Sh("exit 3", new ToolOptions { Stdin = stdin }).ExitCode);
    }

    [Fact]
    public void Variables_are_set_and_removed()
    {
        Dictionary<string, string?> variables = new() { ["ADDED"] = "yes", ["HOME"] = null };
        Assert.Equal("yes gone\n", Sh("echo $ADDED ${HOME-gone}", new ToolOptions { Environment = variables }).Stdout);
    }

    [Fact]
    public void A_prefix_stands_before_the_program() =>
        Assert.Equal("yes\n", Sh("echo $ADDED", new ToolOptions { Prefix = ["env", "ADDED=yes"] }).Stdout);

    [Fact]
    public void A_stream_can_be_closed_or_led_elsewhere()
    {
        Assert.NotEqual(0, Sh("echo lost", new ToolOptions { Redirections = ">&-" }).ExitCode);
        Assert.NotEqual(0, Sh("echo lost", new ToolOptions { Redirections = ">/dev/full" }).ExitCode);
        Assert.Equal("kept\n", Sh("echo kept", new ToolOptions { Redirections = ">&2" }).Stderr);
    }

    [Fact]
    public void A_signal_that_ended_the_process_is_in_the_exit_code() => Assert.Equal(128 + 15, Sh("kill -TERM $$").ExitCode);

    [Theory]
    [InlineData("INT", 2)]
    [InlineData("QUIT", 3)]
    [InlineData("PIPE", 13)]
    public void A_signal_does_to_a_process_what_it_does_under_a_shell(string name, int number) =>
        Assert.Equal(128 + number, Sh($"kill -{name} $$; exit 1").ExitCode);

    [Fact]
    public void A_process_that_does_not_end_in_time_is_killed_and_fails_the_test()
    {
        ToolOptions options = new() { Limit = TimeSpan.FromMilliseconds(300) };
        Xunit.Sdk.XunitException failure = Assert.Throws<Xunit.Sdk.XunitException>(() => Sh("echo began; exec sleep 1000", options));
        Assert.Contains("did not end within 0.3 s", failure.Message, StringComparison.Ordinal);
        Assert.Contains("began", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_running_process_is_read_line_by_line_and_ended_by_a_signal()
    {
        using RunningTool running = RunningTool.StartProgram(new ToolOptions(), "sh", "-c", "trap 'exit 9' INT; echo one; echo two; while :; do sleep 0.02; done");
        Assert.Equal("one", running.ReadLine());
        Assert.Equal("two", running.ReadLine());
        running.Signal("INT");
        ToolResult result = running.Wait();
        Assert.Equal(9, result.ExitCode);
        Assert.Equal("one\ntwo\n", result.Stdout);
    }

    [Fact]
    public void A_running_process_is_killed_with_its_children_when_disposed_of()
    {
        int id;
        using (RunningTool running = RunningTool.StartProgram(new ToolOptions(), "sh", "-c", "sleep 1000 & echo $!; wait"))
            id = int.Parse(running.ReadLine(), System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(SpinWait.SpinUntil(() => HasEnded(id), TimeSpan.FromSeconds(30)));
    }

    /// <summary>Ended, and perhaps not yet reaped by whoever inherited it.</summary>
    private static bool HasEnded(int id)
    {
        try
        {
            string status = File.ReadAllText($"/proc/{id}/stat", Encoding.ASCII);
            return status[(status.LastIndexOf(')') + 2)..].StartsWith('Z');
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static ToolResult Sh(string script, ToolOptions? options = null) => Tool.RunProgram(options ?? new ToolOptions(), "sh", "-c", script);
}
