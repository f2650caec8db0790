using System.Collections.Concurrent;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Runs;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Core.Timing;
using static TcpProbe.Core.Tests.Harness.Rehearsal;

namespace TcpProbe.Core.Tests.Runs;

/// <summary>Runs on threads of their own, in real time.</summary>
public sealed class ParallelRunTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, int> _asked = new();
    private readonly Rehearsal _audience = new((_, _) => Up());

    private static Schedule.Waiting For(double seconds) => new(TimeSpan.FromSeconds(seconds), Backoff.Steady(TimeSpan.FromSeconds(0.05)));

    [Fact]
    public void Each_target_has_its_report_when_the_time_is_over_however_many_hang()
    {
        // Up once, then silent to the end: each is cut in its second probe.
        RunSummary summary = Run(Plan(For(0.3), "refused", "one", "two", "three") with { Parallel = 4 }, (host, time, end) =>
        {
            if (time > 1 && host != "refused") Pass(end);
            return time > 1 && host != "refused" ? Down(FailureReason.ConnectTimedOut) : Down();
        });

        Assert.Equal(RunEnd.WaitRanOut, summary.End);
        Assert.Equal(["refused:80", "one:80", "two:80", "three:80"], _audience.Targets.Select(target => target.Options.Name));
        Assert.All(_audience.Targets, target => Assert.Equal(FailureReason.Refused, target.Last.Reason));
    }

    [Fact]
    public void Each_target_has_its_report_when_its_first_probe_is_cut()
    {
        _ = Run(Plan(For(0.2), "one", "two", "three") with { Parallel = 3 }, (_, _, end) =>
        {
            Pass(end);
            return Down(FailureReason.ConnectTimedOut);
        });

        Assert.Equal(["one:80", "two:80", "three:80"], _audience.Targets.Select(target => target.Options.Name));
    }

    [Fact]
    public void A_target_that_nobody_waits_for_any_more_keeps_what_was_known_of_it()
    {
        using ManualResetEventSlim release = new();
        RunSummary summary = Run(Plan(For(30), "db", "hang") with { Parallel = 2, Requirement = new Requirement(1) }, (host, time, _) =>
        {
            if (time > 1 && host == "hang") Assert.True(release.Wait(s_patience));
            return time > 1 ? Up() : Down();
        });
        release.Set();

        Assert.Equal(RunEnd.Completed, summary.End);
        Assert.Equal(["db:80", "hang:80"], _audience.Targets.Select(target => target.Options.Name));
        Assert.Equal(FailureReason.Refused, _audience.Targets[1].Last.Reason);
    }

    [Fact]
    public void A_name_that_is_not_known_ends_a_run_that_does_not_wait_for_names_while_another_target_hangs()
    {
        using ManualResetEventSlim release = new();
        RunSummary summary = Run(Plan(For(60) with { AwaitsNames = false }, "typo", "hang") with { Parallel = 2 }, (host, _, _) =>
        {
            if (host == "hang") Assert.True(release.Wait(s_patience));
            return Down(host == "typo" ? FailureReason.NameNotResolved : FailureReason.ConnectTimedOut);
        });
        release.Set();

        Assert.Equal((RunEnd.NameNotKnown, 1L), (summary.End, summary.Figures.Probes));
    }

    [Fact]
    public void The_first_reason_is_told_while_another_target_hangs()
    {
        using ManualResetEventSlim told = new();
        _audience.WhenWaiting = _ => told.Set();

        _ = Run(Plan(For(30), "hang", "typo") with { Parallel = 2 }, (host, time, _) =>
        {
            if (time > 1) return Up();
            if (host == "hang") Assert.True(told.Wait(s_patience));
            return host == "hang" ? Down(FailureReason.ConnectTimedOut) : Down(FailureReason.NameNotResolved);
        });

        Assert.Equal("typo", Assert.Single(_audience.States[0].Missing).Report.Options.Target.Host);
    }

    [Fact]
    public async Task No_probe_that_has_ended_is_lost_to_a_signal()
    {
        for (int round = 0; round < 200; round++)
        {
            using ManualResetEventSlim release = new(), begun = new();
            Rehearsal audience = new((_, _) => Up());
            string[] names = [.. Enumerable.Range(0, 50).Select(i => $"t{i}"), "slow", .. Enumerable.Range(0, 20).Select(i => $"u{i}"), "last"];
            PlannedRun run = new(Plan(new Schedule.Once(), names) with { Parallel = 2 }, TimeProvider.System, audience, Probe, sleep: null);
            Task<RunSummary> execution = Task.Run(run.Execute);
            Assert.True(begun.Wait(s_patience));
            RunSummary? summary = run.Interrupt(signal: 2, s_patience);
            release.Set();
            _ = await execution;

            Assert.Equal(70, summary!.Targets);
            Assert.Equal(70, audience.Probes.Count);

            ProbeReport Probe(ClientOptions options, Deadline end)
            {
                if (options.Target.Host == "last") begun.Set();
                if (options.Target.Host is "slow" or "last") Assert.True(release.Wait(s_patience));
                return Up() with { Options = options };
            }
        }
    }

    // A peer that says nothing until the run has no more time.
    private static void Pass(Deadline end)
    {
        using ManualResetEventSlim never = new();
        while (!end.HasCome) _ = never.Wait(end.Remaining!.Value + TimeSpan.FromMilliseconds(1));
    }

    private RunSummary Run(RunPlan plan, Func<string, int, Deadline, ProbeReport> probe) =>
        new PlannedRun(plan, TimeProvider.System, _audience, (options, end) => probe(options.Target.Host, _asked.AddOrUpdate(options.Target.Host, 1, (_, time) => time + 1), end) with { Options = options }, sleep: null).Execute();
}
