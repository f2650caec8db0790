using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Runs;

/// <summary>Each target once: it is settled with its only probe, and nothing of it is kept.</summary>
internal sealed class SingleCourse(RunStage stage)
{
    /// <summary>Goes through it.</summary>
    public RunEnd Follow()
    {
        foreach (EndedProbe ended in stage.ProbeAll(Deadline.Never))
        {
            bool isOpen = stage.Act((ledger, audience) =>
            {
                (JudgedReport probe, TargetSummary target) = ledger.Settle(ended.Report);
                audience.Probed(probe);
                audience.Settled(target);
            });
            if (!isOpen) return RunEnd.Interrupted;
        }

        return RunEnd.Completed;
    }
}
