using System.Text.Json;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.EndToEnd;

/// <summary>One run over several targets.</summary>
public sealed class ManyTargetsTests : IDisposable
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

    [Fact]
    public void The_lines_stand_in_the_order_of_the_command_line_whoever_is_slowest()
    {
        using FullAcceptQueue queue = new();

        ToolResult result = CommandLine.Run("-z", $"{queue.EndPoint}", Closed, Open, "--connect-timeout", "0.3");

        Assert.Matches(
            $"""
            ^{queue.EndPoint} failed in connect: connect_timed_out \(--connect-timeout\) after T
            {Closed} failed in connect: refused \(ECONNREFUSED\) after T
            {Open} ok: connected to 127.0.0.1 in T, nothing sent \(-z\)
            3 targets in T: 1 ok, 2 failed: refused 1, connect_timed_out 1
              hint for connect_timed_out: no answer at all: .*
              hint for refused: the host answered, but nothing listens on that port
            $
            """,
            Blurred.Times(result.Stdout));
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public void A_line_is_there_as_soon_as_those_before_it_are()
    {
        string open = Open;
        using ScriptedPeer silent = Peers.Silent();
        using RunningCommand command = RunningCommand.Start(Closed, open, $"{silent.EndPoint}", "--expect-close", "--io-timeout", "none");
        command.AwaitOutput($"{Closed} failed in connect: refused ");

        // The second waits for a close that nobody makes, and so does the third.
        _open.Dispose();
        command.AwaitOutput($"{open} failed in exchange step 1 (expect-close): reset ");
        silent.Dispose();
        Assert.Contains("3 targets in ", command.Wait().Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_reason_has_one_hint_from_where_it_came_first()
    {
        using RefusedPort other = new();

        ToolResult result = CommandLine.Run("-z", Closed, $"{other.EndPoint}", Open);

        Assert.Equal(
            $"""
            {Closed} failed in connect: refused (ECONNREFUSED) after T
            {other.EndPoint} failed in connect: refused (ECONNREFUSED) after T
            {Open} ok: connected to 127.0.0.1 in T, nothing sent (-z)
            3 targets in T: 1 ok, 2 failed: refused 2
              hint for refused: the host answered, but nothing listens on that port

            """,
            Blurred.Times(result.Stdout));
        Assert.Equal(11, result.ExitCode);
    }

    [Fact]
    public void One_named_twice_is_probed_once_and_that_is_said()
    {
        ToolResult result = CommandLine.Run("-z", Open, Closed, Open, Open);

        Assert.Equal($"tcpprobe: {Open} is named more than once, and probed once\n", result.Stderr);
        Assert.Equal(1, result.Stdout.Split(Open).Length - 1);
        Assert.Contains("\n2 targets in ", result.Stdout, StringComparison.Ordinal);
        Assert.Empty(CommandLine.Run("-zq", Open, Open).Stderr);
    }

    [Fact]
    public void The_ports_of_a_host_and_the_lines_of_a_file_are_targets_like_others()
    {
        string file = _folder.File("targets", $"{Closed} the closed one\n# nobody\n\n{Open}\n");

        ToolResult ports = CommandLine.Run("-z", "127.0.0.1", $"{_open.Port},{_closed.Port}"), listed = CommandLine.Run("-z", Open, "--targets", file);

        Assert.StartsWith($"{Open} ok: connected to 127.0.0.1 in T, nothing sent (-z)\n{Closed} failed in ", Blurred.Times(ports.Stdout), StringComparison.Ordinal);
        Assert.Contains($"\n{Closed} (the closed one) failed in connect: refused ", listed.Stdout, StringComparison.Ordinal);
        Assert.Contains("2 targets in ", listed.Stdout, StringComparison.Ordinal);
        Assert.Contains(Open, listed.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public void In_JSON_a_line_each_and_one_that_sums_up()
    {
        ToolResult result = CommandLine.Run("-z", Open, Closed, "-o", "json");

        JsonElement[] lines = Lines(result);
        Assert.Equal(["probe", "probe", "summary"], lines.Select(line => line.GetProperty("type").GetString()));
        Assert.Equal([1, 2], lines[..2].Select(line => line.GetProperty("seq").GetInt32()));
        Assert.Equal([_open.Port, $"{_closed.Port}"], lines[..2].Select(line => line.GetProperty("target").GetProperty("port").GetRawText()));
        JsonElement summary = lines[2];
        Assert.Equal("""{"refused":1}""", summary.GetProperty("reasons").GetRawText());
        Assert.Equal("completed 2 1 2 1 1 11", string.Join(' ', from key in (string[])["ended", "targets", "targets_ok", "probes", "ok", "failed", "exit_code"] select summary.GetProperty(key)));
    }

    [Fact]
    public void A_list_that_names_but_one_is_summed_up_all_the_same()
    {
        string file = _folder.File("targets", Open);

        Assert.Equal(2, Lines(CommandLine.Run("-z", "--targets", file, "-o", "json")).Length);
        Assert.EndsWith("1 target in T: 1 ok, 0 failed\n", Blurred.Times(CommandLine.Run("-z", "--targets", file).Stdout), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("any", 0, "1 ok, 1 required, 1 failed: refused 1")]
    [InlineData("1", 0, "1 ok, 1 required, 1 failed: refused 1")]
    [InlineData("2", 11, "1 ok, 2 required, 1 failed: refused 1")]
    [InlineData("all", 11, "1 ok, 1 failed: refused 1")]
    public void As_many_as_are_required_must_be_ok(string require, int code, string says)
    {
        ToolResult result = CommandLine.Run("-z", Open, Closed, "--require", require);

        Assert.True(result.ExitCode == code, result.ToString());
        Assert.Contains($"2 targets in T: {says}\n", Blurred.Times(result.Stdout), StringComparison.Ordinal);
    }

    [Fact]
    public void Whether_all_are_closed_can_be_asked_too()
    {
        ToolResult closed = CommandLine.Run(Closed, "--until", "down"), one = CommandLine.Run(Closed, Open, "--until", "down");

        Assert.Equal($"{Closed} ok: closed, refused (ECONNREFUSED) after T\n", Blurred.Times(closed.Stdout));
        Assert.Equal(0, closed.ExitCode);
        Assert.Equal(
            $"""
            {Closed} ok: closed, refused (ECONNREFUSED) after T
            {Open} failed: open, and --until down wants it closed: connected to 127.0.0.1 in T
            2 targets in T: 1 ok, 1 failed: open 1
              hint for open: something listens there

            """,
            Blurred.Times(one.Stdout));
        Assert.Equal(1, one.ExitCode);
    }

    [Theory]
    [InlineData("-z", "")]
    [InlineData("-z --until up", "")]
    [InlineData("--until down", "@ failed: open, and --until down wants it closed: connected to 127.0.0.1 in T\n2 targets in T: 1 ok, 1 failed: open 1\n  hint for open: something listens there\n")]
    public void Only_what_failed_is_shown_if_so_wanted(string options, string shown)
    {
        string[] targets = options.Contains("down", StringComparison.Ordinal) ? [Closed, Open] : [Open, $"localhost:{_open.Port}", "-4"];

        ToolResult result = CommandLine.Run([.. targets, "--quiet-ok", .. options.Split(' ')]);

        Assert.Equal(shown.Replace("@", Open, StringComparison.Ordinal), Blurred.Times(result.Stdout));
    }

    [Fact]
    public void So_it_is_with_a_single_probe()
    {
        Assert.Empty(CommandLine.Run("-z", Open, "--quiet-ok").Stdout);
        Assert.Contains("refused", CommandLine.Run("-z", Closed, "--quiet-ok").Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public void A_thousand_targets_are_all_reported_in_their_order()
    {
        string[] targets = [.. Enumerable.Range(1, 1000).Select(i => $"127.0.{i / 250}.{(i % 250) + 1}:{_closed.Port}")];
        string file = _folder.File("targets", string.Join('\n', targets));

        ToolResult result = CommandLine.Run("-z", "--targets", file);

        Assert.Equal(targets, result.Stdout.Split('\n')[..1000].Select(line => line.Split(' ')[0]));
        Assert.Contains("\n1000 targets in ", result.Stdout, StringComparison.Ordinal);
        Assert.Equal(3, result.Stdout.Split('\n').Length - 1000);
    }

    private static JsonElement[] Lines(ToolResult result) =>
        [.. result.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line))];
}
