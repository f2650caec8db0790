namespace TcpProbe.Core.Runs;

/// <summary>How many of its targets a run needs in the state that it wants.</summary>
/// <param name="Least">The number; <c>null</c> for every one.</param>
public sealed record Requirement(int? Least)
{
    /// <summary>Every target.</summary>
    public static Requirement EveryTarget => new(Least: null);

    /// <summary>Whether so many of all are enough.</summary>
    public bool IsMetBy(long good, long all) => good >= (Least ?? all);
}
