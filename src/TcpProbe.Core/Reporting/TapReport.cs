using System.Buffers;
using System.Text;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Runs;

namespace TcpProbe.Core.Reporting;

/// <summary>The Test Anything Protocol, version 13: a line a target, and what is to be known of one that is not as wanted in YAML.</summary>
/// <remarks>But for its first line it is version 14 too, which readers in use do not take yet.</remarks>
public sealed class TapReport : ReportWriter
{
    private readonly SettledTargets _settled = new();
    private RunPlan? _plan;
    private int _failed;

    /// <inheritdoc/>
    public override void Begin(RunPlan plan, IBufferWriter<byte> output)
    {
        _plan = plan;
        Write("TAP version 13\n", output);
        if (!plan.EveryAddress) Write($"1..{plan.Targets.Count}\n", output);
    }

    /// <inheritdoc/>
    public override void Settle(TargetSummary target, IBufferWriter<byte> output)
    {
        _settled.Add(target);
        string line = $"ok {_settled.Count} - {Described(ProbeClause.Named(target.Options))}\n";
        TargetFault? fault = TargetFault.Of(target, _plan!);
        if (fault is not null) _failed++;
        Write(fault is null ? line : $"not {line}{Details(fault)}", output);
    }

    /// <inheritdoc/>
    public override void Finish(RunSummary summary, IBufferWriter<byte> output)
    {
        if (summary.Plan.EveryAddress) Write($"1..{_settled.Count}\n", output);
        IReadOnlyList<ClientOptions> missing = _settled.Missing(summary.Plan);
        bool isPart = summary.End == RunEnd.Interrupted && (summary.Plan.EveryAddress || summary.Plan.Schedule is Schedule.Once || missing.Count > 0);
        for (int i = 0; i < missing.Count && !isPart; i++)
            Write($"ok {_settled.Count + i + 1} - {Described(ProbeClause.Named(missing[i]))} # SKIP no probe of it had ended\n", output);

        if (summary.Plan.Requirement.Least is { } least) Write($"# {summary.GoodTargets} of {summary.Targets} ok, {least} required\n", output);
        if (summary.Plan.Schedule is Schedule.Waiting) Write($"# {RunText.Of(summary).First()}\n", output);
        bool isUnmet = !summary.IsOk && summary.Plan.Schedule is Schedule.Waiting && _failed == 0;
        if (isUnmet || isPart) Write($"Bail out!  {(isPart ? "interrupted" : "not all as wanted at the same time")}\n", output);
    }

    private static string Details(TargetFault fault)
    {
        Failure? failure = fault.Probe?.Report.Failure;
        string place = failure is null ? string.Empty : Pair("phase", Words.Of(failure.Phase));
        string step = failure?.Step is { } number ? $"  step: {number}\n" : string.Empty;
        string hint = fault.Probe is { } probe && RunHints.Of(probe) is { } advice ? Pair("hint", advice) : string.Empty;
        return $"  ---\n{place}{step}{Pair("reason", fault.Kind)}{Pair("message", fault.Clause)}{hint}  ...\n";
    }

    // What is in quotes can be anything but a control character, and has no end before its quote.
    private static string Pair(string key, string value) => $"  {key}: \"{value.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"\n";

    // A # would begin a directive such as TODO, which makes a failure harmless.
    private static string Described(string name) => name.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("#", @"\#", StringComparison.Ordinal);

    private static void Write(string text, IBufferWriter<byte> output) => _ = Encoding.UTF8.GetBytes(text, output);
}
