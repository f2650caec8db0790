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
