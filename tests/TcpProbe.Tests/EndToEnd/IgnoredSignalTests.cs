using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.EndToEnd;

/// <summary>A run that a script made deaf to Ctrl-C, as shells do with their background commands.</summary>
[Trait("Category", "Process")]
public sealed class IgnoredSignalTests
{
    [UnixFact]
    public void It_stays_deaf_to_it_and_ends_by_itself()
    {
        using UntouchedPeer peer = new();
        using RunningTool tool = RunningTool.Start(
            new ToolOptions { Prefix = ["sh", "-c", "trap '' INT; exec \"$@\"", "sh"] }, "-z", $"127.0.0.1:{peer.Port}", "--count", "3", "-i", "0.2");
        _ = tool.ReadLine();
        tool.Signal("INT");

        ToolResult result = tool.Wait();

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("3 probes, 3 ok", result.Stdout, StringComparison.Ordinal);
    }
}
