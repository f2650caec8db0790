using TcpProbe.Core.Reporting;
using TcpProbe.Core.Runs;

namespace TcpProbe.Reports;

/// <summary>Hands on what a run does: to each report, and to whoever waits at the terminal.</summary>
/// <param name="outlets">The reports.</param>
/// <param name="notes">What is said on stderr meanwhile; <c>null</c> for nothing.</param>
internal sealed class RunReports(IReadOnlyList<ReportOutlet> outlets, WaitNotes? notes) : IRunAudience
{
    /// <summary>The run begins.</summary>
    public void Begin(RunPlan plan)
    {
        foreach (ReportOutlet outlet in outlets) outlet.Begin(plan);
    }

    /// <inheritdoc/>
    public void Probed(JudgedReport probe)
    {
        notes?.Clear();
        foreach (ReportOutlet outlet in outlets) outlet.Probed(probe);
    }

    /// <inheritdoc/>
    public void Settled(TargetSummary target)
    {
        foreach (ReportOutlet outlet in outlets) outlet.Settled(target);
    }

    /// <inheritdoc/>
    public void Waits(WaitState state) => notes?.Tell(state);

    /// <inheritdoc/>
    public void Slowed(int threads) => notes?.Say($"this system starts no more threads: {Amounts.Count(threads, "conversation")} at a time");

    /// <inheritdoc/>
    public void SummedUp(RunSummary summary)
    {
        notes?.Clear();
        foreach (ReportOutlet outlet in outlets) outlet.SummedUp(summary);
    }
}
