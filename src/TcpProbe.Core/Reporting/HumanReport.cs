using System.Buffers;
using System.Text;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Runs;

namespace TcpProbe.Core.Reporting;

/// <summary>A line a probe for a person; a hint where one failed, and what a run adds up to.</summary>
/// <param name="style">What the lines look like.</param>
public sealed class HumanReport(HumanStyle style) : ReportWriter
{
    private const string Green = "\e[32m", Red = "\e[31m", Plain = "\e[0m";
    private readonly RunHints _hints = new();
    private RunPlan? _plan;

    /// <inheritdoc/>
    public override void Begin(RunPlan plan, IBufferWriter<byte> output) => _plan = plan;

    /// <inheritdoc/>
    public override void Write(JudgedReport probe, IBufferWriter<byte> output)
    {
        string line = style.Timestamps ? $"{TimeText.Precise(probe.Report.StartedAt)} {Line(probe)}{Before(probe)}" : Line(probe) + Before(probe);
        bool isAlone = _plan is not { CanHoldSeveral: true };
        string? hint = isAlone ? RunHints.Of(probe) : null;
        if (!isAlone) _hints.Add(probe);
        _ = Encoding.UTF8.GetBytes(hint is null ? $"{line}\n" : $"{line}\n  hint: {hint}\n", output);
    }

    /// <inheritdoc/>
    public override void Settle(TargetSummary target, IBufferWriter<byte> output)
    {
        bool isRepeated = _plan is { Schedule: Schedule.Repeating };
        IEnumerable<string> lines = isRepeated ? SeriesText.Of(target, style.Histogram) : [];
        foreach (string line in lines.Concat(target.BrokenConditions.Select(broken => $"  broken: {broken}"))) _ = Encoding.UTF8.GetBytes($"{line}\n", output);
    }

    /// <inheritdoc/>
    public override void Finish(RunSummary summary, IBufferWriter<byte> output)
    {
        if (!summary.Plan.CanHoldSeveral) return;
        foreach (string line in RunText.Of(summary).Concat(_hints.Of(summary))) _ = Encoding.UTF8.GetBytes($"{line}\n", output);
    }

    private static string Named(ProbeReport report) => ProbeClause.Named(report.Options);

    private string Before(JudgedReport probe) => style.Changes && probe.Before is { } past
        ? $"; was {(past.WasOk ? "ok" : RunText.State(past.Reason))} for {Amounts.Time(past.Held)}"
        : string.Empty;

    private string Line(JudgedReport probe) => (probe.Goal, probe.Report.Failure) switch
    {
        (Goal.Down, { } failure) when probe.IsOk => $"{Named(probe.Report)} {Verdict("ok", Green)}: closed, {FailureText.Of(probe.Report, failure)}",
        (Goal.Down, null) => $"{Named(probe.Report)} {Verdict("failed", Red)}: open, and --until down wants it closed: connected to {probe.Report.Attempts[^1].Address} in {Amounts.Time(probe.Report.Attempts[^1].Elapsed)}",
        (_, { } failure) => string.Concat([Named(probe.Report), " ", Verdict("failed", Red), " in ", FailureText.Place(failure), ": ", FailureText.Of(probe.Report, failure)]),
        _ => Succeeded(probe.Report),
    };

    private string Succeeded(ProbeReport report)
    {
        Attempt connected = report.Attempts[^1];
        string besides = Besides(report);
        if (besides.Length > 0) besides = $" ({besides})";

        // An interpolated string borrows an array from a pool whose set-up costs more than the line, and more than the probe if it is done within another.
        return string.Concat(
        [
            Named(report), " ", Verdict("ok", Green), ": connected to ", connected.Address.ToString(), " in ", Amounts.Time(connected.Elapsed), besides,
            ", ", Said(report), NotKept(report),
        ]);
    }

    private static string Besides(ProbeReport report)
    {
        string others = FailureText.OtherAttempts(report, told: null);
        if (report.TcpInfo?.TotalRetransmissions is not (> 0 and { } resent)) return others;
        string syns = $"{Amounts.Count(resent, "SYN")} resent";
        return others.Length == 0 ? syns : $"{others}, {syns}";
    }

    private static string Said(ProbeReport report)
    {
        string? exchanged = report.Options.Exchange.Kind == ExchangeKind.None ? null : Conversation(report);
        if (report.Tls is null) return exchanged ?? "nothing sent (-z)";
        string[] parts = exchanged is null ? [.. TlsText.Parts(report)] : [.. TlsText.Parts(report), exchanged];
        return string.Join(", ", parts);
    }

    private static string Conversation(ProbeReport report)
    {
        string time = Amounts.Time(report.Timings.Exchange ?? default);
        if (report.Reply is not { } reply) return report.BytesSent > 0 ? $"{Amounts.Count(report.BytesSent.Value, "byte")} sent in {time}" : $"{Amounts.Count(report.Steps.Count, "step")} in {time}, nothing sent";
        string said = report.Options.Exchange.Steps.Any(step => step is ReplyStep)
            ? "reply of " + Amounts.Count(reply.Length, "byte")
            : Amounts.Count(report.Steps.Count, "step");
        return string.Concat([said, " in ", time, ": ", FailureText.Quoted(reply.Head)]);
    }

    private static string NotKept(ProbeReport report)
    {
        if (report.Tuning is not { NotKept: { Count: > 0 } notKept }) return string.Empty;
        return string.Concat(notKept.Select(reading => ", " + OptionText.NotKept(reading)));
    }

    private string Verdict(string word, string colour) => style.IsColoured ? colour + word + Plain : word;
}
