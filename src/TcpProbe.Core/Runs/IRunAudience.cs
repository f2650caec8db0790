namespace TcpProbe.Core.Runs;

/// <summary>Whoever is told what a run does, one thing at a time.</summary>
public interface IRunAudience
{
    /// <summary>A probe has ended: each one of a run that repeats, the last one of each target of a run that waits.</summary>
    void Probed(JudgedReport probe);

    /// <summary>No more probes of this target come; targets are settled in the order of the command line, addresses in that of their first appearance.</summary>
    void Settled(TargetSummary target);

    /// <summary>A round of a run that waits has not found all as wanted.</summary>
    void Waits(WaitState state);

    /// <summary>The system let us have fewer threads than were asked for.</summary>
    void Slowed(int threads);

    /// <summary>The run has ended.</summary>
    void SummedUp(RunSummary summary);
}
