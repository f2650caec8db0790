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

    [Fact]
    public void A_name_that_cannot_be_asked_for_want_of_descriptors_is_not_a_wrong_name()
    {
        using UntouchedPeer peer = new();
        for (int limit = Tool.IsNative ? 12 : 80; limit > 3; limit--)
        {
            ToolResult result = Probe(peer, limit, "localhost");
            Assert.True(result.ExitCode is not 10, result.ToString());
        }
    }

    private static ToolResult Probe(UntouchedPeer peer, int limit, string host = "127.0.0.1") => Tool.RunProgram(
        new ToolOptions(),
        ["sh", "-c", $"ulimit -n {limit.ToString(CultureInfo.InvariantCulture)}; exec \"$@\" 3>&- 4>&- 5>&-", "sh", .. Tool.Command, "-z", host, peer.Port]);
}
