using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.InLab;

[Collection(SharedLab.Name)]
[Trait("Category", "Process")]
public sealed class FalseConnectTests(LabFixture lab)
{
    [LabFact]
    public void A_probe_that_meets_itself_is_refused_and_never_ok()
    {
        // Ten ports to choose from, and the closed one among them: about every sixth connect is a handshake of the socket with itself.
        using ClientSysctl range = new(lab, "net.ipv4.ip_local_port_range", "41000 41009");
        Assert.True(range.Exists);
        ToolResult runs = Repeat(60, 3, "127.0.0.1", "41004", "-z");
        string[] lines = runs.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(60, lines.Count(line => line == "exit 11"));
        Assert.Equal(60, lines.Count(line => line.StartsWith("127.0.0.1:41004 failed in connect: refused (", StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.Contains("(the socket met itself, nobody listens there)", StringComparison.Ordinal));
        Assert.DoesNotContain(" ok: ", runs.Stdout, StringComparison.Ordinal);
    }

    [LabFact]
    public void An_ICMP_answer_to_a_SYN_sent_again_is_never_taken_for_a_connection()
    {
        // The answer to a timer's SYN comes while the probe sleeps in poll: it wakes before the error that it is woken for is posted.
        ToolResult rules = Tool.RunProgram(lab.Server, "sh", "-ec", """
            nft add set inet lab met '{ type inet_service; size 65535; flags dynamic,timeout; timeout 60s; }'
            nft add rule inet lab input tcp dport 7011 tcp sport @met reject with icmpx type port-unreachable
            nft add rule inet lab input tcp dport 7011 add @met '{ tcp sport }' drop
            """);
        Assert.True(rules.ExitCode == 0, rules.ToString());
        ToolResult runs = Repeat(100, 25, "10.87.0.2", "7011", "-z", "--connect-timeout", "20");
        string[] lines = runs.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(100, lines.Count(line => line == "exit 11"));
        Assert.Equal(100, lines.Count(line => line.StartsWith("10.87.0.2:7011 failed in connect: refused (ECONNREFUSED) after ", StringComparison.Ordinal)));

        // All but those that got a port which another had before them were refused after the second SYN.
        Assert.InRange(lines.Count(line => line.Contains("failed", StringComparison.Ordinal) && !line.EndsWith(" ms", StringComparison.Ordinal)), 75, 100);
    }

    /// <summary>Probes many times, so many at once; below each report stands its exit code.</summary>
    private ToolResult Repeat(int times, int atOnce, params string[] args)
    {
        const string Script = """
            times=$1 at_once=$2
            shift 2
            seq "$times" | xargs -P "$at_once" -I{} sh -c 'out=$("$@"); printf "%s\nexit %s\n" "$out" $?' sh "$@"
            """;
        return Tool.RunProgram(lab.Client, ["sh", "-c", Script, "sh", $"{times}", $"{atOnce}", .. Tool.Command, .. args]);
    }
}
