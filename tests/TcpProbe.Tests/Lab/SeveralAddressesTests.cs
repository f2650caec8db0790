using System.Text.Json;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.InLab;

[Collection(SharedLab.Name)]
[Trait("Category", "Process")]
public sealed class SeveralAddressesTests(LabFixture lab)
{
    [LabFact]
    public void The_first_address_that_connects_wins()
    {
        Answer answer = Answer.Of(lab, "dual.lab", "7001", "-z");
        Assert.Equal("dual.lab:7001 ok: connected to fd87::2 in T, nothing sent (-z)", answer.Line);
        Assert.Equal(["fd87::2 ok"], Attempts(answer));
        Assert.Equal(JsonValueKind.Number, answer.Json.GetProperty("timings").GetProperty("resolve").ValueKind);
    }

    [LabTheory]
    [InlineData("-4", "10.87.0.2")]
    [InlineData("-6", "fd87::2")]
    public void A_wanted_family_leaves_the_other_one_out(string option, string address) =>
        Assert.Equal([$"{address} ok"], Attempts(Answer.Of(lab, "dual.lab", "7001", "-z", option)));

    [LabTheory]
    [InlineData("10.87.0.1", "10.87.0.2")]
    [InlineData("fd87::1", "fd87::2")]
    public void A_source_address_keeps_its_own_family(string source, string address)
    {
        Answer answer = Answer.Of(lab, "dual.lab", "7001", "-z", "--source", source);
        Assert.Equal([$"{address} ok"], Attempts(answer));
        Assert.Equal(source, answer.Json.GetProperty("local").GetProperty("address").GetString());
    }

    [LabFact]
    public void An_address_that_refuses_is_named_when_the_next_one_connects()
    {
        Answer answer = Answer.Of(lab, "half.lab", "7001", "-z");
        Assert.Equal("half.lab:7001 ok: connected to 10.87.0.2 in T (fd87::3 refused), nothing sent (-z)", answer.Line);
        Assert.Equal(["fd87::3 refused ECONNREFUSED", "10.87.0.2 ok"], Attempts(answer));
    }

    [LabFact]
    public void An_address_that_never_answers_costs_its_own_limit_and_no_more()
    {
        Answer answer = Answer.Of(lab, "slow.lab", "7001", "-z", "--connect-timeout", "0.3");
        Assert.Equal("slow.lab:7001 ok: connected to 10.87.0.2 in T (fd87::4 connect_timed_out), nothing sent (-z)", answer.Line);
        Assert.Equal(["fd87::4 connect_timed_out", "10.87.0.2 ok"], Attempts(answer));
        JsonElement attempts = answer.Json.GetProperty("attempts");
        Assert.InRange(attempts[0].GetProperty("seconds").GetDouble(), 0.25, 3);

        // The phase holds both attempts.
        double both = attempts[0].GetProperty("seconds").GetDouble() + attempts[1].GetProperty("seconds").GetDouble();
        Assert.Equal(both, answer.Json.GetProperty("timings").GetProperty("connect").GetDouble(), 6);
    }

    [LabFact]
    public void Of_addresses_that_all_fail_the_one_that_got_furthest_counts_and_the_others_are_named()
    {
        Answer answer = Answer.Of(lab, "none.lab", "7001", "--connect-timeout", "0.3");
        answer.AssertFailed(11, "refused", "ECONNREFUSED", null, "refused (ECONNREFUSED) after T at 10.87.0.3 (fd87::4 connect_timed_out)");
        Assert.Equal(["fd87::4 connect_timed_out", "10.87.0.3 refused ECONNREFUSED"], Attempts(answer));
    }

    [LabFact]
    public void The_deadline_of_the_probe_leaves_the_later_addresses_untried()
    {
        Answer answer = Answer.Of(lab, "slow.lab", "7001", "-t", "0.3");
        answer.AssertFailed(12, "connect_timed_out", null, "deadline", "connect_timed_out (--deadline) after T");
        Assert.Equal(["fd87::4 connect_timed_out"], Attempts(answer));
    }

    private static string[] Attempts(Answer answer) =>
    [
        .. from attempt in answer.Json.GetProperty("attempts").EnumerateArray()
           let reason = attempt.GetProperty("reason").GetString() ?? "ok"
           let errno = attempt.GetProperty("errno").GetString()
           select $"{attempt.GetProperty("address").GetString()} {reason}{(errno is null ? "" : " " + errno)}",
    ];
}
