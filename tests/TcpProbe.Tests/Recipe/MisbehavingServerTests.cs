using System.Text.Json;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.Recipe;

[Trait("Category", "Process")]
public sealed class MisbehavingServerTests
{
    [ProgramTheory("python3")]
    [InlineData("close-after-line", 17, "closed_early", null, "--line", "data")]
    [InlineData("reset-after-line", 16, "reset", "ECONNRESET", "--line", "data")]
    [InlineData("close-unread", 16, "reset", "ECONNRESET", "--line", "data")]
    public void A_server_that_hangs_up_after_the_line_is_told_by_how_it_did(string mode, int exitCode, string reason, string? errno, params string[] args)
    {
        JsonElement failure = Probe(mode, exitCode, args).GetProperty("failure");
        Assert.Equal(reason, failure.GetProperty("reason").GetString());
        Assert.Equal(errno, failure.GetProperty("errno").GetString());
        Assert.Equal("exchange", failure.GetProperty("phase").GetString());
        Assert.Equal(2, failure.GetProperty("step").GetInt32());
        Assert.Contains("5 bytes sent, none received", failure.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    /// <summary>The struct meets the end of the connection: whether its send, the reply or neither tells of it is a matter of microseconds.</summary>
    [ProgramTheory("python3")]
    [InlineData("close-after-line", "reset", "closed_early")]
    [InlineData("reset-after-line", "reset")]
    [InlineData("close-unread", "reset")]
    public void A_server_that_hangs_up_in_the_middle_of_the_default_exchange_never_passes(string mode, params string[] reasons)
    {
        (JsonElement report, int exitCode) = Probe(mode);
        string reason = report.GetProperty("failure").GetProperty("reason").GetString()!;
        Assert.Contains(reason, reasons);
        Assert.Equal(reason == "reset" ? 16 : 17, exitCode);
        Assert.Equal("exchange", report.GetProperty("failure").GetProperty("phase").GetString());
        Assert.Contains("may speak another protocol", report.GetProperty("failure").GetProperty("hint").GetString(), StringComparison.Ordinal);
    }

    [ProgramFact("python3")]
    public void A_reply_that_comes_byte_by_byte_is_complete_with_the_first_of_them_unless_told_otherwise()
    {
        Assert.Equal("d", Text(Probe("trickle", 0)));
        Assert.Equal("data\\n", Text(Probe("trickle", 0, "--reply-exactly", "5")));
    }

    [ProgramFact("python3")]
    public void A_trickle_does_not_restart_the_limit_of_the_step()
    {
        // A byte comes every 0.5 s: each wait for one is shorter than the limit, all of them together are longer.
        JsonElement report = Probe("trickle", 18, "--reply-exactly", "5", "--io-timeout", "1.25");
        Assert.Equal("reply_timed_out", report.GetProperty("failure").GetProperty("reason").GetString());
        Assert.Equal("io_timeout", report.GetProperty("failure").GetProperty("limit").GetString());
        Assert.InRange(report.GetProperty("reply").GetProperty("bytes").GetInt32(), 1, 3);
        Assert.InRange(report.GetProperty("timings").GetProperty("exchange").GetDouble(), 1.25, 10);
    }

    [ProgramFact("python3")]
    public void A_banner_is_a_reply_as_good_as_any() => Assert.Equal("220 hello\\r\\n", Text(Probe("banner", 0)));

    [ProgramFact("python3")]
    public void A_server_that_never_reads_leaves_a_small_request_without_a_reply()
    {
        JsonElement failure = Probe("never-read", 18, "--io-timeout", "0.3").GetProperty("failure");
        Assert.Equal("reply_timed_out", failure.GetProperty("reason").GetString());
        Assert.Equal(3, failure.GetProperty("step").GetInt32());
    }

    [ProgramFact("python3")]
    public void A_server_that_never_reads_cannot_be_sent_a_large_request()
    {
        JsonElement report = Probe("never-read", 18, "--payload", "!65536s ab", "--send-buffer", "4k", "--io-timeout", "0.5");
        JsonElement failure = report.GetProperty("failure");
        Assert.Equal("send_timed_out", failure.GetProperty("reason").GetString());
        Assert.Equal("io_timeout", failure.GetProperty("limit").GetString());
        Assert.Equal(1, failure.GetProperty("step").GetInt32());
        Assert.InRange(report.GetProperty("bytes_sent").GetInt64(), 1, 65535);
    }

    [ProgramFact("python3")]
    public void A_reply_survives_the_reset_behind_it()
    {
        Assert.Equal("data\\n", Text(Probe("reply-then-reset", 0)));

        JsonElement more = Probe("reply-then-reset", 16, "--reply-exactly", "6");
        Assert.Equal("reset", more.GetProperty("failure").GetProperty("reason").GetString());
        Assert.Equal("data\\n", Text(more));
        Assert.Contains("5 bytes received: \"data\\n\"", more.GetProperty("failure").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static string? Text(JsonElement report) => report.GetProperty("reply").GetProperty("text").GetString();

    private static JsonElement Probe(string mode, int exitCode, params string[] args)
    {
        (JsonElement report, int code) = Probe(mode, args);
        Assert.True(code == exitCode, $"exit code {code} instead of {exitCode}: {report}");
        return report;
    }

    private static (JsonElement Report, int ExitCode) Probe(string mode, params string[] args)
    {
        using RunningTool server = Programs.StartPython(new ToolOptions(), out string ready, "misbehaving_server.py", mode);
        ToolResult result = Tool.Run(["127.0.0.1", ready.Split(' ')[1], "-o", "json", .. args]);
        Assert.True(result.StdoutBytes.Length > 0, result.ToString());
        using JsonDocument document = JsonDocument.Parse(result.StdoutBytes);
        Assert.Equal(result.ExitCode, document.RootElement.GetProperty("exit_code").GetInt32());
        return (document.RootElement.Clone(), result.ExitCode);
    }
}
