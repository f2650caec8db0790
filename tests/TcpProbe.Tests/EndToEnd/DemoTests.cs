using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.EndToEnd;

[Trait("Category", "Process")]
public sealed class DemoTests
{
    [Fact]
    public void The_demo_shows_a_success_and_every_way_to_fail_that_loopback_has()
    {
        ToolResult result = Tool.Run("demo");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Empty(result.Stderr);
        Assert.DoesNotContain("unexpected", result.Stdout, StringComparison.Ordinal);
        Assert.Contains(" ok: connected to 127.0.0.1 in ", result.Stdout, StringComparison.Ordinal);
        Assert.Contains("nothing sent (-z)", result.Stdout, StringComparison.Ordinal);
        foreach (string reason in (string[])["refused", "reply_timed_out", "closed_early", "reset"])
            Assert.Contains($": {reason}", result.Stdout, StringComparison.Ordinal);
    }
}
