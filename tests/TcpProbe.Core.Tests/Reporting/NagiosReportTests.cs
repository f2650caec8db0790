using System.Net;
using System.Text.RegularExpressions;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Reporting.Nagios;
using TcpProbe.Core.Runs;
using TcpProbe.Core.Targets;
using TcpProbe.Core.Tests.Harness;

namespace TcpProbe.Core.Tests.Reporting;

/// <summary>The line of the monitoring plugins, to the letter of their guidelines.</summary>
public sealed partial class NagiosReportTests
{
    public static TheoryData<string> Samples => [.. RunSamples.All.Keys];

    [Fact]
    public void A_probe_that_went_well_is_one_line_with_its_response_time_first() => Assert.Equal(
        """
        TCP OK - 0.72 ms response time on localhost:9999: "data\n"|time=0.000720s;;;0 connect=0.000210s;;;0 resolve=U;;;0 exchange=0.000480s;;;0 rtt=0.000025s;;;0

        """,
        ToldRun.Of(new NagiosReport(), RunSamples.Ok));

    [Fact]
    public void A_probe_that_failed_has_the_same_labels_and_nothing_measured() => Assert.Equal(
        """
        TCP CRITICAL - db:5432 failed in connect: refused (ECONNREFUSED) after 0.11 ms|time=U;0.1;@0.5:;0 connect=U;;;0 resolve=U;;;0 exchange=U;;;0 rtt=U;;;0

        """,
        ToldRun.Of(new NagiosReport(AlertRange.Parse("0.1"), AlertRange.Parse("@0.5:")), RunSamples.Refused));

    [Fact]
    public void A_probe_that_failed_late_tells_what_went_well_before()
    {
        string line = ToldRun.Of(new NagiosReport(), RunSamples.Mismatched("-ERR\r\n"u8.ToArray()));
        Assert.Equal(
            """
            TCP CRITICAL - redis:6380 failed in exchange step 2 (expect): reply_mismatch after 0.44 ms: expected "PONG", got "-ERR\r\n"|time=U;;;0;2.5 connect=0.000210s;;;0 resolve=0.000900s;;;0 tls=0.024100s;;;0 exchange=U;;;0 rtt=0.000025s;;;0

            """,
            line);
    }

    [Fact]
    public void A_certificate_is_told_as_everywhere() => Assert.StartsWith(
        """TCP OK - 25.72 ms response time on redis:6380, TLSv1.3 in 24.10 ms, certificate good for 61 days: "+PONG\r\n"|time=0.025720s;;;0;2.5 """,
        ToldRun.Of(new NagiosReport(), RunSamples.Matched),
        StringComparison.Ordinal);

    [Fact]
    public void A_literal_has_no_resolution_and_a_bare_connection_no_exchange()
    {
        ProbeReport report = RunSamples.Ok;
        Target literal = report.Options.Target with { Literal = IPAddress.Loopback };
        Assert.EndsWith(
            "|time=0.000720s;;;0 connect=0.000210s;;;0 rtt=0.000025s;;;0\n",
            ToldRun.Of(new NagiosReport(), report with { Options = report.Options with { Target = literal, Exchange = Exchange.None } }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_targets_the_first_line_counts_and_each_has_a_line_behind_it() => Assert.Equal(
        """
        TCP CRITICAL - 2 of 3 failed: refused 1, local_error 1|'localhost:9999 time'=0.000720s;;;0 'db:5432 time'=U;;;0 'far:22 time'=U;;;0
        [OK] 0.72 ms response time on localhost:9999: "data\n"
        [CRITICAL] db:5432 (main) failed in connect: refused (ECONNREFUSED) after 0.11 ms
        [UNKNOWN] far:22 failed in connect: local_error (EMFILE) after 0.02 ms

        """,
        ToldRun.Of(new NagiosReport(), RunSamples.Ok, RunSamples.Refused.Called("main"), RunSamples.OutOfDescriptors));

    [Fact]
    public void Where_some_targets_are_enough_it_says_how_many() => Assert.Equal(
        """
        TCP OK - 1 of 2 ok, 1 required: refused 1|'localhost:9999 time'=0.000720s;;;0 'db:5432 time'=U;;;0
        [OK] 0.72 ms response time on localhost:9999: "data\n"
        [CRITICAL] db:5432 failed in connect: refused (ECONNREFUSED) after 0.11 ms

        """,
        RunSamples.All["any"](new NagiosReport()));

    [Fact]
    public void A_list_of_one_target_has_the_labels_of_a_list() => Assert.StartsWith(
        "TCP OK - 1 of 1 ok|'localhost:9999 time'=0.000720s;;;0\n",
        ToldRun.Of(new NagiosReport(), ToldRun.Plan(RunSamples.Ok) with { IsList = true }, RunSamples.Ok),
        StringComparison.Ordinal);

    [Fact]
    public void A_series_has_its_mean_and_its_loss() => Assert.Equal(
        """
        TCP WARNING - 0.72 ms mean response time on localhost:9999, 10 probes, 10 % loss; breaks a limit: max.total 0.72 ms > 0.1 ms, p95.tls was not measured|time=0.000720s;;;0 connect=0.000210s;;;0 resolve=U;;;0 exchange=0.000480s;;;0 rtt=0.000025s;;;0 loss=10%;;;0;100

        """,
        RunSamples.All["loss allowed"](new NagiosReport()));

    [Fact]
    public void A_series_with_failures_tells_how_many_and_the_last() => Assert.StartsWith(
        "TCP CRITICAL - localhost:9999 failed 1 of 10 probes (refused 1); the last of these failed in connect: refused (ECONNREFUSED) after 0.11 ms"
        + "; breaks a limit: max.total 0.72 ms > 0.1 ms|time=0.000720s;",
        RunSamples.All["repeated"](new NagiosReport()),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("awaited", "TCP OK - 0.72 ms response time on localhost:9999: \"data\\n\"; up after 2.00 s: 3 probes, refused 2|time=0.000720s;")]
    [InlineData("awaited in vain", "TCP CRITICAL - db:5432 failed in connect: refused (ECONNREFUSED) after 0.11 ms; not up after 10.00 s (--wait): 10 probes, refused 10|time=U;")]
    [InlineData("not for long enough", "TCP CRITICAL - 0.72 ms response time on localhost:9999: \"data\\n\"; not up after 10.00 s (--wait): 10 probes|time=0.000720s;")]
    [InlineData("cut short", "TCP CRITICAL - db:5432 was cut short: failed in connect: connect_timed_out after 0.00 ms; not up after 10.00 s (--wait): the first probe had not ended|time=U;")]
    [InlineData("cut short of down", "TCP CRITICAL - db:5432 was cut short: failed in connect: connect_timed_out after 0.00 ms; not down after 10.00 s (--wait): the first probe had not ended|time=U;")]
    [InlineData("closed as wanted", "TCP OK - db:5432 is closed as wanted: refused (ECONNREFUSED) after 0.11 ms|time=U;")]
    [InlineData("open", "TCP CRITICAL - localhost:9999 is open and wanted closed: connected to 127.0.0.1 in 0.21 ms|")]
    [InlineData("interrupted", "TCP UNKNOWN - 1 of 1 ok, 1 not probed|'localhost:9999 time'=0.000720s;")]
    [InlineData("one will do", "TCP OK - 1 of 1 ok, 1 required, 1 not probed; up after 0.00 ms: 1 probe; 1 target not waited for|'localhost:9999 time'=0.000720s;;;0\n[OK] ")]
    [InlineData("every address", "TCP CRITICAL - 1 of 2 failed: refused 1|'localhost:9999 (10.0.0.1) time'=0.000720s;;;0 'localhost:9999 (2001:db8::1) time'=U;;;0\n")]
    public void What_a_run_was_for_is_in_its_line(string sample, string begins) =>
        Assert.StartsWith(begins, RunSamples.All[sample](new NagiosReport()), StringComparison.Ordinal);

    [Fact]
    public void The_most_frequent_reason_comes_first() => Assert.StartsWith(
        "TCP CRITICAL - 3 of 4 failed: refused 2, local_error 1|",
        ToldRun.Of(new NagiosReport(), RunSamples.OutOfDescriptors, RunSamples.Ok, RunSamples.Refused, RunSamples.Refused.At("cache", 6379)),
        StringComparison.Ordinal);

    [Fact]
    public void Of_several_targets_those_beyond_a_limit_are_counted_apart()
    {
        NagiosReport writer = new(AlertRange.Parse("0.001"));
        Assert.StartsWith("TCP WARNING - 1 of 2 ok, 1 beyond a limit|'localhost:9999 time'=0.000720s;0.001;;0 ", ToldRun.Of(writer, RunSamples.Ok, RunSamples.Matched), StringComparison.Ordinal);
        Assert.StartsWith("TCP CRITICAL - 1 of 3 failed: refused 1, 1 beyond a limit|", ToldRun.Of(new NagiosReport(AlertRange.Parse("0.001")), RunSamples.Ok, RunSamples.Refused, RunSamples.Matched), StringComparison.Ordinal);
    }

    [Fact]
    public void Those_beyond_a_limit_are_none_of_the_required() => Assert.StartsWith(
        "TCP OK - 1 of 3 ok, 1 required: refused 1, 1 beyond a limit|",
        ToldRun.Of(
            new NagiosReport(AlertRange.Parse("0.001")),
            ToldRun.Plan(RunSamples.Ok, RunSamples.Refused, RunSamples.Matched) with { Requirement = new Requirement(1) },
            RunSamples.Ok,
            RunSamples.Refused,
            RunSamples.Matched),
        StringComparison.Ordinal);

    [Fact]
    public void A_run_that_was_interrupted_before_any_probe_has_nothing_measured() => Assert.Equal(
        "TCP UNKNOWN - 0 of 0 ok, 2 not probed\n",
        ToldRun.Of(new NagiosReport(), ToldRun.Plan(RunSamples.Ok, RunSamples.Refused), new Rehearsal((_, _) => RunSamples.Ok), interruptedAfter: 0));

    [Fact]
    public void A_run_that_was_interrupted_when_all_were_asked_is_as_they_are() => Assert.StartsWith(
        "TCP OK - 0.72 ms mean response time on localhost:9999, 2 probes, 0 % loss|",
        ToldRun.Of(new NagiosReport(), ToldRun.Plan(RunSamples.Ok) with { Schedule = ToldRun.Repeated(9) }, new Rehearsal((_, _) => RunSamples.Ok), interruptedAfter: 2),
        StringComparison.Ordinal);

    [Fact]
    public void A_wait_that_was_interrupted_is_unknown_unless_its_target_was_not_as_wanted()
    {
        Assert.StartsWith(
            "TCP UNKNOWN - 0.72 ms response time on localhost:9999: \"data\\n\"; interrupted after 1.00 s, not up: 2 probes|", Interrupted(RunSamples.Ok), StringComparison.Ordinal);
        Assert.StartsWith(
            "TCP CRITICAL - db:5432 failed in connect: refused (ECONNREFUSED) after 0.11 ms; interrupted after 1.00 s, not up: 2 probes, refused 2|",
            Interrupted(RunSamples.Refused),
            StringComparison.Ordinal);

        static string Interrupted(ProbeReport report) => ToldRun.Of(
            new NagiosReport(), ToldRun.Plan(report) with { Schedule = ToldRun.Awaited with { Successes = 9 } }, new Rehearsal((_, _) => report), interruptedAfter: 2);
    }

    [Fact]
    public void Addresses_of_a_name_that_are_all_well_are_ok()
    {
        ProbeReport[] reports = [RunSamples.Ok.AtAddress("10.0.0.1"), RunSamples.Ok.At("other").AtAddress("10.0.0.2")];
        Assert.StartsWith(
            "TCP OK - 2 of 2 ok|'localhost:9999 (10.0.0.1) time'=0.000720s;;;0 'other:80 (10.0.0.2) time'=0.000720s;;;0\n",
            ToldRun.Of(new NagiosReport(), ToldRun.Plan(reports), new Rehearsal((_, time) => reports[time - 1]), told: plan => plan with { EveryAddress = true }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_certificate_of_a_series_is_that_of_its_last_probe_if_that_went_well()
    {
        ProbeReport failed = RunSamples.Mismatched("-ERR"u8.ToArray());
        Assert.StartsWith(
            "TCP OK - 25.72 ms mean response time on redis:6380, 2 probes, 50 % loss, TLSv1.3 in 24.10 ms, certificate good for 61 days|", Told(last: RunSamples.Matched), StringComparison.Ordinal);
        Assert.StartsWith("TCP OK - 25.72 ms mean response time on redis:6380, 2 probes, 50 % loss|", Told(last: failed), StringComparison.Ordinal);

        string Told(ProbeReport last) => ToldRun.Of(
            new NagiosReport(),
            ToldRun.Plan(failed) with { Schedule = ToldRun.Repeated(2), Conditions = [FailCondition.Parse("loss:0.5")] },
            (_, time) => time == 2 ? last : last == failed ? RunSamples.Matched : failed);
    }

    [Fact]
    public void A_series_of_one_tells_its_only_failure() => Assert.StartsWith(
        "TCP CRITICAL - db:5432 failed in connect: refused (ECONNREFUSED) after 0.11 ms|",
        ToldRun.Of(new NagiosReport(), ToldRun.Plan(RunSamples.Refused) with { Schedule = ToldRun.Repeated(1) }, RunSamples.Refused),
        StringComparison.Ordinal);

    [Fact]
    public void A_series_that_was_open_and_wanted_closed_says_how_often() => Assert.StartsWith(
        "TCP CRITICAL - localhost:9999 failed 2 of 3 probes (open 2); the last of these is open and wanted closed: connected to 127.0.0.1 in 0.21 ms|",
        ToldRun.Of(
            new NagiosReport(),
            ToldRun.Plan(RunSamples.Ok) with { Schedule = ToldRun.Repeated(3), Goal = new Goal.Down([FailureReason.Refused]) },
            (_, time) => time == 3 ? RunSamples.Refused : RunSamples.Ok),
        StringComparison.Ordinal);

    [Fact]
    public void Of_two_conditions_that_are_broken_the_one_on_loss_tells_of_the_failures() => Assert.StartsWith(
        "TCP CRITICAL - localhost:9999 failed 2 of 4 probes (refused 2); the last of these failed in connect: refused (ECONNREFUSED) after 0.11 ms"
        + "; breaks a limit: loss 50 % > 10 %, max.total 0.72 ms > 0.1 ms|",
        ToldRun.Of(
            new NagiosReport(),
            ToldRun.Plan(RunSamples.Ok) with { Schedule = ToldRun.Repeated(4), Conditions = [FailCondition.Parse("loss:10%"), FailCondition.Parse("max.total:0.1ms")] },
            (_, time) => time % 2 == 0 ? RunSamples.Refused : RunSamples.Ok),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("0.001", null, "TCP OK - ", NagiosState.Ok)]
    [InlineData("0.0005", "0.0006", "TCP CRITICAL - 0.72 ms response time on localhost:9999: \"data\\n\"; breaks a limit: -c 0.0006|time=0.000720s;0.0005;0.0006;0 ", NagiosState.Critical)]
    [InlineData("0", "5", "TCP WARNING - 0.72 ms response time on localhost:9999: \"data\\n\"; breaks a limit: -w 0|time=0.000720s;0;5;0 ", NagiosState.Warning)]
    [InlineData("@0:1", "~:2", "TCP WARNING - 0.72 ms response time on localhost:9999: \"data\\n\"; breaks a limit: -w @0:1|time=0.000720s;@0:1;~:2;0 ", NagiosState.Warning)]
    [InlineData(null, "1:", "TCP CRITICAL - 0.72 ms response time on localhost:9999: \"data\\n\"; breaks a limit: -c 1:|time=0.000720s;;1:;0 ", NagiosState.Critical)]
    public void A_response_time_in_a_range_that_alerts_decides(string? warning, string? critical, string begins, NagiosState state)
    {
        NagiosReport writer = new(warning is null ? null : AlertRange.Parse(warning), critical is null ? null : AlertRange.Parse(critical));
        Assert.StartsWith(begins, ToldRun.Of(writer, RunSamples.Ok), StringComparison.Ordinal);
        Assert.Equal(state, writer.State);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_guidelines_are_kept_whatever_a_run_comes_to(string sample)
    {
        NagiosReport writer = new(AlertRange.Parse("10:20"), AlertRange.Parse("@~:0"));
        string[] lines = RunSamples.All[sample](writer).Split('\n');
        Assert.Empty(lines[^1]);
        string[] parts = lines[0].Split('|');
        Assert.Equal(2, parts.Length);
        Assert.Equal($"TCP {writer.State.ToString().ToUpperInvariant()} - ", parts[0][..(parts[0].IndexOf('-', StringComparison.Ordinal) + 2)]);
        Assert.Matches(PerformanceData(), parts[1]);
        Assert.Matches("^(time|'[^']+ time')=", parts[1]);
        Assert.All(lines[1..^1], line => Assert.Matches(@"^\[(OK|WARNING|CRITICAL|UNKNOWN)\] [^|]+$", line));
    }

    [Theory]
    [MemberData(nameof(HostileReplyTests.Replies), MemberType = typeof(HostileReplyTests))]
    public void A_peer_can_write_neither_performance_data_nor_a_line_of_its_own(byte[] reply)
    {
        byte[] forged = [.. reply, .. "|time=0s;;;0\nTCP OK - |x=1"u8];
        foreach (ProbeReport report in new[] { Reports.Succeeded(forged), RunSamples.Mismatched(forged) })
        {
            string line = ToldRun.Of(new NagiosReport(), report);
            Assert.Equal(1, line.Count(character => character == '|'));
            Assert.Equal(1, line.Count(character => character == '\n'));
        }
    }

    [Fact]
    public void Nor_can_a_label() => Assert.StartsWith(
        @"TCP OK - 0.72 ms response time on localhost:9999 (a\x7cb\x0ac\x85): ",
        ToldRun.Of(new NagiosReport(), RunSamples.Ok.Called("a|b\nc\u0085")),
        StringComparison.Ordinal);

    [Fact]
    public void After_a_wait_the_last_probe_is_what_was_measured()
    {
        ProbeReport slow = RunSamples.Ok with { Timings = new PhaseTimings(Connect: Reports.Milliseconds(70)) };
        RunPlan plan = ToldRun.Plan(RunSamples.Ok) with { Schedule = ToldRun.Awaited with { Successes = 2 } };
        Assert.Contains("|time=0.000720s;", ToldRun.Of(new NagiosReport(), plan, (_, time) => time == 1 ? slow : RunSamples.Ok), StringComparison.Ordinal);
    }

    // 'label'=value[unit];[warn];[crit];[min];[max], one or more, a blank between them.
    [GeneratedRegex(@"^(?:(?:^| )(?:'[^'=|\n]+'|[^' =|\n]+)=(?:U|[0-9]+(?:\.[0-9]+)?(?:s|%)?)(?:;(?:@?(?:(?:~|-?[0-9.]+):)?(?:-?[0-9.]+)?)?){0,2}(?:;(?:[0-9.]+)?){0,2})+$")]
    private static partial Regex PerformanceData();
}
