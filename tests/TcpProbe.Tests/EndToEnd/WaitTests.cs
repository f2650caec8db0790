using System.Net.Sockets;
using System.Text.Json;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.EndToEnd;

/// <summary><c>--wait</c> against servers that come late, half, or not for long.</summary>
public sealed class WaitTests
{
    [Fact]
    public void A_server_that_appears_late_is_waited_for_and_why_is_said_once()
    {
        using SwitchedPeer peer = new();
        using RunningCommand command = RunningCommand.Start("-z", $"{peer.EndPoint}", "--wait", "60", "-i", "20ms");
        command.AwaitError($"waiting for {peer.EndPoint}: refused; ");
        peer.SwitchOn();

        ToolResult result = command.Wait();

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Matches($@"^waiting for {peer.EndPoint}: refused; 59 s left\n$", result.Stderr);
        Assert.Matches($@"^{peer.EndPoint} ok: connected to 127.0.0.1 in T, nothing sent \(-z\)\nup after T: \d+ probes, refused \d+\n$", Blurred.Times(result.Stdout));
    }

    [Fact]
    public void One_that_is_there_is_probed_once_and_nothing_is_said_of_waiting()
    {
        using UntouchedPeer peer = new();

        ToolResult result = CommandLine.Run("-z", "127.0.0.1", peer.Port, "--wait", "none");

        Assert.Equal($"127.0.0.1:{peer.Port} ok: connected to 127.0.0.1 in T, nothing sent (-z)\nup after T: 1 probe\n", Blurred.Times(result.Stdout));
        Assert.Empty(result.Stderr);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public void A_change_of_the_reason_is_said_at_once()
    {
        // It accepts and closes before it stays: what a proxy does whose backend is not up yet.
        int connections = 0;
        using SwitchedPeer place = new();
        using ScriptedPeer peer = new(
            socket =>
            {
                if (Interlocked.Increment(ref connections) > 2) _ = Peers.ReceiveAll(socket);
            },
            connections: int.MaxValue);
        using RunningCommand command = RunningCommand.Start("-z", $"{peer.EndPoint}", $"{place.EndPoint}", "--stay", "50ms", "--wait", "60", "-i", "20ms");
        command.AwaitError($"waiting for 2 of 2 targets: {peer.EndPoint}: closed_early; {place.EndPoint}: refused; ");
        command.AwaitError($"waiting for 1 of 2 targets: {place.EndPoint}: refused; ");
        place.SwitchOn();

        ToolResult result = command.Wait();

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("\nup after ", result.Stdout, StringComparison.Ordinal);
        Assert.Equal(2, result.Stderr.Count(letter => letter == '\n'));
    }

    [Fact]
    public void A_server_that_flaps_must_be_well_so_many_times_in_a_row()
    {
        int connections = 0;
        using ScriptedPeer peer = new(
            socket =>
            {
                if (Interlocked.Increment(ref connections) != 3) _ = socket.Send("ready"u8);
            },
            connections: 6);

        ToolResult result = CommandLine.Run($"{peer.EndPoint}", "--expect", "ready", "--wait", "60", "-i", "1ms", "--successes", "3");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.EndsWith("\nup after T: 6 probes, closed_early 1\n", Blurred.Times(result.Stdout), StringComparison.Ordinal);
        Assert.Equal(
            ["1 of 3 in a row", "2 of 3 in a row", "closed_early", "1 of 3 in a row", "2 of 3 in a row"],
            result.Stderr.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(": ")[1].Split("; ")[0]));
        peer.Join();
    }

    [Fact]
    public void All_targets_must_be_up_in_the_same_round()
    {
        // Each is up when the other is not, until the third round.
        int first = 0, second = 0;
        using ScriptedPeer early = new(socket => Greet(socket, Interlocked.Increment(ref first) != 2), connections: 3);
        using ScriptedPeer late = new(socket => Greet(socket, Interlocked.Increment(ref second) != 1), connections: 3);

        ToolResult result = CommandLine.Run($"{early.EndPoint}", $"{late.EndPoint}", "--expect", "ready", "--wait", "60", "-i", "1ms");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.EndsWith("\nup after T: 6 probes, closed_early 2\n", Blurred.Times(result.Stdout), StringComparison.Ordinal);
        Assert.Equal(2, result.Stdout.Split(" ok: ").Length - 1);
        Assert.DoesNotContain("hint", result.Stdout, StringComparison.Ordinal);

        static void Greet(Socket socket, bool isReady)
        {
            if (isReady) _ = socket.Send("ready"u8);
        }
    }

    [Fact]
    public void When_the_time_is_over_the_last_reason_and_how_often_each_occurred_are_told()
    {
        int connections = 0;
        using ScriptedPeer peer = new(
            socket =>
            {
                if (Interlocked.Increment(ref connections) == 1) socket.LingerState = new LingerOption(true, 0);
            },
            connections: int.MaxValue);

        ToolResult result = CommandLine.Run($"{peer.EndPoint}", "--expect", "ready", "--wait", "2", "-i", "50ms");

        Assert.Equal(124, result.ExitCode);
        Assert.InRange(result.Elapsed, TimeSpan.FromSeconds(1.99), TimeSpan.FromSeconds(30));
        Assert.Matches(
            $@"^{peer.EndPoint} failed in exchange step 1 \(expect\): closed_early .*\nnot up after T \(--wait\): \d+ probes, closed_early \d+, reset 1\n  hint for closed_early: .*\n$",
            Blurred.Times(result.Stdout));
    }

    [Fact]
    public void Of_several_targets_the_closed_one_is_named()
    {
        using UntouchedPeer open = new();
        using RefusedPort closed = new();

        ToolResult result = CommandLine.Run("-z", $"127.0.0.1:{open.Port}", $"{closed.EndPoint}", "--wait", "2", "-i", "50ms");

        Assert.Equal(124, result.ExitCode);
        Assert.StartsWith($"waiting for 1 of 2 targets: {closed.EndPoint}: refused; ", result.Stderr, StringComparison.Ordinal);
        Assert.Contains($"\n{closed.EndPoint} failed in connect: refused (ECONNREFUSED) after ", result.Stdout, StringComparison.Ordinal);
        Assert.Contains($"127.0.0.1:{open.Port} ok: ", result.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_targets_a_few_are_named_and_the_others_counted()
    {
        RefusedPort[] closed = [.. Enumerable.Range(0, 5).Select(_ => new RefusedPort())];

        ToolResult result = CommandLine.Run(["-z", .. closed.Select(port => $"{port.EndPoint}"), "--wait", "2", "-i", "1"]);

        string named = string.Join("; ", closed.Take(3).Select(port => $"{port.EndPoint}: refused"));
        Assert.StartsWith($"waiting for 5 of 5 targets: {named}; and 2 more; ", result.Stderr, StringComparison.Ordinal);
        Array.ForEach(closed, port => port.Dispose());
    }

    [Theory]
    [InlineData("all", 124)]
    [InlineData("2", 124)]
    [InlineData("any", 0)]
    public void As_many_as_are_required_must_be_up(string require, int code)
    {
        using UntouchedPeer open = new();
        using RefusedPort closed = new();

        ToolResult result = CommandLine.Run("-z", $"127.0.0.1:{open.Port}", $"{closed.EndPoint}", "--wait", "2", "-i", "20ms", "--require", require);

        Assert.True(result.ExitCode == code, result.ToString());
        Assert.Contains(code == 0 ? "\nup after " : "\nnot up after ", result.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_hangs_holds_nobody_up_where_any_is_enough()
    {
        using FullAcceptQueue queue = new();
        using UntouchedPeer open = new();

        ToolResult result = CommandLine.Run("-z", $"{queue.EndPoint}", $"127.0.0.1:{open.Port}", "--connect-timeout", "none", "--wait", "60", "--require", "any");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.InRange(result.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Its_time_is_kept_whatever_an_attempt_takes_and_the_one_that_it_ends_does_not_count()
    {
        using FullAcceptQueue queue = new();

        ToolResult result = CommandLine.Run("-z", $"{queue.EndPoint}", "--connect-timeout", "none", "--wait", "500ms");

        Assert.Equal(124, result.ExitCode);
        Assert.InRange(result.Elapsed, TimeSpan.FromSeconds(0.49), TimeSpan.FromSeconds(20));
        Assert.Matches(
            $@"^{queue.EndPoint} failed in connect: connect_timed_out \(--wait\) after T(, \d SYNs? resent)?\nnot up after T \(--wait\): the first probe had not ended\n  hint for connect_timed_out: .*\n$",
            Blurred.Times(result.Stdout));
        Assert.Empty(result.Stderr);
    }

    [Fact]
    public void Attempts_that_end_by_themselves_before_do_count()
    {
        using FullAcceptQueue queue = new();

        ToolResult result = CommandLine.Run("-z", $"{queue.EndPoint}", "--connect-timeout", "100ms", "-i", "50ms", "--wait", "2");

        Assert.Equal(124, result.ExitCode);
        Assert.Matches(@"\nnot up after T \(--wait\): (\d+) probes?, connect_timed_out \1\n", Blurred.Times(result.Stdout));
        Assert.Matches($@"^waiting for {queue.EndPoint}: connect_timed_out; [01]\.\d s left\n$", result.Stderr);
    }

    [Fact]
    public void A_server_that_goes_down_is_waited_for_too()
    {
        using SwitchedPeer peer = new();
        peer.SwitchOn();
        using RunningCommand command = RunningCommand.Start($"{peer.EndPoint}", "--until", "down", "--wait", "60", "-i", "20ms");
        command.AwaitError($"waiting for {peer.EndPoint} to go down: open; ");
        peer.SwitchOff();

        ToolResult result = command.Wait();

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Matches($@"^{peer.EndPoint} ok: closed, refused \(ECONNREFUSED\) after T\ndown after T: \d+ probes, open \d+\n$", Blurred.Times(result.Stdout));
    }

    [Fact]
    public void One_that_stays_up_is_not_down()
    {
        using UntouchedPeer peer = new();

        ToolResult result = CommandLine.Run("127.0.0.1", peer.Port, "--until", "down", "--wait", "2", "-i", "50ms");

        Assert.Equal(124, result.ExitCode);
        Assert.Matches(
            $@"^127.0.0.1:{peer.Port} failed: open, and --until down wants it closed: connected to 127.0.0.1 in T\nnot down after T \(--wait\): (\d+) probes, open \1\n  hint for open: something listens there\n$",
            Blurred.Times(result.Stdout));
    }

    [Theory]
    [InlineData("refused", "300ms", 124, "not down after T (--wait)")]
    [InlineData("refused,connect_timed_out", "30", 0, "down after T")]
    public void What_hangs_is_down_only_where_that_is_what_down_means(string reasons, string wait, int code, string says)
    {
        using FullAcceptQueue queue = new();

        ToolResult result = CommandLine.Run($"{queue.EndPoint}", "--until", "down", "--down-means", reasons, "--connect-timeout", "100ms", "--wait", wait, "-i", "10ms");

        Assert.True(result.ExitCode == code, result.ToString());
        Assert.Contains($"\n{says}: ", Blurred.Times(result.Stdout), StringComparison.Ordinal);
    }

    [Fact]
    public void The_attempt_that_the_end_cuts_short_does_not_mean_down_either()
    {
        using FullAcceptQueue queue = new();

        ToolResult result = CommandLine.Run($"{queue.EndPoint}", "--until", "down", "--down-means", "connect_timed_out", "--connect-timeout", "60", "--wait", "200ms");

        Assert.True(result.ExitCode == 124, result.ToString());
        Assert.Matches(
            $@"^{queue.EndPoint} failed in connect: connect_timed_out \(--wait\) after T(, \d SYNs? resent)?\nnot down after T \(--wait\): the first probe had not ended\n  hint for connect_timed_out: .*\n$",
            Blurred.Times(result.Stdout));
    }

    [Fact]
    public void Quietly_the_code_alone_tells()
    {
        using RefusedPort closed = new();
        using UntouchedPeer open = new();

        ToolResult late = CommandLine.Run("-zq", $"{closed.EndPoint}", "--wait", "100ms", "-i", "20ms"), there = CommandLine.Run("-zq", "127.0.0.1", open.Port, "--wait", "5");

        Assert.Equal((124, 0), (late.ExitCode, there.ExitCode));
        Assert.Empty(late.Stdout + late.Stderr + there.Stdout + there.Stderr);
    }

    [Fact]
    public void In_JSON_the_last_attempt_of_each_target_and_the_counts_of_the_others()
    {
        int connections = 0;
        using ScriptedPeer peer = new(
            socket =>
            {
                if (Interlocked.Increment(ref connections) > 2) _ = socket.Send("ready"u8);
            },
            connections: 3);

        ToolResult result = CommandLine.Run($"{peer.EndPoint}", "--expect", "ready", "--wait", "60", "-i", "1ms", "-o", "json");

        string[] lines = result.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        using JsonDocument probe = JsonDocument.Parse(lines[0]), summary = JsonDocument.Parse(lines[1]);
        Assert.Equal((3, true), (probe.RootElement.GetProperty("seq").GetInt32(), probe.RootElement.GetProperty("ok").GetBoolean()));
        Assert.Equal("completed", summary.RootElement.GetProperty("ended").GetString());
        Assert.Equal("""{"closed_early":2}""", summary.RootElement.GetProperty("reasons").GetRawText());
        Assert.Equal(
            (3, 1, 2, 0),
            (summary.RootElement.GetProperty("probes").GetInt32(), summary.RootElement.GetProperty("ok").GetInt32(), summary.RootElement.GetProperty("failed").GetInt32(), summary.RootElement.GetProperty("exit_code").GetInt32()));
    }

    [Fact]
    public void In_JSON_a_wait_that_ran_out_says_so()
    {
        using RefusedPort closed = new();

        ToolResult result = CommandLine.Run("-z", $"{closed.EndPoint}", "--wait", "100ms", "-i", "20ms", "-o", "json");

        using JsonDocument summary = JsonDocument.Parse(result.Stdout.Split('\n')[1]);
        Assert.Equal("wait_ran_out", summary.RootElement.GetProperty("ended").GetString());
        Assert.Equal((124, 124), (result.ExitCode, summary.RootElement.GetProperty("exit_code").GetInt32()));
    }
}
