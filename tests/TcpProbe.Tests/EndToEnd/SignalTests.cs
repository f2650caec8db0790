using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.EndToEnd;

[Trait("Category", "Process")]
public sealed class SignalTests
{
    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void A_hanging_exchange_dies_of_the_signal_without_a_word(string signal, int code)
    {
        using ManualResetEventSlim heard = new();
        using ScriptedPeer peer = Hearing(heard);
        using RunningTool tool = RunningTool.Start(peer.EndPoint.ToString(), "--io-timeout", "none");
        Assert.True(heard.Wait(TimeSpan.FromSeconds(30)));
        tool.Signal(signal);
        AssertDied(tool.Wait(), code);
    }

    [Fact]
    public void A_hanging_connect_dies_of_the_signal_too()
    {
        using FullAcceptQueue queue = new();
        using RunningTool tool = RunningTool.Start("-v", queue.EndPoint.ToString(), "--connect-timeout", "none");
        while (!tool.ReadErrorLine().Contains("connecting to ", StringComparison.Ordinal))
        {
        }

        tool.Signal("INT");
        ToolResult result = tool.Wait();
        Assert.Equal(130, result.ExitCode);
        Assert.Empty(result.Stdout);
    }

    [Fact]
    public void A_shell_loop_stops_with_its_probe()
    {
        using ManualResetEventSlim heard = new();
        using ScriptedPeer peer = Hearing(heard);

        // The shell ends itself only if its child died of the signal; a child that exits with 130 lets the loop go on.
        using RunningTool loop = RunningTool.StartProgram(
            new ToolOptions(), ["setsid", "--wait", "bash", "-c", "echo $$; for i in 1 2; do \"$@\"; echo $?; done", "bash", .. Tool.Command, peer.EndPoint.ToString(), "--io-timeout", "none"]);
        string group = loop.ReadLine();
        Assert.True(heard.Wait(TimeSpan.FromSeconds(30)));
        Assert.Equal(0, Tool.RunProgram(new ToolOptions(), "kill", "-INT", "--", $"-{group}").ExitCode);
        ToolResult result = loop.Wait();
        Assert.Equal($"{group}\n", result.Stdout);
    }

    [ProcessNamespaceFact]
    public void The_first_process_of_a_container_ends_with_the_code_of_the_signal()
    {
        using ManualResetEventSlim heard = new();
        foreach ((string signal, int code) in ((string, int)[])[("TERM", 143), ("INT", 130)])
        {
            heard.Reset();
            using ScriptedPeer peer = Hearing(heard);
            using RunningTool unshare = RunningTool.Start(
                new ToolOptions { Prefix = ProcessNamespaceFactAttribute.Words }, peer.EndPoint.ToString(), "--io-timeout", "none");
            Assert.True(heard.Wait(TimeSpan.FromSeconds(30)));
            SignalChild(unshare, signal);
            AssertDied(unshare.Wait(), code);
        }
    }

    [ProcessNamespaceFact]
    public void So_does_the_loopback_peer_as_such_a_process()
    {
        using RunningTool unshare = RunningTool.Start(new ToolOptions { Prefix = ProcessNamespaceFactAttribute.Words }, "listen", "0");
        string line = unshare.ReadLine();
        SignalChild(unshare, "TERM");
        ToolResult result = unshare.Wait();
        Assert.Equal(143, result.ExitCode);
        Assert.Equal(line + "\n", result.Stdout);
        Assert.Empty(result.Stderr);
    }

    [Fact]
    public void A_loopback_peer_whose_first_line_nobody_takes_dies_of_the_signal_all_the_same()
    {
        string fifo = Path.Combine(Path.GetTempPath(), $"tcpprobe-{Guid.NewGuid():N}");
        try
        {
            // A pipe holds 64 KiB; this one is full before the peer begins.
            const string IntoAFullPipe = "mkfifo \"$0\" && exec 3<>\"$0\" && head -c 65536 /dev/zero >&3 && exec \"$@\" >&3";
            using RunningTool tool = RunningTool.StartProgram(new ToolOptions(), ["sh", "-c", IntoAFullPipe, fifo, .. Tool.Command, "listen", "0"]);
            Assert.True(SpinWait.SpinUntil(tool.IsWriting, TimeSpan.FromSeconds(30)));
            tool.Signal("TERM");
            Assert.Equal(143, tool.Wait().ExitCode);
        }
        finally
        {
            File.Delete(fifo);
        }
    }

    private static ScriptedPeer Hearing(ManualResetEventSlim heard) => new(socket =>
    {
        _ = Peers.Receive(socket, 27);
        heard.Set();
        _ = Peers.ReceiveAll(socket);
    });

    private static void SignalChild(RunningTool parent, string signal)
    {
        string child = File.ReadAllText($"/proc/{parent.Id}/task/{parent.Id}/children").Trim();
        Assert.Equal(0, Tool.RunProgram(new ToolOptions(), "kill", $"-{signal}", child).ExitCode);
    }

    private static void AssertDied(ToolResult result, int code)
    {
        Assert.True(result.ExitCode == code, result.ToString());
        Assert.Empty(result.Stdout + result.Stderr);
    }
}
