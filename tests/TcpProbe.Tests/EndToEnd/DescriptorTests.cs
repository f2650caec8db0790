using System.Globalization;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.EndToEnd;

[Trait("Category", "Process")]
public sealed class DescriptorTests
{
    [Fact]
    public void Too_few_descriptors_are_told_in_a_line_and_never_with_a_stack_trace()
    {
        using UntouchedPeer peer = new();
        int limit = Tool.IsNative ? 12 : 80;
        ToolResult result = Probe(peer, limit);
        Assert.True(result.ExitCode == 0, result.ToString());

        // Down to the first limit that does not suffice.
        while (result.ExitCode == 0)
            result = Probe(peer, --limit);

        Assert.DoesNotContain("   at ", result.Stderr, StringComparison.Ordinal);
        if (result.ExitCode == 14)
            Assert.Contains("local_error (EMFILE)", result.Stdout, StringComparison.Ordinal);
        else
            CommandLine.AssertIsComplaint(result, 70);
        Assert.True(result.ExitCode == 14 || !Tool.IsNative, result.ToString());
    }

    private static ToolResult Probe(UntouchedPeer peer, int limit) => Tool.RunProgram(
        new ToolOptions(),
        ["sh", "-c", $"ulimit -n {limit.ToString(CultureInfo.InvariantCulture)}; exec \"$@\" 3>&- 4>&- 5>&-", "sh", .. Tool.Command, "-z", "127.0.0.1", peer.Port]);
}
