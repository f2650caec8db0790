using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Runs;

/// <summary>Each target once: it is settled with its only probe, and nothing of it is kept.</summary>
internal sealed class SingleCourse(RunStage stage)
{
    /// <summary>Goes through it.</summary>
    public RunEnd Follow() => stage.ProbeAll(Deadline.Never).All(ended => stage.Accept(ended, out _)) ? RunEnd.Completed : RunEnd.Interrupted;
}
