using System.Net.Sockets;
using System.Text.RegularExpressions;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.InLab;

[Collection(SharedLab.Name)]
[Trait("Category", "Process")]
public sealed partial class SystemCallTests(LabFixture lab)
{
    private static readonly string[] Strace = ["strace", "-f", "-qq", "-e", "signal=none"];

    private static readonly string[] Options =
    [
        "TCP_SYNCNT, [2]", "SO_RCVBUF, [65536]", "SO_SNDBUF, [65536]", "SO_KEEPALIVE, [1]", "TCP_KEEPIDLE, [60]", "TCP_KEEPINTVL, [10]",
        "TCP_KEEPCNT, [3]", "TCP_USER_TIMEOUT, [5000]", "TCP_MAXSEG, [1000]", "SO_BINDTODEVICE, \"link0", "TCP_CONGESTION, ",
    ];

    [LabProgramTheory("strace")]
    [InlineData("open")]
    [InlineData("open-v6")]
    public void Every_option_is_set_before_the_connect(string name)
    {
        string[] calls = Calls(
            name, "--syn-retries", "2", "--recv-buffer", "64k", "--send-buffer", "64k", "--keepalive", "60,10,3", "--user-timeout", "5", "--mss", "1000", "--ttl", "9",
            "--dscp", "8", "--congestion", "reno", "--interface", "link0", "--source", name == "open" ? "10.87.0.1" : "fd87::1", "--no-nodelay");
        int connect = Array.FindIndex(calls, call => call.StartsWith("connect(", StringComparison.Ordinal));
        string[] before = calls[..connect], after = calls[(connect + 1)..];
        foreach (string option in Options)
            Assert.Contains(before, call => call.StartsWith("setsockopt(", StringComparison.Ordinal) && call.Contains(option, StringComparison.Ordinal));
        Assert.Contains(before, call => call.StartsWith("bind(", StringComparison.Ordinal));
        Assert.DoesNotContain(after, call => call.StartsWith("setsockopt(", StringComparison.Ordinal) || call.StartsWith("bind(", StringComparison.Ordinal));
        Assert.Contains(after, call => call.StartsWith("sendto(", StringComparison.Ordinal));
    }

    [LabProgramTheory("strace")]
    [InlineData(false)]
    [InlineData(false, "--source", "10.87.0.1")]
    [InlineData(false, "--source", "10.87.0.1:40100")]
    [InlineData(true, "--reuse-address")]
    [InlineData(true, "--reuse-address", "--source", "10.87.0.1:40101")]
    public void An_address_is_reused_only_if_asked_and_a_port_is_never_shared(bool asked, params string[] args)
    {
        string[] calls = Calls("open", args);
        Assert.Equal(asked ? 1 : 0, calls.Count(call => call.StartsWith("setsockopt(", StringComparison.Ordinal) && call.Contains("SO_REUSEADDR, [1]", StringComparison.Ordinal)));
        Assert.DoesNotContain(calls, call => call.Contains("SO_REUSEPORT", StringComparison.Ordinal));
    }

    [LabProgramFact("strace")]
    public void A_plain_probe_connects_once_on_one_socket_and_looks_at_its_state_before_it_believes_it()
    {
        string[] calls = Calls("open", "-z");
        Assert.Single(calls, call => call.StartsWith("socket(", StringComparison.Ordinal));
        Assert.Single(calls, call => call.StartsWith("connect(", StringComparison.Ordinal));
        Assert.Contains(calls, call => call.Contains("TCP_INFO", StringComparison.Ordinal));
        Assert.Contains(calls, call => call.StartsWith("getsockname(", StringComparison.Ordinal));
        Assert.DoesNotContain(calls, call => call.StartsWith("sendto(", StringComparison.Ordinal));
        Assert.Contains(calls, call => call.Contains("SHUT_WR", StringComparison.Ordinal));
    }

    [LabProgramFact("strace")]
    public void While_the_connect_is_timed_nothing_is_called_but_a_look_at_the_socket_and_the_wait()
    {
        ToolOptions traced = lab.Client with { Prefix = [.. lab.Client.Prefix, "strace", "-qq", "-e", "signal=none", "-e", "trace=%network,ppoll,write,clone3,clock_nanosleep"] };
        ToolResult result = Tool.Run(traced, Lab.Cases["open"].Host, Lab.Cases["open"].Port, "-z");
        Assert.True(result.ExitCode == 0, result.ToString());
        string[] names = [.. result.Stderr.Split('\n').Select(line => line.Split('(')[0])];
        int connect = Array.IndexOf(names, "connect"), believed = Array.IndexOf(names, "getsockname", connect);
        Assert.Superset(new HashSet<string>(names[(connect + 1)..believed]), new HashSet<string> { "getsockopt", "ppoll" });
    }

    [LabProgramTheory("strace")]
    [InlineData("10.87.0.2", "reset (ECONNRESET) after T")]
    [InlineData("half.lab", "reset (ECONNRESET) after T at 10.87.0.2 (fd87::3 refused)")]
    public void A_reset_between_the_handshake_and_the_first_look_is_a_reset_and_not_open(string host, string sentence)
    {
        using RunningTool server = RunningTool.Start(lab.Server, "listen", "[::]:7012", "--mode", "reset");
        server.ReadLine();

        // The connect returns to the probe late, and meanwhile the peer has accepted and reset.
        string[] slowly = [.. Strace, "-o", "/dev/null", "-e", "trace=connect", "-e", "inject=connect:delay_exit=300000"];
        ToolOptions slowed = lab.Client with { Prefix = [.. lab.Client.Prefix, .. slowly] };
        ToolResult result = Tool.Run(slowed, host, "7012", "-z");
        Assert.Equal($"{host}:7012 failed in connect: {sentence}", Answer.WithoutTimes(result.Stdout.Split('\n')[0]));
        Assert.Equal(16, result.ExitCode);
        Assert.Empty(result.Stderr);
    }

    [LabProgramFact("strace")]
    public void A_reply_that_came_before_the_first_look_counts_though_a_reset_followed_it()
    {
        using ScriptedPeer peer = new(socket =>
        {
            _ = socket.Send("hi\n"u8);
            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
        });
        string[] slowly = [.. Strace, "-o", "/dev/null", "-e", "trace=connect", "-e", "inject=connect:delay_exit=300000"];
        ToolResult result = Tool.Run(new ToolOptions { Prefix = slowly }, "127.0.0.1", $"{peer.Port}", "--exchange", "reply");
        Assert.Contains("reply of 3 bytes", result.Stdout, StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
    }

    [LabProgramFact("strace")]
    public void An_ICMP_answer_whose_error_is_not_posted_yet_is_refused_and_not_open()
    {
        // The third getsockopt is that of SO_ERROR: it says 0, as it does when the wake-up outruns the error (seen once in 50).
        string[] blind = [.. Strace, "-e", "trace=getsockopt", "-e", "inject=getsockopt:retval=0:when=3"];
        ToolOptions blinded = lab.Client with { Prefix = [.. lab.Client.Prefix, .. blind] };
        ToolResult result = Tool.Run(blinded, Lab.Cases["reject-icmp"].Host, Lab.Cases["reject-icmp"].Port, "-z");
        Assert.Matches(@"SO_ERROR, [^\n]*= 0 \(INJECTED\)", result.Stderr);
        Assert.StartsWith("10.87.0.2:7004 failed in connect: refused (ECONNREFUSED) after ", result.Stdout, StringComparison.Ordinal);
        Assert.Equal(11, result.ExitCode);
    }

    /// <summary>The calls on the sockets of the network, in their order, each from its name on.</summary>
    private string[] Calls(string name, params string[] args)
    {
        ToolOptions traced = lab.Client with { Prefix = [.. lab.Client.Prefix, .. Strace, "-e", "trace=network"] };
        ToolResult result = Tool.Run(traced, [Lab.Cases[name].Host, Lab.Cases[name].Port, .. args]);
        Assert.True(result.ExitCode == 0, result.ToString());
        return
        [
            .. from line in result.Stderr.Split('\n')
               let call = Process().Replace(line, "")
               where Call().IsMatch(call) && !call.StartsWith("listen(", StringComparison.Ordinal) // the runtime's own, for debuggers
                   && !call.Contains("AF_UNIX", StringComparison.Ordinal)
               select call,
        ];
    }

    [GeneratedRegex(@"^\[pid +\d+\] ")]
    private static partial Regex Process();

    [GeneratedRegex(@"^[a-z0-9_]+\(")]
    private static partial Regex Call();
}
