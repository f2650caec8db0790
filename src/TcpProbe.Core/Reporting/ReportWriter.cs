using System.Buffers;
using TcpProbe.Core.Runs;

namespace TcpProbe.Core.Reporting;

/// <summary>A format: turns what a run tells it into bytes, and does nothing else. Each overrides what it wants to hear.</summary>
/// <remarks>Whatever is appended in one call is written in one piece, closing line feed included.</remarks>
public abstract class ReportWriter
{
    /// <summary>The run begins.</summary>
    public virtual void Begin(RunPlan plan, IBufferWriter<byte> output)
    {
    }

    /// <summary>A probe has ended: each one of a run that repeats, the last one of each target of a run that waits.</summary>
    public virtual void Write(JudgedReport probe, IBufferWriter<byte> output)
    {
    }

    /// <summary>No more probes of this target come; targets are settled in the order of the command line.</summary>
    public virtual void Settle(TargetSummary target, IBufferWriter<byte> output)
    {
    }

    /// <summary>The run has ended.</summary>
    public virtual void Finish(RunSummary summary, IBufferWriter<byte> output)
    {
    }
}
