using TcpProbe.Core.Probing;
using TcpProbe.Core.Reporting;
using TcpProbe.Core.Runs;

namespace TcpProbe.Reports;

/// <summary>Hands on what a run does: to each report, and to whoever waits at the terminal.</summary>
/// <param name="files">The reports in files.</param>
/// <param name="publish">Puts the files in their places, before stdout has its last word.</param>
/// <param name="stdout">The report on stdout.</param>
/// <param name="conclude">Is told each report once it is whole; <c>null</c> for nobody.</param>
/// <param name="notes">What is said on stderr meanwhile; <c>null</c> for nothing.</param>
internal sealed class RunReports(
    IReadOnlyList<ReportOutlet> files, Action publish, ReportOutlet stdout, Action<ProbeReport>? conclude, WaitNotes? notes) : IRunAudience
{
    /// <summary>Whether the system let the run have fewer threads than it asked for.</summary>
    public bool IsSlowed { get; private set; }

    /// <summary>The run begins.</summary>
    public void Begin(RunPlan plan)
    {
        foreach (ReportOutlet file in files) file.Begin(plan);
        stdout.Begin(plan);
    }

    /// <inheritdoc/>
    public void Probed(JudgedReport probe)
    {
        notes?.Clear();
        conclude?.Invoke(probe.Report);
        foreach (ReportOutlet file in files) file.Probed(probe);
        stdout.Probed(probe);
    }

    /// <inheritdoc/>
    public void Settled(TargetSummary target)
    {
        foreach (ReportOutlet file in files) file.Settled(target);
        stdout.Settled(target);
    }

    /// <inheritdoc/>
    public void Waits(WaitState state) => notes?.Tell(state);

    /// <inheritdoc/>
    public void Slowed(int threads)
    {
        IsSlowed = true;
        notes?.Say($"this system starts no more threads: {Amounts.Count(threads, "conversation")} at a time");
    }

    /// <inheritdoc/>
    public void SummedUp(RunSummary summary)
    {
        notes?.Clear();
        foreach (ReportOutlet file in files) file.SummedUp(summary);

        // A plugin's line is the only one: whether a file could be written must be known before it.
        publish();
        stdout.SummedUp(summary);
    }
}
