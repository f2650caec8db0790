using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Timing;
using TcpProbe.Tests.EndToEnd;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.Docs;

/// <summary>docs/report.schema.json and what -o json prints agree.</summary>
public sealed partial class ReportSchemaTests
{
    private static readonly Lazy<JsonSchema> Schema = new(() =>
        JsonSchema.FromFileAsync(Path.Combine(Repository.Root, "docs", "report.schema.json")).GetAwaiter().GetResult());

    private static readonly Lazy<JsonSchema> SummarySchema = new(() =>
        JsonSchema.FromFileAsync(Path.Combine(Repository.Root, "docs", "summary.schema.json")).GetAwaiter().GetResult());

    [Fact]
    public void A_success_is_as_the_schema_says()
    {
        using ScriptedPeer peer = Peers.Answering("pong\n\0\xff"u8.ToArray());
        JObject report = Report(0, peer.EndPoint.ToString());
        Assert.True((bool)report["ok"]!);
        Assert.Equal("default", (string?)report["exchange"]);
        Assert.Equal(JTokenType.Null, report["failure"]!.Type);
        Assert.Equal(27, (int)report["bytes_sent"]!);
        Assert.Equal(JTokenType.Null, report["timings"]!["resolve"]!.Type);
        Assert.Equal("706f6e670a00c3bf", (string?)report["reply"]!["hex"]);
        Assert.Equal("""pong\n\0\xc3\xbf""", (string?)report["reply"]!["text"]);
        Assert.Equal(["line", "payload", "reply"], report["steps"]!.Select(step => (string?)step["name"]));
        Assert.Equal(peer.Port, (int)report["remote"]!["port"]!);
        Assert.Equal(
            report["timings"]!.Children<JProperty>().Where(phase => phase.Name != "total").Sum(phase => (decimal?)phase.Value ?? 0),
            (decimal)report["timings"]!["total"]!);
    }

    [Fact]
    public void A_connection_alone_is_too()
    {
        using ScriptedPeer peer = Peers.Silent();
        JObject report = Report(0, "-z", peer.EndPoint.ToString());
        Assert.Equal("none", (string?)report["exchange"]);
        Assert.Empty(report["steps"]!);
        Assert.Equal(JTokenType.Null, report["reply"]!.Type);
        Assert.Equal(JTokenType.Null, report["timings"]!["exchange"]!.Type);
    }

    [Fact]
    public void A_refused_port_is_too()
    {
        using RefusedPort port = new();
        JObject report = Report(11, port.EndPoint.ToString(), "--exchange", "reply");
        Assert.Equal("connect refused ECONNREFUSED", $"{report["failure"]!["phase"]} {report["failure"]!["reason"]} {report["failure"]!["errno"]}");
        Assert.Equal("custom", (string?)report["exchange"]);
        Assert.Equal(11, (int)report["exit_code"]!);
        Assert.Equal(JTokenType.Null, report["bytes_sent"]!.Type);
        Assert.Equal(["127.0.0.1"], report["attempts"]!.Select(attempt => (string?)attempt["address"]));
    }

    [Fact]
    public void A_reply_that_lacks_its_end_is_too()
    {
        using ScriptedPeer peer = Peers.Answering("half"u8.ToArray());
        JObject report = Report(18, peer.EndPoint.ToString(), "--reply-exactly", "8", "--io-timeout", "1");
        Assert.Equal("exchange reply_timed_out 3 io_timeout", $"{report["failure"]!["phase"]} {report["failure"]!["reason"]} {report["failure"]!["step"]} {report["failure"]!["limit"]}");
        Assert.Equal("half", (string?)report["reply"]!["text"]);
        Assert.False((bool)report["steps"]![2]!["ok"]!);
    }

    [Fact]
    public void A_reply_beyond_what_is_kept_is_too()
    {
        using ScriptedPeer peer = Peers.Answering(new byte[3000]);
        JObject report = Report(0, peer.EndPoint.ToString(), "--reply-exactly", "3000");
        Assert.Equal(3000, (int)report["reply"]!["bytes"]!);
        Assert.Equal(2048, ((string)report["reply"]!["hex"]!).Length);
        Assert.True((bool)report["reply"]!["truncated"]!);
    }

    [Fact]
    public void A_buffer_that_the_kernel_cuts_is_a_local_error_under_strict()
    {
        if (!OperatingSystem.IsLinux()) return;
        using UntouchedPeer peer = new();
        JObject report = Report(14, "127.0.0.1", peer.Port, "--strict", "--recv-buffer", "1G");
        JToken buffer = report["socket"]!["recv_buffer"]!;
        Assert.Equal("local_error", (string?)report["failure"]!["reason"]);
        Assert.Equal(1 << 30, (long)buffer["requested"]!);
        Assert.InRange((long)buffer["effective"]!, 1, (1 << 30) - 1);
        Assert.InRange((long)buffer["limit"]!, 1, (1 << 30) - 1);
        peer.AssertUntouched();
    }

    [Fact]
    public void Every_option_at_once_is_too()
    {
        if (!OperatingSystem.IsLinux()) return;
        using ScriptedPeer peer = Peers.Silent();
        JObject report = Report(
            0, "-z", peer.EndPoint.ToString(), "--syn-retries", "1", "--reuse-address", "--recv-buffer", "64k", "--send-buffer", "64k", "--source", "127.0.0.1",
            "--keepalive", "60,10,3", "--user-timeout", "1500ms", "--mss", "536", "--ttl", "7", "--dscp", "10", "--close", "rst");
        Assert.Equal(1.5, (double)report["socket"]!["user_timeout"]!["effective"]!);
        Assert.Equal(60, (int)report["socket"]!["keepalive_idle"]!["requested"]!);
        Assert.Equal(10, (int)report["socket"]!["dscp"]!["effective"]!);
    }

    [Fact]
    public void A_handshake_is_too_agreed_on_rejected_or_never_begun()
    {
        TestCertificate alone = TestCertificate.SelfSigned("alone", TestDates.Good, "localhost");
        using ScriptedPeer peer = TlsPeer.Serving(TlsPeer.Presenting(alone)), strict = TlsPeer.Serving(TlsPeer.Presenting(alone));
        JObject report = Report(0, peer.EndPoint.ToString(), "--tls", "--insecure");
        Assert.Equal(Schema.Value.Properties["tls"].Properties.Keys, report["tls"]!.Children<JProperty>().Select(key => key.Name));
        Assert.Equal("self-signed", (string?)Report(15, strict.EndPoint.ToString(), "--tls", "--sni", "localhost")["tls"]!["verification"]);
        using RefusedPort port = new();
        Assert.Equal(JTokenType.Null, Report(11, port.EndPoint.ToString(), "--tls")["tls"]!["version"]!.Type);
    }

    [Fact]
    public void A_damaged_report_is_not()
    {
        using RefusedPort port = new();
        JObject report = Report(11, port.EndPoint.ToString());
        foreach (JProperty key in report.Properties().Concat(report["failure"]!.Children<JProperty>()).Concat(report["socket"]!["nodelay"]!.Children<JProperty>()))
        {
            JObject without = (JObject)report.DeepClone();
            ((JProperty)without.SelectToken(key.Path)!.Parent!).Remove();
            Assert.True(Schema.Value.Validate(without).Count > 0, $"{key.Path} may lack");
            JObject wrong = (JObject)report.DeepClone();
            wrong.SelectToken(key.Path)!.Replace(JToken.Parse("[[]]"));
            Assert.True(Schema.Value.Validate(wrong).Count > 0, $"{key.Path} may be anything");
        }

        report["failure"]!["reason"] = "bad_luck";
        Assert.NotEmpty(Schema.Value.Validate(report));
        report["failure"]!["reason"] = "reset";
        report["added_later"] = 1;
        Assert.Empty(Schema.Value.Validate(report));
    }

    [Fact]
    public void The_words_of_the_schema_are_those_of_the_code()
    {
        IDictionary<string, JsonSchemaProperty> failure = Schema.Value.Properties["failure"].Properties;
        Assert.Equal(Enum.GetValues<FailureReason>().Select(Words.Of), failure["reason"].Enumeration.Cast<string>());
        Assert.Equal(Enum.GetValues<Phase>().Select(Words.Of), failure["phase"].Enumeration.Cast<string>());
        Assert.Equal([.. Enum.GetValues<TimeLimit>().Select(Words.Of).Distinct(), null], failure["limit"].Enumeration.Cast<string?>());
        Assert.Equal(
            [.. Enum.GetValues<FailureReason>().Select(Words.Of), null],
            Schema.Value.Properties["attempts"].Item!.Properties["reason"].Enumeration.Cast<string?>());
    }

    [Fact]
    public void Every_key_that_is_printed_is_described()
    {
        using ScriptedPeer peer = Peers.Answering("x"u8.ToArray());
        JObject report = Report(0, peer.EndPoint.ToString());
        Assert.Equal(Schema.Value.Properties.Keys, report.Properties().Select(key => key.Name));
        foreach (string part in (string[])["target", "timings", "socket", "kernel", "tcp_info", "reply", "remote", "local"])
            Assert.Equal(Schema.Value.Properties[part].Properties.Keys, report[part]!.Children<JProperty>().Select(key => key.Name));
    }

    [Fact]
    public void The_last_line_of_a_run_is_as_its_own_schema_says()
    {
        using ScriptedPeer peer = Peers.Answering("x"u8.ToArray());
        using RefusedPort port = new();
        JsonSchema schema = SummarySchema.Value;

        ToolResult result = CommandLine.Run("-o", "json", peer.EndPoint.ToString(), port.EndPoint.ToString(), "--fail-if", "p95.tls:1s");

        string[] lines = result.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.All(lines[..2], line => Assert.Equal([], Schema.Value.Validate(line).Select(error => error.ToString())));
        Assert.Equal([], schema.Validate(lines[2]).Select(error => error.ToString()));
        JObject summary = JObject.Parse(lines[2]);
        Assert.Equal(schema.Properties.Keys, summary.Properties().Select(key => key.Name));
        Assert.Equal("""{"refused":1}""", summary["reasons"]!.ToString(Newtonsoft.Json.Formatting.None));
        Assert.Equal(2, summary["broken"]!.Count());
        Assert.Equal(1, (int)summary["latency"]!["connect"]!["count"]!);
        Assert.Equal(1, (int)summary["exit_code"]!);
        Assert.Equal(result.ExitCode, (int)summary["exit_code"]!);
    }

    private static JObject Report(int code, params string[] args)
    {
        ToolResult result = CommandLine.Run(["-o", "json", .. args]);
        Assert.True(result.ExitCode == code, result.ToString());
        return Valid(result);
    }

    internal static JObject Valid(ToolResult result)
    {
        Assert.Empty(result.Stderr);
        Assert.Equal(1, result.Stdout.Count(letter => letter == '\n'));
        Assert.DoesNotMatch(Exponent(), result.Stdout);
        JObject report = JObject.Parse(result.Stdout, new JsonLoadSettings { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error });
        Assert.Equal([], Schema.Value.Validate(result.Stdout).Select(error => error.ToString()));
        return report;
    }

    [GeneratedRegex("[0-9][eE][-+]?[0-9]+[,}]")]
    private static partial Regex Exponent();
}
