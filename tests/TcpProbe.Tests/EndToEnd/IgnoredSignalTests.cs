using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.EndToEnd;

/// <summary>A run that a script made deaf to Ctrl-C, as shells do with their background commands.</summary>
[Trait("Category", "Process")]
public sealed class IgnoredSignalTests
{
    [UnixFact]
    public void It_stays_deaf_to_it_and_ends_of_another()
    {
        using UntouchedPeer peer = new();
        using RunningTool tool = RunningTool.Start(
            new ToolOptions { Prefix = ["sh", "-c", "trap '' INT; exec \"$@\"", "sh"] }, "-z", $"127.0.0.1:{peer.Port}", "--count", "0", "-i", "20ms");
        _ = tool.ReadLine();
        tool.Signal("INT");
        for (int i = 0; i < 5; i++) _ = tool.ReadLine();
        tool.Signal("TERM");

        ToolResult result = tool.Wait();

        Assert.True(result.ExitCode == 143, result.ToString());
        Assert.Contains(" probes, ", result.Stdout, StringComparison.Ordinal);
    }
}
