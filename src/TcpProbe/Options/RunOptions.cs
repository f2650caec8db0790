using System.CommandLine;
using TcpProbe.Core.Runs;
using TcpProbe.Core.Timing;
using TcpProbe.Endings;
using TcpProbe.Values;

namespace TcpProbe.Options;

/// <summary>How many at a time, and how many of them must be well.</summary>
internal sealed class RunOptions : OptionGroup
{
    private const int MostParallel = 10_000;
    private readonly OfferedOption<bool> _everyAddress;
    private readonly OfferedOption<int?> _parallel;
    private readonly OfferedOption<Requirement> _require;
    private readonly OfferedOption<IReadOnlyList<FailCondition>> _conditions;

    public RunOptions()
        : base("Many targets")
    {
        _everyAddress = Flag(new("--all-addresses", "probe each address behind a name, and report it by itself"));
        _parallel = Value<int?>(new("--parallel", "hold so many conversations at a time") { ValueName = "N", Default = RunPlan.DefaultParallel }, text => BoundedInteger.Within(1, MostParallel)(text));
        _require = Value(new("--require", "how many targets must be ok: all, any, or a number") { ValueName = "N", Kind = ValueKind.Requirement, Default = "all" }, Requirements.Parse);
        _conditions = Each(new("--fail-if", "fail if a figure is above its limit: loss:0.01, p95.connect:30ms, or in quotes 'max.total >= 1s'; counts for each target") { ValueName = "METRIC:MAX", Kind = ValueKind.Condition }, FailCondition.Parse);
    }

    /// <summary>The plan with these.</summary>
    /// <exception cref="UsageException">More is required than there is, or a condition has nothing to judge.</exception>
    public RunPlan Bind(ParseResult parsed, RunPlan plan)
    {
        plan = plan with
        {
            EveryAddress = _everyAddress.In(parsed),
            Parallel = _parallel.In(parsed) ?? RunPlan.DefaultParallel,
            Requirement = _require.In(parsed) ?? Requirement.EveryTarget,
            Conditions = _conditions.In(parsed) ?? [],
        };
        if (plan is { EveryAddress: false, Requirement.Least: { } least } && least > plan.Targets.Count)
            throw new UsageException($"--require {least} can never come true: {(plan.Targets.Count == 1 ? "there is 1 target" : $"there are {plan.Targets.Count} targets")}");
        if (plan is { Schedule: Schedule.Waiting, Conditions.Count: > 0 })
            throw new UsageException("--wait and --fail-if contradict each other: a run that waits expects failures; drop one of them");
        return plan;
    }
}
