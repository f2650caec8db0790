using TcpProbe.Core.Probing;
using TcpProbe.Core.Runs;

namespace TcpProbe.Core.Reporting;

/// <summary>The targets that a run has settled, for the formats that owe a word on the others too.</summary>
internal sealed class SettledTargets
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>How many there are.</summary>
    public int Count => _names.Count;

    /// <summary>One more is settled.</summary>
    public void Add(TargetSummary target) => _names.Add(target.Options.Name);

    /// <summary>The others: the run was interrupted before, or some targets were enough and these were not waited for.</summary>
    /// <remarks>Where each address is a target, nobody knows which there would have been.</remarks>
    public IReadOnlyList<ClientOptions> Missing(RunPlan plan) => plan.EveryAddress ? [] : [.. plan.Targets.Where(target => !_names.Contains(target.Name))];
}
