using TcpProbe.Core.Probing;

namespace TcpProbe.Core.Runs;

/// <summary>A planned series of probes: over whom, how often, until when, and what is to come of it.</summary>
public sealed record RunPlan
{
    /// <summary>How many conversations a run holds at a time unless told otherwise.</summary>
    public const int DefaultParallel = 64;

    /// <summary>What each target's probe is told, in the order of the command line.</summary>
    public required IReadOnlyList<ClientOptions> Targets { get; init; }

    /// <summary>Whether each address behind a name is probed, and reported, by itself.</summary>
    public bool EveryAddress { get; init; }

    /// <summary>How many conversations are held at a time at most, each on a thread of its own.</summary>
    public int Parallel { get; init; } = DefaultParallel;

    /// <summary>How often each target is probed.</summary>
    public Schedule Schedule { get; init; } = new Schedule.Once();

    /// <summary>The state in which the targets are wanted.</summary>
    public Goal Goal { get; init; } = new Goal.Up();

    /// <summary>How many targets must be in that state.</summary>
    public Requirement Requirement { get; init; } = Requirement.EveryTarget;

    /// <summary>What must not come true of a target besides; each target is judged by itself.</summary>
    public IReadOnlyList<FailCondition> Conditions { get; init; } = [];

    /// <summary>Whether a condition says how many probes may fail; otherwise none may.</summary>
    public bool JudgesLoss => Conditions.Any(condition => condition.Metric is RunMetric.LostShare);

    /// <summary>Whether it was named in a way that can name several targets, though it may name one.</summary>
    public bool IsList { get; init; }

    /// <summary>Whether it can hold more than one probe: then a summary ends it.</summary>
    public bool CanHoldSeveral => IsList || EveryAddress || Targets.Count > 1 || Schedule is not Schedule.Once;
}
