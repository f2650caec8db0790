using System.Text.Json;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.InLab;

[Collection(SharedLab.Name)]
[Trait("Category", "Process")]
public sealed class KernelGivesUpTests(LabFixture lab)
{
    [LabTheory]
    [InlineData("drop")]
    [InlineData("drop-v6")]
    public void Without_a_limit_of_ours_the_kernel_gives_up_when_it_was_foretold(string name)
    {
        Answer answer = Answer.OfCase(lab, name, "--connect-timeout", "none", "--syn-retries", "1");
        answer.AssertFailed(12, "connect_timed_out", "ETIMEDOUT", "kernel", "connect_timed_out (kernel gave up, 1 SYN retry allowed) after T");
        AssertForetold(answer.Json);
    }

    [LabFact]
    public void A_user_timeout_makes_the_kernel_give_up_and_the_line_says_so()
    {
        Answer answer = Answer.OfCase(lab, "drop", "--connect-timeout", "none", "--user-timeout", "1500ms");
        answer.AssertFailed(12, "connect_timed_out", "ETIMEDOUT", "kernel", "connect_timed_out (kernel gave up, --user-timeout T) after T");
        Assert.Equal(1.5, AssertForetold(answer.Json));
    }

    [LabFact]
    public void A_user_timeout_that_the_retries_do_not_live_to_see_is_not_blamed()
    {
        using ClientSysctl linear = new(lab, "net.ipv4.tcp_syn_linear_timeouts", "0");
        Answer answer = Answer.OfCase(lab, "drop", "--connect-timeout", "none", "--syn-retries", "1", "--user-timeout", "60");
        answer.AssertFailed(12, "connect_timed_out", "ETIMEDOUT", "kernel", "connect_timed_out (kernel gave up, 1 SYN retry allowed) after T");
        AssertForetold(answer.Json);
    }

    /// <summary>The times are those measured on Linux 6.18; a kernel before 6.5 has no linear timeouts to set.</summary>
    [LabTheory]
    [InlineData("net.ipv4.tcp_syn_linear_timeouts", "0", 3)]
    [InlineData("net.ipv4.tcp_syn_linear_timeouts", "2", 3)]
    [InlineData("net.ipv4.tcp_rto_max_ms", "1000", 2)]
    public void What_is_foretold_follows_the_tunables_of_the_machine(string tunable, string value, double seconds)
    {
        using ClientSysctl retries = new(lab, "net.ipv4.tcp_syn_retries", "1");
        using ClientSysctl changed = new(lab, tunable, value);
        if (!changed.Exists)
            return;

        JsonElement report = Probe("drop", "--connect-timeout", "none");
        Assert.Equal("kernel", report.GetProperty("failure").GetProperty("limit").GetString());
        Assert.Contains("1 SYN retry allowed", report.GetProperty("failure").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, report.GetProperty("kernel").GetProperty("tcp_syn_retries").GetInt32());
        Assert.Equal(seconds, AssertForetold(report));
    }

    [LabFact]
    public void Our_limit_and_the_kernels_are_one_reason_and_two_limits()
    {
        JsonElement ours = Probe("drop", "--connect-timeout", "0.5", "--syn-retries", "1");
        JsonElement kernels = Probe("drop", "--connect-timeout", "60", "--user-timeout", "1s");
        Assert.Equal("connect_timed_out", ours.GetProperty("failure").GetProperty("reason").GetString());
        Assert.Equal("connect_timed_out", kernels.GetProperty("failure").GetProperty("reason").GetString());
        Assert.Equal("connect_timeout", ours.GetProperty("failure").GetProperty("limit").GetString());
        Assert.Equal("kernel", kernels.GetProperty("failure").GetProperty("limit").GetString());
    }

    [LabFact]
    public void Our_limit_strikes_on_time()
    {
        JsonElement report = Probe("drop", "--connect-timeout", "0.5");
        double seconds = report.GetProperty("attempts")[0].GetProperty("seconds").GetDouble();
        Assert.InRange(seconds, 0.49, 1.5);
        Assert.InRange(report.GetProperty("timings").GetProperty("connect").GetDouble(), seconds, seconds);
    }

    private static double AssertForetold(JsonElement report)
    {
        double foretold = report.GetProperty("kernel").GetProperty("syn_give_up_seconds").GetDouble();
        double measured = report.GetProperty("attempts")[0].GetProperty("seconds").GetDouble();

        // Schedules differ by whole seconds, and whoever has no processor for a while comes late.
        Assert.InRange(measured, foretold - 0.01, (foretold * 1.05) + 0.8);
        return foretold;
    }

    private JsonElement Probe(string name, params string[] args) => Answer.JsonOf(lab, [Lab.Cases[name].Host, Lab.Cases[name].Port, .. args]);
}
