using TcpProbe.Core.Reporting;
using TcpProbe.Core.Reporting.Nagios;
using TcpProbe.Core.Runs;
using TcpProbe.Core.Sockets;
using TcpProbe.Endings;
using TcpProbe.Options;
using TcpProbe.Reports;
using TcpProbe.Terminal;

namespace TcpProbe.Commands;

/// <summary>Carries out a plan: opens the reports, probes, sums up also when a signal comes, and finds the exit code.</summary>
internal sealed class ProbeRun(RunPlan plan, OutputChoices output, Streams streams, TimeProvider clock)
{
    private readonly DescriptorLimit _descriptors = new();
    private bool _isSlowed;

    // How long a signal waits for a report that nobody takes.
    private static TimeSpan Patience => TimeSpan.FromSeconds(1);

    /// <summary>Does all of it.</summary>
    /// <returns>The exit code, before any profile.</returns>
    public int Run()
    {
        using ReportFiles files = new();
        LastWords lastWords = new(files, streams, Patience);
        ReportWriter stdout = ReportFormats.OfStdout(output, streams);
        RunSummary summary;
        using (CaughtSignals? signals = plan.CanHoldSeveral ? Signals.On(lastWords.Say) : output.Files.Count > 0 ? Signals.On(lastWords.Withhold) : null)
        {
            summary = Execute(stdout, files, lastWords);

            // It is for a command that comes after, and takes .NET two more threads.
            if (streams.IsOutputLeft && !_isSlowed) signals?.LetGo();
        }

        // The signal ends the process, after its last words: no command takes its place any more.
        if (lastWords.HaveBegun) Thread.Sleep(Timeout.Infinite);
        _descriptors.Restore();
        return stdout is NagiosReport plugin ? (int)plugin.State : ExitCode.Of(summary);
    }

    private RunSummary Execute(ReportWriter stdout, ReportFiles files, LastWords lastWords)
    {
        IReadOnlyList<ReportOutlet> inFiles = files.Open(output);
        using VerboseLog? log = output.Verbosity == 0 ? null : new VerboseLog(output.Verbosity, streams);
        WaitNotes? notes = output.Quiet ? null : new WaitNotes(streams, plan, Width);
        RunReports reports = new(inFiles, files.Publish, Shown(stdout), log is null ? null : log.Conclude, notes);
        RunPlan affordable = plan with { Parallel = Affordable() };
        reports.Begin(affordable);
        log?.Announce(plan.Targets[0]);

        PlannedRun run = new(affordable, clock, reports, log is null ? null : target => log.Onlooker(plan.CanHoldSeveral ? target.Name : null));
        lastWords.Begin(run);
        RunSummary summary = run.Execute();
        _isSlowed = reports.IsSlowed;
        return summary;
    }

    // Also with nobody to read it the format may decide on the exit code.
    private ReportOutlet Shown(ReportWriter writer) =>
        new(writer, output.Quiet ? _ => { } : bytes => streams.Print(bytes.Span)) { FailuresOnly = output.QuietOk, ChangesOnly = output.Changes };

    // Between the lines of a log no line can live.
    private int? Width() => output.Verbosity == 0 ? TerminalWidth.OfStderr() : null;

    private int Affordable()
    {
        int wanted = plan.EveryAddress ? plan.Parallel : Math.Min(plan.Parallel, plan.Targets.Count);
        int affordable = _descriptors.AllowFor(wanted);
        if (affordable < wanted && !output.Quiet) streams.Complain($"the limit of descriptors (ulimit -n) allows {Amounts.Count(affordable, "conversation")} at a time, not {wanted}");
        return affordable;
    }
}
