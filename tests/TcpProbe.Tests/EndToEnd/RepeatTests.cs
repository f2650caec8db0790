using System.Net.Sockets;
using System.Text.Json;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.EndToEnd;

/// <summary><c>--count</c>: a line a probe, then what they add up to.</summary>
public sealed class RepeatTests
{
    [Fact]
    public void Each_probe_has_its_line_and_all_of_them_their_sums()
    {
        using UntouchedPeer peer = new();

        ToolResult result = CommandLine.Run("-z", "127.0.0.1", peer.Port, "--count", "3", "-i", "5ms");

        string line = $"127.0.0.1:{peer.Port} ok: connected to 127.0.0.1 in T, nothing sent (-z)\n";
        Assert.Equal(
            $"""
            {line}{line}{line}--- 127.0.0.1:{peer.Port}: 3 probes, 3 ok, 0 failed, 0 % loss
              ms          min    avg median    p90    p95    p99    max stddev jitter
              connect  …
              rtt      …
              total    …

            """,
            Blurred.Times(result.Stdout));
        Assert.Empty(result.Stderr);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public void Failures_are_counted_by_their_reasons_and_times_up_and_down_told_apart()
    {
        using ScriptedPeer peer = Flapping("++--r+");

        ToolResult result = Repeat(peer, 6);

        string ok = $"{peer.EndPoint} ok: connected to 127.0.0.1 in T, 1 step in T: \"ready\"\n";
        string early = $"{peer.EndPoint} failed in exchange step 1 (expect): closed_early after T, 0 bytes sent, none received\n";
        Assert.Equal(
            $"""
            {ok}{ok}{early}{early}{peer.EndPoint} failed in exchange step 1 (expect): reset (ECONNRESET) after T, 0 bytes sent, none received
            {ok}--- {peer.EndPoint}: 6 probes, 3 ok, 3 failed, 50 % loss: closed_early 2, reset 1
              ms          min    avg median    p90    p95    p99    max stddev jitter
              connect  …
              rtt      …
              exchange …
              total    …
              ok     for T from WHEN: 2 probes
              failed for T from WHEN: 3 probes
              ok     for T from WHEN: 1 probe
              hint for closed_early: 
            """,
            Until(Blurred.Times(result.Stdout), "hint for closed_early: "));
        Assert.Equal(2, result.Stdout.Split("  hint for ").Length - 1);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public void Only_changes_are_shown_if_so_wanted_with_how_long_the_last_state_held()
    {
        using ScriptedPeer peer = Flapping("++--r++");

        ToolResult result = Repeat(peer, 7, "--changes");

        Assert.Equal(
            [
                $"{peer.EndPoint} ok: connected to 127.0.0.1 in T, 1 step in T: \"ready\"",
                $"{peer.EndPoint} failed in exchange step 1 (expect): closed_early after T, 0 bytes sent, none received; was ok for T",
                $"{peer.EndPoint} failed in exchange step 1 (expect): reset (ECONNRESET) after T, 0 bytes sent, none received; was closed_early for T",
                $"{peer.EndPoint} ok: connected to 127.0.0.1 in T, 1 step in T: \"ready\"; was reset for T",
                $"--- {peer.EndPoint}: 7 probes, 4 ok, 3 failed, 42.86 % loss: closed_early 2, reset 1",
            ],
            Blurred.Times(result.Stdout).Split('\n')[..5]);
    }

    [Fact]
    public void In_JSON_changes_leave_out_lines_and_no_counts()
    {
        using ScriptedPeer peer = Flapping("++--+");

        JsonElement[] lines = [.. Repeat(peer, 5, "--changes", "-o", "json").Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line))];

        Assert.Equal([1, 3, 5], lines[..^1].Select(line => line.GetProperty("seq").GetInt32()));
        Assert.Equal((5, 2), (lines[^1].GetProperty("probes").GetInt32(), lines[^1].GetProperty("failed").GetInt32()));
        Assert.Equal(5, lines[^1].GetProperty("latency").GetProperty("connect").GetProperty("count").GetInt32());
    }

    [Fact]
    public void Only_failures_are_shown_if_so_wanted_and_sums_only_if_there_are_some()
    {
        using ScriptedPeer flapping = Flapping("+-+"), steady = Flapping("+++");

        ToolResult some = Repeat(flapping, 3, "--quiet-ok"), none = Repeat(steady, 3, "--quiet-ok"), json;
        using (ScriptedPeer well = Flapping("++")) json = Repeat(well, 2, "--quiet-ok", "-o", "json");

        Assert.StartsWith(
            $"{flapping.EndPoint} failed in exchange step 1 (expect): closed_early after T, 0 bytes sent, none received\n--- {flapping.EndPoint}: 3 probes, 2 ok, 1 failed, 33.33 % loss: closed_early 1\n",
            Blurred.Times(some.Stdout),
            StringComparison.Ordinal);
        Assert.Equal((17, 0, 0), (some.ExitCode, none.ExitCode, json.ExitCode));
        Assert.Empty(none.Stdout + none.Stderr + json.Stdout);
    }

    [Fact]
    public void Of_several_targets_only_those_that_failed_are_summed_up_then()
    {
        using UntouchedPeer open = new();
        using RefusedPort closed = new();

        ToolResult result = CommandLine.Run("-z", $"127.0.0.1:{open.Port}", $"{closed.EndPoint}", "--count", "2", "-i", "5ms", "--quiet-ok");

        Assert.Equal(
            $"""
            {closed.EndPoint} failed in connect: refused (ECONNREFUSED) after T
            {closed.EndPoint} failed in connect: refused (ECONNREFUSED) after T
            --- {closed.EndPoint}: 2 probes, 0 ok, 2 failed, 100 % loss: refused 2
            2 targets in T: 1 ok, 1 failed; 4 probes: refused 2
              hint for refused: the host answered, but nothing listens on that port

            """,
            Blurred.Times(result.Stdout));
        Assert.Equal(11, result.ExitCode);
    }

    [Fact]
    public void Several_targets_are_probed_round_by_round()
    {
        using UntouchedPeer open = new();
        using RefusedPort closed = new();

        ToolResult result = CommandLine.Run("-z", $"{closed.EndPoint}", $"127.0.0.1:{open.Port}", "--count", "2", "-i", "5ms", "-o", "json");

        Assert.Equal(
            [$"1 {closed.Port}", $"2 {open.Port}", $"3 {closed.Port}", $"4 {open.Port}"],
            result.Stdout.Split('\n')[..4].Select(line => JsonSerializer.Deserialize<JsonElement>(line)).Select(probe => $"{probe.GetProperty("seq")} {probe.GetProperty("target").GetProperty("port")}"));
    }

    [Fact]
    public void Each_line_begins_with_the_time_if_so_wanted()
    {
        using UntouchedPeer peer = new();

        string[] series = CommandLine.Run("-z", "127.0.0.1", peer.Port, "--count", "2", "-i", "5ms", "--timestamps").Stdout.Split('\n');

        Assert.All(series[..2], line => Assert.StartsWith($"WHEN 127.0.0.1:{peer.Port} ok: ", Blurred.Times(line), StringComparison.Ordinal));
        Assert.True(string.CompareOrdinal(series[0], 0, series[1], 0, 24) < 0, $"{series[0]}\n{series[1]}");
        Assert.StartsWith("--- ", series[2], StringComparison.Ordinal);
        Assert.StartsWith("WHEN 127.0.0.1:", Blurred.Times(CommandLine.Run("-z", "127.0.0.1", peer.Port, "--timestamps").Stdout), StringComparison.Ordinal);
    }

    [Fact]
    public void Bars_show_the_times_if_so_wanted()
    {
        using UntouchedPeer peer = new();

        string[] lines = CommandLine.Run("-z", "127.0.0.1", peer.Port, "--count", "20", "-i", "1ms", "--histogram").Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        int at = Array.IndexOf(lines, "  total, from the first phase to the last:");
        Assert.InRange(at, 21, lines.Length - 2);
        string[] bars = lines[(at + 1)..];
        Assert.All(bars, bar => Assert.Matches(@"^ +[0-9.]+ m?s to +[0-9.]+ m?s +\d+( +#+)?$", bar));
        Assert.Equal(20, bars.Sum(bar => int.Parse(bar.Split("s  ")[1].Trim().Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 80));
    }

    [Theory]
    [InlineData("", 17)]
    [InlineData("--fail-if loss:0.5", 0)]
    [InlineData("--fail-if loss:0.49", 1)]
    [InlineData("--fail-if loss>=50%", 1)]
    [InlineData("--fail-if loss:0.5 --fail-if ok<2", 0)]
    [InlineData("--fail-if loss:0.5 --fail-if ok<3", 1)]
    [InlineData("--fail-if max.connect:1us --fail-if loss:1", 1)]
    [InlineData("--fail-if p95.tls:1h --fail-if loss:1", 1)]
    public void What_may_fail_can_be_said(string conditions, int code)
    {
        using ScriptedPeer peer = Flapping("+-+-");

        ToolResult result = Repeat(peer, 4, conditions.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.True(result.ExitCode == code, result.ToString());
        Assert.Equal(code == 1, result.Stdout.Contains("\n  broken: ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_broken_condition_is_told_with_what_was_measured()
    {
        using ScriptedPeer peer = Flapping("+-");

        ToolResult result = Repeat(peer, 2, "--fail-if", "loss:0.1", "--fail-if", "p95.tls:30ms", "--fail-if", "ok<1");

        Assert.Contains("\n  broken: loss 50 % > 10 %\n  broken: p95.tls was not measured\n  hint for ", result.Stdout, StringComparison.Ordinal);
    }

    private static ToolResult Repeat(ScriptedPeer peer, int count, params string[] options) =>
        CommandLine.Run([$"{peer.EndPoint}", "--expect", "ready", "--count", $"{count}", "-i", "5ms", .. options]);

    /// <summary>A connection for each sign: <c>+</c> is greeted, <c>-</c> closed, <c>r</c> reset.</summary>
    private static ScriptedPeer Flapping(string signs)
    {
        int next = -1;
        return new ScriptedPeer(
            socket =>
            {
                char sign = signs[Interlocked.Increment(ref next)];
                if (sign == '+') _ = socket.Send("ready"u8);
                if (sign == 'r') socket.LingerState = new LingerOption(true, 0);
            },
            signs.Length);
    }

    private static string Until(string text, string end) => text[..(text.IndexOf(end, StringComparison.Ordinal) + end.Length)];
}
