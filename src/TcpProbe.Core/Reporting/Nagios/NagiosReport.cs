using System.Buffers;
using System.Text;
using TcpProbe.Core.Runs;

namespace TcpProbe.Core.Reporting.Nagios;

/// <summary>The line of a monitoring plugin (Nagios, Icinga): <c>TCP OK - text|performance data</c>; of several targets a line each behind it.</summary>
/// <param name="warning">The range of the response time that warns.</param>
/// <param name="critical">The range of the response time that is critical.</param>
public sealed class NagiosReport(AlertRange? warning = null, AlertRange? critical = null) : ReportWriter
{
    private readonly NagiosAlerts _alerts = new(warning, critical);
    private readonly List<NagiosTarget> _targets = [];
    private readonly SettledTargets _settled = new();
    private RunPlan? _plan;

    /// <summary>The state that was reported; its number is the exit code of the plugin. Known once the run has ended.</summary>
    public NagiosState State { get; private set; } = NagiosState.Unknown;

    /// <inheritdoc/>
    public override void Begin(RunPlan plan, IBufferWriter<byte> output) => _plan = plan;

    /// <inheritdoc/>
    public override void Settle(TargetSummary target, IBufferWriter<byte> output)
    {
        _settled.Add(target);
        _targets.Add(NagiosTarget.Of(target, _plan!, _alerts));
    }

    /// <inheritdoc/>
    public override void Finish(RunSummary summary, IBufferWriter<byte> output)
    {
        State = NagiosVerdict.Of(summary, _targets);
        bool isSeveral = NagiosPerformance.IsOneOfSeveral(summary.Plan);
        string text = !isSeveral && _targets is [var only] ? only.Text : Counts(summary);
        if (summary.Plan.Schedule is Schedule.Waiting) text = $"{text}; {RunText.Of(summary).First()}";
        string performance = _targets.Count == 0 ? string.Empty : $"|{string.Join(' ', _targets.Select(target => target.Performance))}";
        Write($"TCP {NagiosVerdict.Word(State)} - {NagiosText.OneLine(text)}{performance}\n", output);
        if (!isSeveral) return;
        foreach (NagiosTarget target in _targets) Write($"[{NagiosVerdict.Word(target.State)}] {NagiosText.OneLine(target.Text)}\n", output);
    }

    private static void Write(string text, IBufferWriter<byte> output) => _ = Encoding.UTF8.GetBytes(text, output);

    private string Counts(RunSummary summary)
    {
        int all = _targets.Count, failed = _targets.Count(target => target.Failure is not null);
        int beyond = _targets.Count(target => target is { Failure: null, State: not NagiosState.Ok });
        int unprobed = _settled.Missing(summary.Plan).Count;
        string told = summary.Plan.Requirement.Least is { } least ? $"{all - failed - beyond} of {all} ok, {least} required"
            : failed == 0 ? $"{all - beyond} of {all} ok"
            : $"{failed} of {all} failed";
        if (failed > 0) told += $": {Reasons()}";
        if (beyond > 0) told += $", {beyond} beyond a limit";
        return unprobed > 0 ? $"{told}, {unprobed} not probed" : told;
    }

    // The most frequent first.
    private string Reasons()
    {
        // Not List.Sort: it would be the only one, and link a sorter for every type of list in the program.
        IEnumerable<string> reasons = _targets.Where(target => target.Failure is not null).Select(target => target.Failure!).Distinct().OrderByDescending(Count);
        return string.Join(", ", reasons.Select(reason => $"{reason} {Count(reason)}"));

        int Count(string reason) => _targets.Count(target => target.Failure == reason);
    }
}
