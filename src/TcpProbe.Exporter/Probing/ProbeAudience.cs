using TcpProbe.Core.Runs;

namespace TcpProbe.Exporter.Probing;

/// <summary>Keeps what came of the target of a request, or of each of its addresses.</summary>
internal sealed class ProbeAudience : IRunAudience
{
    private readonly List<TargetSummary> _settled = [];

    /// <summary>What came, in the order of the addresses.</summary>
    public IReadOnlyList<TargetSummary> Settled => _settled;

    /// <summary>What stands for all: the first that failed, if one did.</summary>
    public TargetSummary Telling => _settled.Find(target => !target.IsOk) ?? _settled[0];

    void IRunAudience.Settled(TargetSummary target) => _settled.Add(target);

    void IRunAudience.Probed(JudgedReport probe)
    {
    }

    void IRunAudience.Waits(WaitState state)
    {
    }

    void IRunAudience.Slowed(int threads)
    {
    }

    void IRunAudience.SummedUp(RunSummary summary)
    {
    }
}
