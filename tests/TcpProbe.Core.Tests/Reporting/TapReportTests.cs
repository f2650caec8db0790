using System.Text;
using TcpProbe.Core.Reporting;
using TcpProbe.Core.Runs;
using TcpProbe.Core.Tests.Harness;

namespace TcpProbe.Core.Tests.Reporting;

public sealed class TapReportTests
{
    // What Perl's own parser makes of it: the kind of each line, and the data of YAML.
    private const string Parse =
        """
        use TAP::Parser; undef $/;
        my $parser = TAP::Parser->new({ tap => scalar <STDIN> });
        while (my $result = $parser->next) {
            if ($result->is_test) { print $result->is_ok ? 'ok' : 'not ok', ' ', $result->number, ' [', $result->description, '] [', $result->directive, "]\n" }
            elsif ($result->is_yaml) { print map { "$_=" . $result->data->{$_} . "\n" } sort keys %{ $result->data } }
            else { print $result->type, "\n" }
        }
        print join('; ', scalar($parser->parse_errors) . ' errors', $parser->parse_errors), "\n";
        """;

    public static TheoryData<string> Samples => [.. RunSamples.All.Keys];

    [Fact]
    public void Each_target_is_a_line_and_what_is_wrong_with_it_stands_below() => Assert.Equal(
        """
        TAP version 13
        1..3
        ok 1 - localhost:9999
        not ok 2 - db:5432 (main)
          ---
          phase: "connect"
          reason: "refused"
          message: "failed in connect: refused (ECONNREFUSED) after 0.11 ms"
          hint: "the host answered, but nothing listens on port 5432"
          ...
        not ok 3 - redis:6380
          ---
          phase: "exchange"
          step: 2
          reason: "reply_mismatch"
          message: "failed in exchange step 2 (expect): reply_mismatch after 0.44 ms: expected \"PONG\", got \"-ERR\\r\\n\""
          hint: "the service is up and answers, but not what was expected"
          ...

        """,
        ToldRun.Of(new TapReport(), RunSamples.Ok, RunSamples.Refused.Called("main"), RunSamples.Mismatched("-ERR\r\n"u8.ToArray())));

    [Fact]
    public void Failures_that_the_run_can_do_without_are_failures_still() => Assert.Equal(
        """
        TAP version 13
        1..2
        ok 1 - localhost:9999
        not ok 2 - db:5432
          ---
          phase: "connect"
          reason: "refused"
          message: "failed in connect: refused (ECONNREFUSED) after 0.11 ms"
          hint: "the host answered, but nothing listens on port 5432"
          ...
        # 1 of 2 ok, 1 required

        """,
        RunSamples.All["any"](new TapReport()));

    [Fact]
    public void A_condition_has_no_phase() => Assert.Equal(
        """
        TAP version 13
        1..1
        not ok 1 - localhost:9999
          ---
          reason: "condition"
          message: "breaks a limit: max.total 0.72 ms > 0.1 ms, p95.tls was not measured"
          ...

        """,
        RunSamples.All["loss allowed"](new TapReport()));

    [Fact]
    public void Addresses_are_counted_once_they_are_known() => Assert.EndsWith("\n1..2\n", RunSamples.All["every address"](new TapReport()), StringComparison.Ordinal);

    [Theory]
    [InlineData("interrupted", "1..2\nok 1 - localhost:9999\nBail out!  interrupted\n")]
    [InlineData("interrupted among addresses", "ok 1 - localhost:9999\n1..1\nBail out!  interrupted\n")]
    [InlineData("not for long enough", "ok 1 - localhost:9999\n# not up after 10.00 s (--wait): 10 probes\nBail out!  not all as wanted at the same time\n")]
    [InlineData("one will do", "1..2\nok 1 - localhost:9999\nok 2 - db:5432 # SKIP no probe of it had ended\n# 1 of 1 ok, 1 required\n# up after 0.00 ms: 1 probe; 1 target not waited for\n")]
    [InlineData("awaited", "ok 1 - localhost:9999\n# up after 2.00 s: 3 probes, refused 2\n")]
    [InlineData("awaited in vain", "  ...\n# not up after 10.00 s (--wait): 10 probes, refused 10\n")]
    public void A_run_that_is_not_what_its_targets_are_says_so(string sample, string ends) =>
        Assert.EndsWith(ends, RunSamples.All[sample](new TapReport()), StringComparison.Ordinal);

    [Fact]
    public void Targets_that_were_not_waited_for_are_numbered_on() => Assert.EndsWith(
        """
        ok 1 - localhost:9999
        ok 2 - db:5432 # SKIP no probe of it had ended
        ok 3 - nosuch:80 # SKIP no probe of it had ended
        # 1 of 1 ok, 1 required
        # up after 0.00 ms: 1 probe; 2 targets not waited for

        """,
        ToldRun.Of(
            new TapReport(),
            ToldRun.Plan(RunSamples.Ok) with { Schedule = ToldRun.Awaited, Requirement = new Requirement(1) },
            new Rehearsal((_, _) => RunSamples.Ok),
            told: plan => plan with { Targets = [RunSamples.Refused.Options, .. plan.Targets, RunSamples.Unknown.Options] }),
        StringComparison.Ordinal);

    [Fact]
    public void A_signal_after_the_last_target_is_told_and_one_that_ends_a_series_of_all_is_not()
    {
        RunPlan plan = ToldRun.Plan(RunSamples.Ok);
        Assert.EndsWith("\nok 1 - localhost:9999\nBail out!  interrupted\n", Interrupted(plan), StringComparison.Ordinal);
        Assert.EndsWith("\nok 1 - localhost:9999\n", Interrupted(plan with { Schedule = ToldRun.Repeated(9) }), StringComparison.Ordinal);

        static string Interrupted(RunPlan plan) => ToldRun.Of(new TapReport(), plan, new Rehearsal((_, _) => RunSamples.Ok), interruptedAfter: 1);
    }

    [ProveTheory]
    [InlineData("the # TODO label", @"the \# TODO label")]
    [InlineData("# SKIP", @"\# SKIP")]
    [InlineData(@"a \# TODO b", @"a \\\# TODO b")]
    [InlineData(@"ends with \", @"ends with \\")]
    [InlineData(RunSamples.HostileLabel, """a "label", = 'x' | \# \\ ; <b>&amp; {} ${HOME} 100% ok 1 - 漢字""")]
    public void No_label_makes_a_failure_harmless(string label, string shown) => Assert.Equal(
        $"""
        version
        plan
        not ok 1 [- db:5432 ({shown})] []
        hint=the host answered, but nothing listens on port 5432
        message=failed in connect: refused (ECONNREFUSED) after 0.11 ms
        phase=connect
        reason=refused
        0 errors

        """,
        Parsed(ToldRun.Of(new TapReport(), RunSamples.Refused.Called(label))));

    [ProveTheory]
    [InlineData("say \"no\"\\", """got "say \x22no\x22\\" """)]
    [InlineData("...\n---", """got "...\n---" """)]
    [InlineData("not ok 1\n1..0", """got "not ok 1\n1..0" """)]
    public void A_peer_is_quoted_as_everywhere(string reply, string message) => Assert.Contains(
        $"{message.TrimEnd()}\n", Parsed(ToldRun.Of(new TapReport(), RunSamples.Mismatched(Encoding.UTF8.GetBytes(reply)))), StringComparison.Ordinal);

    [ProveTheory]
    [MemberData(nameof(Samples))]
    public void The_harness_of_Perl_reads_it(string sample)
    {
        string text = RunSamples.All[sample](new TapReport());
        bool bailsOut = text.Contains("Bail out!", StringComparison.Ordinal);
        Assert.True(bailsOut || Parsed(text).EndsWith("\n0 errors\n", StringComparison.Ordinal), Parsed(text));
        using TemporaryFile file = new(text);
        (int exitCode, string said) = FormatReader.Read(string.Empty, "prove", "--exec", "cat", file.Path);
        Assert.True(exitCode == 0 == (!bailsOut && !text.Contains("not ok", StringComparison.Ordinal)), said);
    }

    private static string Parsed(string text) => FormatReader.Read(text, "perl", "-e", Parse).Said;

    private sealed class TemporaryFile : IDisposable
    {
        public TemporaryFile(string text) => File.WriteAllText(Path, text);

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}
