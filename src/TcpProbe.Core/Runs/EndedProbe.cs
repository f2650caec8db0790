using TcpProbe.Core.Probing;

namespace TcpProbe.Core.Runs;

/// <summary>A probe that has ended by itself, or was cut short by the end of the run.</summary>
/// <param name="report">What happened.</param>
/// <param name="isCut">Whether the end of the run may be why it failed; such a probe says nothing of its target.</param>
internal sealed class EndedProbe(ProbeReport report, bool isCut)
{
    private int _claims;

    /// <summary>What happened.</summary>
    public ProbeReport Report => report;

    /// <summary>Whether it was cut short.</summary>
    public bool IsCut => isCut;

    /// <summary>Takes it for the sums.</summary>
    /// <returns>Whether nobody did before: the run itself and the signal that ends it may come upon the same.</returns>
    public bool Claim() => Interlocked.Exchange(ref _claims, 1) == 0;
}
