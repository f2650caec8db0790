using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.EndToEnd;

/// <summary>Runs over more targets than this machine has descriptors or threads for at a time: slower, and never a healthy target that fails.</summary>
[Trait("Category", "Process")]
public sealed class ScarcityTests : IDisposable
{
    private readonly UntouchedPeer[] _peers = [.. Enumerable.Range(0, 200).Select(_ => new UntouchedPeer())];

    // Threads that a run may have, of which the runtime of the ordinary build takes many for itself.
    private static string[] Few => OtherUserFactAttribute.Words(Tool.IsNative ? 5 : 14);

    public void Dispose() => Array.ForEach(_peers, peer => peer.Dispose());

    [UnixFact]
    public void With_few_descriptors_there_are_fewer_conversations_at_a_time_and_that_is_said()
    {
        // The runtime of the ordinary build takes many for itself.
        string[] words = ["sh", "-c", $"ulimit -n {(Tool.IsNative ? "20" : "90")}; exec \"$@\"", "sh"];

        AssertIsHealthy(Run(words, "127.0.0.1"), @"^tcpprobe: the limit of descriptors \(ulimit -n\) allows \d+ conversations? at a time, not 64\n$");
        AssertIsHealthy(Run(words, "localhost"), @"^tcpprobe: the limit of descriptors \(ulimit -n\) allows \d+ conversations? at a time, not 64\n$");
        ToolResult quiet = Run([.. words], "127.0.0.1", "-q");
        Assert.Equal(0, quiet.ExitCode);
        Assert.Empty(quiet.Stdout + quiet.Stderr);
    }

    [UnixFact]
    public void No_more_are_asked_for_than_there_are_targets()
    {
        ToolResult result = Tool.RunProgram(
            new ToolOptions(), ["sh", "-c", $"ulimit -n {(Tool.IsNative ? "64" : "120")}; exec \"$@\"", "sh", .. Tool.Command, "-z", .. Targets("127.0.0.1")[..4]]);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Empty(result.Stderr);
    }

    [OtherUserFact]
    public void With_few_threads_too()
    {
        AssertIsHealthy(Run(Few, "127.0.0.1"), @"^(tcpprobe: this system starts no more threads: \d+ conversations? at a time\n)?$");
        AssertIsHealthy(Run(Few, "localhost"), @"^(tcpprobe: this system starts no more threads: \d+ conversations? at a time\n)?$");
    }

    [OtherUserFact]
    public void Without_a_thread_for_signals_it_probes_all_the_same()
    {
        // The runtime of the ordinary build does not start with so few.
        string[] words = OtherUserFactAttribute.Words(Tool.IsNative ? 2 : 14);

        ToolResult result = Tool.RunProgram(new ToolOptions(), [.. words, .. Tool.Command, "-z", Targets("127.0.0.1")[0], "--count", "2", "-i", "1ms"]);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("2 probes, 2 ok", result.Stdout, StringComparison.Ordinal);
    }

    [OtherUserFact]
    public void A_command_runs_after_it_all_the_same()
    {
        ToolResult result = Tool.RunProgram(new ToolOptions(), [.. Few, .. Tool.Command, "-z", .. Targets("127.0.0.1"), "--", "/bin/echo", "it ran"]);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("it ran\n", result.Stdout);
    }

    [OtherUserFact]
    public void That_is_said_once_whatever_the_number_of_rounds()
    {
        ToolResult result = Tool.RunProgram(
            new ToolOptions(), [.. Few, .. Tool.Command, .. Targets("127.0.0.1")[..20], "--expect", "x", "--io-timeout", "20ms", "--count", "3", "-i", "1ms", "--quiet-ok"]);

        Assert.True(result.ExitCode == 18, result.ToString());
        Assert.Matches(@"^tcpprobe: this system starts no more threads: \d+ conversations? at a time\n$", result.Stderr);
    }

    [OtherUserFact]
    public void Even_then_a_signal_finds_threads_for_the_last_words()
    {
        using RefusedPort closed = new();
        using RunningTool tool = RunningTool.StartProgram(new ToolOptions(), [.. Few, .. Tool.Command, $"{closed.EndPoint}", .. Targets("127.0.0.1"), "--expect", "x", "--io-timeout", "none"]);
        tool.AwaitError("this system starts no more threads");
        _ = tool.ReadLine();
        tool.Signal("INT");

        ToolResult result = tool.Wait();

        Assert.True(result.ExitCode == 130, result.ToString());
        Assert.EndsWith("1 of 201 targets in T, interrupted: 0 ok, 1 failed: refused 1\n", Blurred.Times(result.Stdout).Split("  hint ")[0], StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Stderr, StringComparison.Ordinal);
    }

    [NativeFact]
    public void Too_little_memory_for_TLS_is_this_machines_fault_and_nobody_elses()
    {
        using TemporaryFolder folder = new();
        string ca = folder.PathOf("ca.pem");
        using RunningTool peer = RunningTool.Start("listen", "0", "-q", "--tls", "--ca-out", ca);
        string target = peer.ReadLine().Split(' ')[^1];
        int limit = 30_000;
        while (Limited(limit, "--version").ExitCode != 0) limit += 1_000;

        List<int> codes = [];
        while (codes is not [.., 0])
        {
            // The runtime itself may be short of what the same limit gave it before.
            ToolResult result = Limited(limit += 400, target, "--tls", "--ca", ca);
            codes.Add(result.ExitCode);
            Assert.True(result.ExitCode is 0 or 14 or 255, result.ToString());
            Assert.True(result.ExitCode != 14 || result.Stdout.Contains("failed in tls: local_error (no memory was left for OpenSSL)", StringComparison.Ordinal), result.ToString());
            Assert.Empty(result.Stderr);
        }

        Assert.Contains(14, codes);
    }

    private static ToolResult Limited(int kilobytes, params string[] args) =>
        Tool.RunProgram(new ToolOptions(), ["sh", "-c", $"ulimit -v {kilobytes}; exec \"$@\"", "sh", .. Tool.Command, .. args]);

    private static void AssertIsHealthy(ToolResult result, string says)
    {
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(200, result.Stdout.Split(" ok: ").Length - 1);
        Assert.Contains("\n200 targets in ", result.Stdout, StringComparison.Ordinal);
        Assert.Matches(says, result.Stderr);
    }

    private string[] Targets(string host) => [.. _peers.Select(peer => $"{host}:{peer.Port}")];

    private ToolResult Run(string[] words, string host, params string[] options) =>
        Tool.RunProgram(new ToolOptions(), [.. words, .. Tool.Command, "-z4", .. Targets(host), .. options]);
}
