using System.Diagnostics;
using System.Text.Json;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.EndToEnd;

/// <summary>Ctrl-C and SIGTERM: what a run has come to by then is told, and the process dies of the signal.</summary>
[Trait("Category", "Process")]
public sealed class RunSignalTests : IDisposable
{
    // A few milliseconds, unless the machine is busy.
    private static readonly TimeSpan Prompt = TimeSpan.FromSeconds(10);

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

    [UnixTheory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void A_series_ends_with_its_sums(string signal, int code)
    {
        using RunningTool tool = RunningTool.Start("-z", Open, "--count", "0", "-i", "20ms");
        _ = tool.ReadLine();

        ToolResult result = End(tool, signal, code);

        Assert.Matches($@"\n--- {Open}: \d+ probes?, \d+ ok, 0 failed, 0 % loss\n  ms  .*\n  connect .*\n  rtt .*\n  total .*\n$", result.Stdout);
        Assert.Empty(result.Stderr);
    }

    [UnixTheory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void In_JSON_the_last_line_says_so_with_the_code_of_the_signal(string signal, int code)
    {
        using RunningTool tool = RunningTool.Start("-z", Open, Closed, "--count", "0", "-i", "20ms", "-o", "json");
        _ = tool.ReadLine();

        ToolResult result = End(tool, signal, code);

        string[] lines = result.Stdout.Split('\n');
        Assert.Empty(lines[^1]);
        JsonElement summary = JsonSerializer.Deserialize<JsonElement>(lines[^2]);
        Assert.Equal(("interrupted", code), (summary.GetProperty("ended").GetString(), summary.GetProperty("exit_code").GetInt32()));
        Assert.Equal(lines.Length - 2, summary.GetProperty("probes").GetInt32());
    }

    [UnixFact]
    public void A_wait_ends_with_the_last_reason()
    {
        using RunningTool tool = RunningTool.Start("-z", Closed, "--wait", "none", "-i", "20ms", "--", "echo", "it ran");
        tool.AwaitError($"waiting for {Closed}: refused\n");

        ToolResult result = End(tool, "INT", 130);

        // The command does not run, and stdout would have been its own.
        Assert.Empty(result.Stdout);
        Assert.Matches(
            $@"^waiting for {Closed}: refused\n{Closed} failed in connect: refused \(ECONNREFUSED\) after T\ninterrupted after T, not up: \d+ probes?, refused \d+\n  hint for refused: .*\n$",
            Blurred.Times(result.Stderr));
    }

    [UnixFact]
    public void A_wait_whose_first_attempt_hangs_ends_too()
    {
        using FullAcceptQueue queue = new();
        using RunningTool tool = RunningTool.Start("-zv", $"{queue.EndPoint}", "--wait", "none", "--connect-timeout", "none");
        tool.AwaitError("connecting to ");

        Assert.Equal("interrupted after T, not up: the first probe had not ended\n", Blurred.Times(End(tool, "TERM", 143).Stdout));
    }

    [UnixFact]
    public void A_sweep_over_a_thousand_targets_tells_what_has_ended()
    {
        using FullAcceptQueue queue = new();
        string[] targets = [Closed, $"{queue.EndPoint}", .. Enumerable.Range(2, 998).Select(i => $"127.0.{i / 250}.{(i % 250) + 1}:{_closed.Port}")];
        string file = _folder.File("targets", string.Join('\n', targets));
        using RunningTool tool = RunningTool.Start("-z", "--targets", file, "--connect-timeout", "none");
        _ = tool.ReadLine();

        ToolResult result = End(tool, "INT", 130);

        string[] lines = result.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        int ended = lines.Length - 2;
        Assert.InRange(ended, 1, 999);
        Assert.All(lines[..ended], line => Assert.Contains(" failed in connect: refused ", line, StringComparison.Ordinal));
        Assert.Equal($"{ended} of 1000 targets in T, interrupted: 0 ok, {ended} failed: refused {ended}", Blurred.Times(lines[ended]));
        Assert.StartsWith("  hint for refused: ", lines[^1], StringComparison.Ordinal);
    }

    [UnixFact]
    public void Reports_in_files_are_put_in_their_places()
    {
        string json = _folder.File("report.json", "old"), human = _folder.PathOf("report.txt");
        using RunningTool tool = RunningTool.Start("-zq", Open, "--count", "0", "-i", "20ms", "-o", $"json={json}", "-o", $"human={human}", "-o", "human=/dev/stdout");
        _ = tool.ReadLine();

        ToolResult result = End(tool, "INT", 130);

        string[] lines = File.ReadAllLines(json);
        Assert.Equal("interrupted", JsonSerializer.Deserialize<JsonElement>(lines[^1]).GetProperty("ended").GetString());
        Assert.Contains($"\n--- {Open}: {lines.Length - 1} probe", File.ReadAllText(human), StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(human), result.Stdout);
        Assert.Equal(["report.json", "report.txt"], _folder.Names());
    }

    [UnixFact]
    public void A_single_probe_owes_none_and_leaves_nothing_behind()
    {
        string json = _folder.File("report.json", "old");
        using ManualResetEventSlim heard = new();
        using ScriptedPeer peer = new(socket =>
        {
            _ = Peers.Receive(socket, 27);
            heard.Set();
            _ = Peers.ReceiveAll(socket);
        });
        using RunningTool tool = RunningTool.Start($"{peer.EndPoint}", "--io-timeout", "none", "-o", $"json={json}");
        Assert.True(heard.Wait(TimeSpan.FromSeconds(30)));

        ToolResult result = End(tool, "INT", 130);

        Assert.Empty(result.Stdout + result.Stderr);
        Assert.Equal("old", File.ReadAllText(json));
        Assert.Equal(["report.json"], _folder.Names());
    }

    [LinuxFact]
    public void A_report_that_nobody_takes_does_not_keep_it_alive()
    {
        using RunningTool tool = Stuck("-o", $"json={_folder.PathOf("report.json")}");

        _ = End(tool, "INT", 130);

        Assert.Equal(["pipe"], _folder.Names());
    }

    [LinuxFact]
    public void A_second_signal_ends_it_at_once()
    {
        using RunningTool tool = Stuck();
        int threads = tool.CountThreads();
        tool.Signal("INT");
        Stopwatch since = Stopwatch.StartNew();

        // One that handles the signal, and one that waits to speak. Had the second signal waited for its turn, it would have died of the first.
        Assert.True(SpinWait.SpinUntil(() => tool.CountThreads() >= threads + 2, TimeSpan.FromSeconds(30)));

        // A second one that comes with the first is its echo.
        Assert.True(SpinWait.SpinUntil(() => since.ElapsedMilliseconds > 350, TimeSpan.FromSeconds(30)));
        _ = End(tool, "TERM", 143);
    }

    [LinuxFact]
    public void Its_sums_are_not_lost_where_it_stood_still_while_they_waited_for_their_reader()
    {
        using RunningTool tool = Stuck();
        int threads = tool.CountThreads();
        tool.Signal("TERM");
        Assert.True(SpinWait.SpinUntil(() => tool.CountThreads() >= threads + 2, TimeSpan.FromSeconds(30)));
        tool.Signal("STOP");

        // Longer than it waits for a reader while it runs.
        Thread.Sleep(TimeSpan.FromSeconds(1.5));
        using StreamReader pipe = new(_folder.PathOf("pipe"));
        Task<string> reading = Task.Run(pipe.ReadToEnd);
        tool.Signal("CONT");

        Assert.Contains($"\n--- {Open}: ", reading.GetAwaiter().GetResult(), StringComparison.Ordinal);
    }

    [UnixFact]
    public void The_echo_of_a_signal_does_not_cost_the_sums()
    {
        using RefusedPort port = new();
        using RunningTool tool = RunningTool.Start(port.EndPoint.ToString(), "--count", "0", "-i", "0.05");
        _ = tool.ReadLine();
        tool.Signal("TERM");

        // Unless it was quicker.
        _ = tool.TrySignal("TERM");

        Assert.Contains("100 % loss", tool.Wait().Stdout, StringComparison.Ordinal);
    }

    [UnixFact]
    public void A_shell_loop_stops_with_its_run()
    {
        // The shell ends itself only if its child died of the signal.
        using RunningTool loop = RunningTool.StartProgram(
            new ToolOptions(), ["setsid", "--wait", "bash", "-c", "echo $$; for i in 1 2; do \"$@\"; echo again; done", "bash", .. Tool.Command, "-z", Open, "--count", "0", "-i", "20ms"]);
        string group = loop.ReadLine();
        _ = loop.ReadLine();
        Assert.Equal(0, Tool.RunProgram(new ToolOptions(), "kill", "-INT", "--", $"-{group}").ExitCode);

        ToolResult result = loop.Wait();

        Assert.DoesNotContain("again", result.Stdout, StringComparison.Ordinal);
        Assert.Contains($"\n--- {Open}: ", result.Stdout, StringComparison.Ordinal);
    }

    [ProcessNamespaceFact]
    public void The_first_process_of_a_container_tells_its_sums_too()
    {
        using RunningTool unshare = RunningTool.Start(new ToolOptions { Prefix = ProcessNamespaceFactAttribute.Words }, "-z", Open, "--count", "0", "-i", "20ms");
        _ = unshare.ReadLine();
        string child = File.ReadAllText($"/proc/{unshare.Id}/task/{unshare.Id}/children").Trim();
        Assert.Equal(0, Tool.RunProgram(new ToolOptions(), "kill", "-TERM", child).ExitCode);

        ToolResult result = unshare.Wait();

        Assert.Equal(143, result.ExitCode);
        Assert.Contains($"\n--- {Open}: ", result.Stdout, StringComparison.Ordinal);
    }

    [UnixFact]
    public void A_reader_who_has_gone_ends_it_silently()
    {
        ToolResult result = Tool.RunProgram(
            new ToolOptions(), ["bash", "-c", "\"$@\" | head -1; echo ${PIPESTATUS[0]}", "bash", .. Tool.Command, "-z", Open, "--count", "0", "-i", "10ms"]);

        Assert.Equal($"{Open} ok: connected to 127.0.0.1 in T, nothing sent (-z)\n141\n", Blurred.Times(result.Stdout));
        Assert.Empty(result.Stderr);
    }

    [UnixFact]
    public void Whenever_it_comes_it_is_never_met_with_a_stack_trace_or_a_hang()
    {
        const int Most = 200;
        TimeSpan budget = TimeSpan.FromSeconds(8);
        int latest = Tool.IsNative ? 60 : 600;
        using FullAcceptQueue queue = new();
        string report = _folder.PathOf("report.json"), file = _folder.File("targets", string.Join('\n', Enumerable.Range(1, 200).Select(i => $"127.0.0.{i}:{_closed.Port}")));
        string[][] lines =
        [
            ["-z", Open, "--count", "0", "-i", "1ms"],
            ["-z", Open, Closed, "--count", "4", "-i", "2ms", "-o", "json", "-o", $"json={report}"],
            ["-z", Closed, "--wait", "none", "-i", "1ms", "--backoff", "2"],
            ["-z", $"{queue.EndPoint}", Open, "--wait", "60"],
            ["-z", "--targets", file, "--quiet-ok"],
            ["-z", Open, "--wait", "5", "--", "true"],
        ];
        Stopwatch clock = Stopwatch.StartNew();
        for (int i = 0; i < Most && clock.Elapsed < budget; i++)
        {
            double chance = Random.Shared.NextDouble();
            int moment = (int)(latest * chance * chance);
            using RunningTool tool = RunningTool.Start(lines[i % lines.Length]);

            // The moment is what is tried; nothing is waited for.
            Thread.Sleep(moment);
            bool isSent = tool.TrySignal("INT");
            ToolResult result = tool.Wait();
            string what = $"{string.Join(' ', lines[i % lines.Length])}, SIGINT after {moment} ms: {result}";
            Assert.True(result.ExitCode == 130 || (!isSent || i % lines.Length is 1 or 4 or 5) && result.ExitCode is 0 or 11, what);
            Assert.DoesNotMatch(@"   at |a bug|nhandled", result.Stderr);
            Assert.True(result.Stdout.Length == 0 || result.Stdout.EndsWith('\n'), what);
            Assert.DoesNotContain(_folder.Names(), name => name.EndsWith(".tmp", StringComparison.Ordinal));
        }
    }

    /// <summary>A run that has filled the pipe that is its stdout, which nobody reads.</summary>
    private RunningTool Stuck(params string[] options)
    {
        const string IntoAFullPipe = "mkfifo \"$0\" && exec 3<>\"$0\" && head -c 65536 /dev/zero >&3 && exec \"$@\" >&3";
        RunningTool tool = RunningTool.StartProgram(
            new ToolOptions(), ["sh", "-c", IntoAFullPipe, _folder.PathOf("pipe"), .. Tool.Command, "-z", Open, "--count", "0", "-i", "20ms", .. options]);
        Assert.True(SpinWait.SpinUntil(tool.IsWriting, TimeSpan.FromSeconds(30)));
        return tool;
    }

    private static ToolResult End(RunningTool tool, string signal, int code)
    {
        Stopwatch clock = Stopwatch.StartNew();
        tool.Signal(signal);
        ToolResult result = tool.Wait();
        Assert.True(result.ExitCode == code, result.ToString());
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Prompt);
        return result;
    }
}
