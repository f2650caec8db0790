namespace TcpProbe.Core.Targets;

/// <summary>What a command line names, each target once.</summary>
/// <param name="Targets">The targets, in the order in which they were first named.</param>
/// <param name="Repeated">Those that were named again, each once.</param>
public sealed record TargetList(IReadOnlyList<Target> Targets, IReadOnlyList<Target> Repeated)
{
    /// <summary>The list of what was named.</summary>
    public static TargetList Of(IReadOnlyList<Target> named)
    {
        if (named.Count < 2) return new TargetList(named, []);
        SameTarget same = new();
        HashSet<Target> once = new(same), again = new(same);
        List<Target> targets = [], repeated = [];
        foreach (Target target in named)
        {
            if (once.Add(target)) targets.Add(target);
            else if (again.Add(target)) repeated.Add(target);
        }

        return new TargetList(targets, repeated);
    }
}
