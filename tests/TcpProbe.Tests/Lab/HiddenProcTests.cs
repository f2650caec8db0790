using System.Text.Json;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.InLab;

[Collection(SharedLab.Name)]
[Trait("Category", "Process")]
public sealed class HiddenProcTests(LabFixture lab)
{
    private const string NoTunables = "mount -t tmpfs none /proc/sys && exec \"$@\"";
    private const string OnlyProcesses = "mount -t proc -o subset=pid proc /proc && test ! -e /proc/sys && exec \"$@\"";

    private static readonly string[] FromProc = ["tcp_syn_retries", "tcp_syn_linear_timeouts", "tcp_rto_max", "rmem_max", "wmem_max", "tcp_rmem_max", "tcp_wmem_max"];

    [LabProgramTheory("unshare")]
    [InlineData("-m", NoTunables)]
    [InlineData("-mpf", OnlyProcesses)] // systemd's ProcSubset=pid
    public void Without_the_tunables_the_probe_works_and_says_null_for_each_of_them(string unshare, string mount)
    {
        ToolResult result = Probe(unshare, mount, "open", "-o", "json");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Empty(result.Stderr);
        JsonElement report = Answer.Parse(result), kernel = report.GetProperty("kernel"), socket = report.GetProperty("socket");
        Assert.All(FromProc, name => Assert.Equal(JsonValueKind.Null, kernel.GetProperty(name).ValueKind));
        Assert.Equal(JsonValueKind.Null, kernel.GetProperty("syn_give_up_seconds").ValueKind);
        Assert.Equal(JsonValueKind.Null, socket.GetProperty("recv_buffer").GetProperty("limit").ValueKind);

        // The socket itself still tells.
        Assert.Equal(6, socket.GetProperty("syn_retries").GetProperty("effective").GetInt32());
    }

    [LabProgramFact("unshare")]
    public void Without_the_tunables_the_log_says_that_they_are_unknown()
    {
        ToolResult result = Probe("-m", NoTunables, "open", "-v");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("SYN retries 6 (TCP_SYNCNT), when the kernel gives up is unknown", result.Stderr, StringComparison.Ordinal);
        Assert.Contains("net.core.rmem_max unknown", result.Stderr, StringComparison.Ordinal);
        Assert.Contains("net.core.wmem_max unknown", result.Stderr, StringComparison.Ordinal);
    }

    [LabProgramFact("unshare")]
    public void Without_the_tunables_a_failure_keeps_its_reason()
    {
        Assert.Equal(11, Probe("-m", NoTunables, "refused").ExitCode);
        ToolResult dropped = Probe("-m", NoTunables, "drop", "--connect-timeout", "0.3");
        Assert.Equal(12, dropped.ExitCode);
        Assert.Contains("connect_timed_out (--connect-timeout) after ", dropped.Stdout, StringComparison.Ordinal);
    }

    [LabProgramFact("unshare")]
    public void Without_devices_the_log_is_written_all_the_same()
    {
        if (!Tool.IsNative) return; // The JIT's runtime itself does not start without /dev/urandom.
        ToolResult result = Probe("-m", "mount -t tmpfs none /dev && exec \"$@\"", "refused", "-v");
        Assert.Equal(11, result.ExitCode);
        Assert.Contains(" failed: refused (ECONNREFUSED) ", result.Stderr, StringComparison.Ordinal);
    }

    private ToolResult Probe(string unshare, string mount, string name, params string[] args) =>
        Tool.Run(lab.Client with { Prefix = [.. lab.Client.Prefix, "unshare", unshare, "sh", "-c", mount, "sh"] }, [Lab.Cases[name].Host, Lab.Cases[name].Port, .. args]);
}
