using System.Text.Json;
using Newtonsoft.Json.Linq;
using TcpProbe.Tests.Docs;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.InLab;

[Collection(SharedLab.Name)]
[Trait("Category", "Process")]
public sealed class ResolverTests(LabFixture lab)
{
    [LabTheory]
    [InlineData("nosuch.lab")]
    [InlineData("v4only.lab", "-6")]
    public void A_name_server_that_is_not_there_leaves_the_question_open(string host, params string[] args)
    {
        Answer answer = Answer.Of(lab, [host, "7001", .. args]);
        answer.AssertFailed(10, "resolver_unavailable", "EAI_AGAIN", null, "resolver_unavailable (EAI_AGAIN, the resolver has no answer for now) after T", "resolve");
        AssertNothingTried(answer);
    }

    [LabProgramTheory("python3")]
    [InlineData("v4only.lab", "-6", "IPv4")]
    [InlineData("v6only.lab", "-4", "IPv6")]
    public void A_name_of_the_other_family_only_is_told_apart_from_a_wrong_one(string host, string option, string only)
    {
        using RunningTool server = NameServer("nodata");
        Answer answer = Answer.Of(lab, host, "7001", option);
        Assert.Matches($@"^{host}:7001 failed in resolve: name_not_resolved \(EAI_[A-Z]+, the name has {only} addresses only\) after T$", answer.Line);
        Assert.Equal("name_not_resolved", answer.Failure.GetProperty("reason").GetString());
        Assert.Equal(10, answer.Human.ExitCode);
        AssertNothingTried(answer);
    }

    [LabProgramTheory("python3")]
    [InlineData("nxdomain", "EAI_NONAME", "the name is not known")]
    [InlineData("nodata", "EAI_NODATA", "the name has no addresses")]
    public void A_name_server_that_knows_the_name_has_no_address_settles_it(string mode, string code, string words)
    {
        using RunningTool server = NameServer(mode);
        Answer answer = Answer.Of(lab, "nosuch.lab", "7001");
        answer.AssertFailed(10, "name_not_resolved", code, null, $"name_not_resolved ({code}, {words}) after T", "resolve");
        Assert.Contains("check the spelling", answer.Hint, StringComparison.Ordinal);
    }

    [LabProgramFact("python3")]
    public void The_report_of_a_name_that_does_not_exist_follows_the_schema()
    {
        using RunningTool server = NameServer("nxdomain");
        ToolResult result = Tool.Run(lab.Client, "-o", "json", "nosuch.lab:7001");
        JObject report = ReportSchemaTests.Valid(result);
        Assert.Equal(10, result.ExitCode);
        Assert.Equal("resolve name_not_resolved EAI_NONAME", $"{report["failure"]!["phase"]} {report["failure"]!["reason"]} {report["failure"]!["errno"]}");
        Assert.Empty(report["attempts"]!);
        Assert.NotEqual(JTokenType.Null, report["timings"]!["resolve"]!.Type);
    }

    [LabProgramFact("python3")]
    public void A_name_server_that_fails_leaves_the_question_open()
    {
        using RunningTool server = NameServer("servfail");
        Answer answer = Answer.Of(lab, "nosuch.lab", "7001");
        answer.AssertFailed(10, "resolver_unavailable", "EAI_AGAIN", null, "resolver_unavailable (EAI_AGAIN, the resolver has no answer for now) after T", "resolve");
    }

    [LabProgramTheory("python3")]
    [InlineData("--resolve-timeout", "0.3", 0.25, "resolve_timeout", "--resolve-timeout")]
    [InlineData("-t", "0.2", 0.05, "deadline", "--deadline")]
    public void A_name_server_that_never_answers_is_left_behind_when_the_limit_comes(string option, string value, double least, string limit, string flag)
    {
        using RunningTool server = NameServer("silent");
        Answer answer = Answer.Of(lab, "nosuch.lab", "7001", option, value);
        answer.AssertFailed(10, "resolver_unavailable", null, limit, $"resolver_unavailable ({flag}, the resolver gave no answer in time) after T", "resolve");
        AssertNothingTried(answer);
        JsonElement timings = answer.Json.GetProperty("timings");
        Assert.InRange(timings.GetProperty("resolve").GetDouble(), least, 4);
        Assert.Equal(JsonValueKind.Null, timings.GetProperty("connect").ValueKind);

        // getaddrinfo(3) itself asks twice, five seconds each time, and cannot be told to stop.
        Assert.True(answer.Human.Elapsed < TimeSpan.FromSeconds(4), answer.Human.ToString());
    }

    [LabProgramTheory("python3")]
    [InlineData("0<&- 1>&-")]
    [InlineData("1>&- 2>&-")]
    [InlineData("0<&- 1>&- 2>&-")]
    public void A_report_without_a_stdout_is_not_written_into_a_question_to_the_name_server(string closed)
    {
        if (!Tool.IsNative) return; // The runtime of the JIT has taken the free places before the program begins.
        using RunningTool server = NameServer("silent");
        ToolResult result = Tool.Run(lab.Client with { Redirections = closed }, "nosuch.lab", "7001", "--resolve-timeout", "0.3");
        Assert.Equal(74, result.ExitCode);
    }

    private static void AssertNothingTried(Answer answer)
    {
        Assert.Equal(0, answer.Json.GetProperty("attempts").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, answer.Json.GetProperty("remote").ValueKind);
    }

    private RunningTool NameServer(string mode)
    {
        RunningTool server = Programs.StartPython(lab.Client, out string ready, "dns_server.py", mode);
        Assert.Equal("ready", ready);
        return server;
    }
}
