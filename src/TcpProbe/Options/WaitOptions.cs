using System.CommandLine;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Runs;
using TcpProbe.Core.Timing;
using TcpProbe.Endings;
using TcpProbe.Values;

namespace TcpProbe.Options;

/// <summary>Until when to probe, and how often.</summary>
internal sealed class WaitOptions : OptionGroup
{
    private readonly OfferedOption<WaitLimit> _wait;
    private readonly OfferedOption<long?> _count;
    private readonly OfferedOption<TimeSpan?> _interval;
    private readonly OfferedOption<BackoffValue> _backoff;
    private readonly OfferedOption<int?> _successes;
    private readonly OfferedOption<string> _until;
    private readonly OfferedOption<IReadOnlyList<FailureReason>> _downMeans;
    private readonly OfferedOption<bool> _noWaitForNames;

    public WaitOptions()
        : base("Wait and repeat")
    {
        _wait = Value(new("--wait", "probe until it is ok; at most so long, or none") { ValueName = "D", Everyday = true }, text => new WaitLimit(text == "none" ? null : Duration.Parse(text)));
        _count = Value<long?>(new("--count", "probe so often, 0 until Ctrl-C; then sum up") { ValueName = "N", Everyday = true }, text => BoundedInteger.Within(0, int.MaxValue)(text));
        _interval = Value<TimeSpan?>(new("--interval", "the time between the starts of two probes") { Aliases = ["-i"], ValueName = "D", Default = "1s", Everyday = true }, text => Duration.ParseLimit(text));
        _backoff = Value<BackoffValue>(new("--backoff", "multiply the interval of --wait after each probe, up to MAX [30s], less a random part of up to a half") { ValueName = "FACTOR[,MAX]" }, BackoffValue.Parse);
        _successes = Value<int?>(new("--successes", "wait for so many ok in a row") { ValueName = "N", Default = 1 }, text => BoundedInteger.Within(1, int.MaxValue)(text));
        _until = Choice(new("--until", "the state that is ok; down alone asserts that it is closed") { ValueName = "STATE", Choices = ["up", "down"], Default = "up" });
        _downMeans = Value<IReadOnlyList<FailureReason>>(new("--down-means", "the reasons that count as down, with commas") { ValueName = "R,…", Kind = ValueKind.DownReasons, Default = "refused" }, DownReasons.Parse);
        _noWaitForNames = Flag(new("--no-wait-dns", "do not wait for a name that is not known"));
    }

    /// <summary>Whether the targets are wanted closed.</summary>
    public bool WantsDown(ParseResult parsed) => _until.In(parsed) == "down";

    /// <summary>The plan with these.</summary>
    /// <exception cref="UsageException">Two of them contradict each other.</exception>
    public RunPlan Bind(ParseResult parsed, RunPlan plan)
    {
        WaitLimit? wait = _wait.In(parsed);
        long? count = _count.In(parsed);
        if (wait is not null && count is not null) throw new UsageException("--wait and --count contradict each other: one ends when it is ok, the other goes on; drop one of them");
        if (wait is null) Demand(parsed, "--wait", _backoff, _successes, _noWaitForNames);
        if (wait is null && count is null) Demand(parsed, "--wait or --count", _interval);
        if (!WantsDown(parsed)) Demand(parsed, "--until down", _downMeans);

        TimeSpan interval = _interval.In(parsed) ?? TimeSpan.FromSeconds(1);
        return plan with
        {
            Goal = WantsDown(parsed) ? new Goal.Down(_downMeans.In(parsed) ?? [FailureReason.Refused]) : new Goal.Up(),
            Schedule = wait is not null ? new Schedule.Waiting(wait.Time, Pace(parsed, interval))
            {
                Successes = _successes.In(parsed) ?? 1,
                AwaitsNames = !_noWaitForNames.In(parsed),
            }
            : count is { } rounds ? new Schedule.Repeating(rounds == 0 ? null : rounds, interval)
            : new Schedule.Once(),
        };
    }

    private static void Demand(ParseResult parsed, string needed, params ReadOnlySpan<OfferedOption> options)
    {
        foreach (OfferedOption option in options)
        {
            if (option.On(parsed) is not null) throw new UsageException($"{option.Spec.Name} goes with {needed}");
        }
    }

    private Backoff Pace(ParseResult parsed, TimeSpan interval)
    {
        if (_backoff.In(parsed) is not { } growing) return Backoff.Steady(interval);
        return growing.Longest >= interval
            ? new Backoff(interval, growing.Factor, growing.Longest)
            : throw new UsageException($"--backoff grows to {growing.Longest.TotalSeconds} s at most, which is below the --interval it begins with; write --backoff {growing.Factor},MAX");
    }

    // Tells "none" from an option that was not given.
    private sealed record WaitLimit(TimeSpan? Time);
}
