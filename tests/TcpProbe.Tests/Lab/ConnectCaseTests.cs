using System.Text.Json;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.InLab;

[Collection(SharedLab.Name)]
[Trait("Category", "Process")]
public sealed class ConnectCaseTests(LabFixture lab)
{
    [LabTheory]
    [InlineData("refused")]
    [InlineData("refused-v6")]
    [InlineData("reject-rst")]
    [InlineData("reject-rst-v6")]
    [InlineData("reject-icmp")]
    [InlineData("reject-icmp-v6")]
    public void A_port_that_answers_no_is_refused(string name)
    {
        Answer answer = Answer.OfCase(lab, name);
        answer.AssertFailed(11, "refused", "ECONNREFUSED", null, "refused (ECONNREFUSED) after T");
        Assert.Equal($"  hint: the host answered, but nothing listens on port {Lab.Cases[name].Port}", answer.Hint);
    }

    [LabTheory]
    [InlineData("reject-net", "ENETUNREACH, net unreachable, says 10.87.0.2")]
    [InlineData("reject-host", "EHOSTUNREACH, host unreachable, says 10.87.0.2")]
    [InlineData("reject-prohibited", "EHOSTUNREACH, admin-prohibited, says 10.87.0.2")]
    [InlineData("reject-net-v6", "ENETUNREACH, no route to the network")]
    [InlineData("reject-host-v6", "EHOSTUNREACH, no way to the host")]
    [InlineData("reject-prohibited-v6", "EACCES, prohibited")]
    [InlineData("no-route", "ENETUNREACH, no route to the network")]
    [InlineData("no-route-v6", "ENETUNREACH, no route to the network")]
    [InlineData("unreachable-route", "EHOSTUNREACH, no way to the host")]
    [InlineData("unreachable-route-v6", "EHOSTUNREACH, no way to the host")]
    [InlineData("prohibit-route", "EACCES, prohibited")]
    [InlineData("prohibit-route-v6", "EACCES, prohibited")]
    [InlineData("dead-neighbour", "EHOSTUNREACH, host unreachable, says 10.87.0.1")]
    [InlineData("dead-neighbour-v6", "EHOSTUNREACH, no way to the host")]
    public void A_way_that_is_barred_is_unreachable_and_the_line_says_what_is(string name, string which)
    {
        // The kernel asks three seconds for a dead neighbour's hardware address.
        Answer answer = Answer.OfCase(lab, name, "--connect-timeout", "10");
        answer.AssertFailed(13, "unreachable", which.Split(',')[0], null, $"unreachable ({which}) after T");
    }

    [LabTheory]
    [InlineData("blackhole-route")]
    [InlineData("blackhole-route-v6")]
    public void A_blackhole_route_is_a_fault_of_this_machine(string name)
    {
        Answer answer = Answer.OfCase(lab, name);
        answer.AssertFailed(14, "local_error", "EINVAL", null, "local_error (EINVAL) after T");
        Assert.Equal("  hint: this machine's own routes discard what goes there (a blackhole route)", answer.Hint);
    }

    [LabTheory]
    [InlineData("drop")]
    [InlineData("drop-v6")]
    [InlineData("blackhole-neighbour")]
    [InlineData("blackhole-neighbour-v6")]
    public void Nobody_who_answers_is_a_connect_timeout_and_the_SYNs_are_counted(string name)
    {
        Answer answer = Answer.OfCase(lab, name, "--connect-timeout", "1.5");
        answer.AssertFailed(12, "connect_timed_out", null, "connect_timeout", "connect_timed_out (--connect-timeout) after T, N resent");
        Assert.StartsWith("  hint: no answer at all: ", answer.Hint, StringComparison.Ordinal);

        // One each second, also to a probe that stands still when its limit is over.
        Assert.InRange(answer.SynsResent, 1, (int)answer.Json.GetProperty("timings").GetProperty("connect").GetDouble());
    }

    [LabTheory]
    [InlineData("drop")]
    [InlineData("drop-v6")]
    public void The_deadline_of_the_probe_ends_a_connect_under_its_own_name(string name)
    {
        Answer answer = Answer.OfCase(lab, name, "-t", "0.3");
        answer.AssertFailed(12, "connect_timed_out", null, "deadline", "connect_timed_out (--deadline) after T");
        Assert.StartsWith("  hint: no answer at all", answer.Hint, StringComparison.Ordinal);
    }

    [LabTheory]
    [InlineData("loss")]
    [InlineData("loss-v6")]
    public void A_lost_SYN_is_told_though_the_connect_succeeds(string name)
    {
        Answer answer = Answer.OfCase(lab, name, "-z");
        Assert.Equal($"{Lab.Cases[name].HostPort} ok: connected to {Lab.Cases[name].Host} in T (1 SYN resent), nothing sent (-z)", answer.Line);
        Assert.Equal(1, answer.Json.GetProperty("tcp_info").GetProperty("syn_retransmits").GetInt32());
        Assert.InRange(answer.Json.GetProperty("timings").GetProperty("connect").GetDouble(), 0.99, 60);
    }

    [LabTheory]
    [InlineData("open")]
    [InlineData("open-v6")]
    public void An_open_port_with_an_echo_behind_it_is_ok(string name)
    {
        (string host, string port) = Lab.Cases[name];
        Answer answer = Answer.Of(lab, host, port, "--reply-exactly", "27");
        const string Echo = @"data\n\0\0\0\x01ab\0\0\0\0\0\0\0\x02\0\x03\0\x03@ \0\0";
        Assert.Equal($"{Lab.Cases[name].HostPort} ok: connected to {host} in T, reply of 27 bytes in T: \"{Echo}\"", answer.Line);
        Assert.Equal(Echo, answer.Json.GetProperty("reply").GetProperty("text").GetString());
        Assert.Equal(host, answer.Json.GetProperty("remote").GetProperty("address").GetString());
        Assert.Equal(port, answer.Json.GetProperty("remote").GetProperty("port").ToString());
        Assert.Equal(name == "open" ? "10.87.0.1" : "fd87::1", answer.Json.GetProperty("local").GetProperty("address").GetString());
        Assert.Equal(0, answer.Json.GetProperty("tcp_info").GetProperty("syn_retransmits").GetInt32());
        Assert.Equal(JsonValueKind.Null, answer.Failure.ValueKind);
    }

    [LabTheory]
    [InlineData("silent")]
    [InlineData("silent-v6")]
    public void A_silent_service_fails_the_exchange_and_passes_the_connect(string name)
    {
        Answer answer = Answer.OfCase(lab, name, "--io-timeout", "0.3");
        answer.AssertFailed(18, "reply_timed_out", null, "io_timeout", "reply_timed_out (--io-timeout) after T, 27 bytes sent, none received", "exchange step 3 (reply)");
        Assert.Equal(3, answer.Failure.GetProperty("step").GetInt32());
        Assert.Equal(27, answer.Json.GetProperty("bytes_sent").GetInt32());
        Assert.Equal(0, answer.Json.GetProperty("bytes_received").GetInt32());

        Answer connectOnly = Answer.OfCase(lab, name, "-z");
        Assert.Equal($"{Lab.Cases[name].HostPort} ok: connected to {Lab.Cases[name].Host} in T, nothing sent (-z)", connectOnly.Line);
        Assert.Equal(0, connectOnly.Json.GetProperty("bytes_sent").GetInt32());
    }
}
