using System.Buffers;
using System.Text;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Reporting;
using TcpProbe.Core.Runs;

namespace TcpProbe.Core.Tests.Harness;

/// <summary>A rehearsed run as a format tells it.</summary>
internal static class ToldRun
{
    /// <summary>So many probes of each target, one a second.</summary>
    public static Schedule.Repeating Repeated(int rounds) => new(rounds, TimeSpan.FromSeconds(1));

    /// <summary>A probe a second until it is up, for ten seconds.</summary>
    public static Schedule.Waiting Awaited => new(TimeSpan.FromSeconds(10), Backoff.Steady(TimeSpan.FromSeconds(1)));

    /// <summary>A plan for the targets of these reports.</summary>
    public static RunPlan Plan(params ProbeReport[] reports) => new() { Targets = [.. reports.Select(report => report.Options)], Parallel = 1 };

    /// <summary>The same target under a name of the user's.</summary>
    public static ProbeReport Called(this ProbeReport report, string label) =>
        report with { Options = report.Options with { Target = report.Options.Target with { Label = label } } };

    /// <summary>The same report of another target.</summary>
    public static ProbeReport At(this ProbeReport report, string host, int port = 80) =>
        report with { Options = report.Options with { Target = Reports.Of(host, port).Options.Target } };

    /// <summary>One probe of each target.</summary>
    public static string Of(ReportWriter writer, params ProbeReport[] reports) => Of(writer, Plan(reports), reports);

    /// <summary>A plan whose targets always give these reports.</summary>
    public static string Of(ReportWriter writer, RunPlan plan, params ProbeReport[] reports) =>
        Of(writer, plan, (host, _) => reports.Single(report => report.Options.Target.Host == host));

    /// <summary>A plan, and what comes of the n-th probe of a host.</summary>
    public static string Of(ReportWriter writer, RunPlan plan, Func<string, int, ProbeReport> probe) => Of(writer, plan, new Rehearsal(probe));

    /// <summary>A plan, as it was rehearsed; interrupted after so many probes, or rounds of a wait; told as another plan.</summary>
    public static string Of(ReportWriter writer, RunPlan plan, Rehearsal rehearsal, int? interruptedAfter = null, Func<RunPlan, RunPlan>? told = null)
    {
        PlannedRun run = rehearsal.Begin(plan);
        int rounds = 0;
        bool isInterrupted = false;
        rehearsal.WhenProbed = probe => InterruptAfter(probe.Sequence);
        rehearsal.WhenWaiting = _ => InterruptAfter(++rounds);
        InterruptAfter(0);
        RunSummary summary = run.Execute();
        if (told is not null) summary = summary with { Plan = told(plan) };

        ArrayBufferWriter<byte> output = new();
        writer.Begin(summary.Plan, output);
        foreach (JudgedReport judged in rehearsal.Probes) writer.Write(judged, output);
        foreach (TargetSummary target in rehearsal.Targets) writer.Settle(target, output);
        writer.Finish(summary, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);

        void InterruptAfter(long number)
        {
            if (isInterrupted || number != interruptedAfter) return;
            isInterrupted = true;
            run.Interrupt(signal: 2, TimeSpan.Zero);
        }
    }
}
