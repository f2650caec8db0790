using TcpProbe.Core.Probing;
using TcpProbe.Endings;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.Commands;

public sealed class ExitCodeTests
{
    private static readonly Dictionary<string, int> Table = new()
    {
        ["name_not_resolved"] = 10,
        ["resolver_unavailable"] = 10,
        ["refused"] = 11,
        ["connect_timed_out"] = 12,
        ["unreachable"] = 13,
        ["local_error"] = 14,
        ["tls_failed"] = 15,
        ["tls_timed_out"] = 15,
        ["certificate_rejected"] = 15,
        ["reset"] = 16,
        ["closed_early"] = 17,
        ["reply_timed_out"] = 18,
        ["send_timed_out"] = 18,
        ["reply_mismatch"] = 19,
        ["reply_too_large"] = 19,
    };

    [Fact]
    public void Every_reason_has_its_word_and_its_code() =>
        Assert.Equal(Table, Enum.GetValues<FailureReason>().ToDictionary(Words.Of, ExitCode.Of));

    [Fact]
    public void No_code_is_one_that_others_have_a_meaning_for()
    {
        int[] others = [0, 1, 2, 3, 124, 125, 126, 127, 255];
        int[] codes = [.. Table.Values, ExitCode.Usage, ExitCode.Bug, ExitCode.NotWritten];
        Assert.All(codes, code => Assert.DoesNotContain(code, others));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 1, 0)]
    [InlineData(10, 1, 0)]
    [InlineData(19, 1, 0)]
    [InlineData(64, 1, 64)]
    [InlineData(70, 1, 70)]
    [InlineData(74, 1, 74)]
    [InlineData(126, 1, 126)]
    [InlineData(127, 1, 127)]
    [InlineData(130, 130, 130)]
    [InlineData(141, 141, 141)]
    [InlineData(143, 143, 143)]
    public void A_profile_folds_the_codes(int code, int simple, int reported)
    {
        Assert.Equal(code, ExitCodeProfile.Default.Apply(code));
        Assert.Equal(simple, ExitCodeProfile.Simple.Apply(code));
        Assert.Equal(reported, ExitCodeProfile.Reported.Apply(code));
    }

    [Fact]
    public void Every_profile_has_a_word() =>
        Assert.Equal(Enum.GetValues<ExitCodeProfile>(), ExitCodeProfiles.Choices.Select(word => ExitCodeProfiles.Of(word)!.Value));

    [Fact]
    public void A_value_that_looks_like_a_profile_is_none()
    {
        using RefusedPort port = new();
        Assert.Equal(11, CommandLine.Run([port.EndPoint.ToString(), "--line", "--exit-codes=reported"]).ExitCode);
    }

    [Theory]
    [InlineData("", 11)]
    [InlineData("--exit-codes default", 11)]
    [InlineData("--exit-codes simple", 1)]
    [InlineData("--exit-codes=simple", 1)]
    [InlineData("--exit-codes reported", 0)]
    [InlineData("--exit-codes simple --exit-codes reported", 0)]
    [InlineData("--exit-codes reported --exit-codes=default", 11)]
    public void A_refused_port_ends_with_the_code_of_the_profile(string options, int code)
    {
        using RefusedPort port = new();
        ToolResult result = CommandLine.Run(["-z", port.EndPoint.ToString(), .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal(code, result.ExitCode);
        Assert.Contains("failed in connect: refused", result.Stdout, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--bogus --exit-codes simple", 1)]
    [InlineData("--exit-codes=simple -w 1", 1)]
    [InlineData("--exit-codes simple --exit-codes bogus", 1)]
    [InlineData("--exit-codes reported --bogus", 64)]
    [InlineData("--exit-codes bogus", 64)]
    [InlineData("--exit-codes", 64)]
    [InlineData("--bogus -- --exit-codes simple", 64)]
    public void A_usage_mistake_under_a_profile(string options, int code) =>
        CommandLine.AssertIsComplaint(CommandLine.Run(["127.0.0.1:1", .. options.Split(' ')]), code);

    [Theory]
    [InlineData("refused refused", "", 11)]
    [InlineData("silent silent", "", 18)]
    [InlineData("refused open silent", "", 1)]
    [InlineData("refused silent", "", 1)]
    [InlineData("open open", "", 0)]
    [InlineData("refused open", "--require any", 0)]
    [InlineData("refused silent open", "--require 2", 1)]
    [InlineData("refused open", "--fail-if max.total:1h", 11)]
    [InlineData("refused open", "--fail-if max.total:1us", 1)]
    [InlineData("open", "--fail-if max.total:1us", 1)]
    [InlineData("open", "--fail-if max.total:1h", 0)]
    [InlineData("refused", "--fail-if max.total:1us", 11)]
    [InlineData("refused", "--fail-if loss:1", 0)]
    [InlineData("refused", "--fail-if loss:0.5", 1)]
    [InlineData("refused", "--count 2 -i 1ms", 11)]
    [InlineData("open", "--count 2 -i 1ms --fail-if max.total:1us", 1)]
    [InlineData("refused", "--wait 50ms -i 10ms", 124)]
    [InlineData("open refused", "--wait 50ms -i 10ms", 124)]
    [InlineData("open", "--wait 5", 0)]
    [InlineData("open", "--until down", 1)]
    [InlineData("refused", "--until down", 0)]
    [InlineData("open refused", "--until down", 1)]
    [InlineData("open", "--until down --wait 50ms -i 10ms", 124)]
    [InlineData("refused", "--until down --down-means unreachable", 11)]
    [InlineData("refused refused", "--exit-codes simple", 1)]
    [InlineData("refused", "--wait 50ms -i 10ms --exit-codes simple", 1)]
    [InlineData("refused", "--wait 50ms -i 10ms --exit-codes reported", 0)]
    public void A_run_ends_with_the_one_code_that_all_its_failures_have(string targets, string options, int code)
    {
        using RefusedPort refused = new(), other = new();
        using ScriptedPeer silent = new(socket => socket.Receive(new byte[1]), int.MaxValue), mute = new(socket => socket.Receive(new byte[1]), int.MaxValue);
        using ScriptedPeer open = new(socket => socket.Send("hello"u8), int.MaxValue), ready = new(socket => socket.Send("hello"u8), int.MaxValue);
        Dictionary<string, Queue<System.Net.IPEndPoint>> peers = new()
        {
            ["refused"] = new([refused.EndPoint, other.EndPoint]),
            ["silent"] = new([silent.EndPoint, mute.EndPoint]),
            ["open"] = new([open.EndPoint, ready.EndPoint]),
        };
        string patience = targets.Contains("silent", StringComparison.Ordinal) ? "1" : "30";
        string[] conversation = options.Contains("down", StringComparison.Ordinal) ? [] : ["--expect", "hello", "--io-timeout", patience];

        ToolResult result = CommandLine.Run(
            [.. targets.Split(' ').Select(kind => peers[kind].Dequeue().ToString()), .. conversation, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.True(result.ExitCode == code, result.ToString());
    }
}
