using TcpProbe.Core.Runs;
using TcpProbe.Core.Statistics;

namespace TcpProbe.Core.Reporting;

/// <summary>What a series of probes of one target adds up to, in lines for a person.</summary>
internal static class SeriesText
{
    private const int MostSpans = 5;

    /// <summary>The lines.</summary>
    public static IEnumerable<string> Of(TargetSummary target, bool histogram)
    {
        RunFigures figures = target.Figures;
        long failed = figures.Failures;
        string reasons = RunText.Counts(figures, target.Reasons);
        yield return $"--- {target.Options.Name}: {Amounts.Count(figures.Probes, "probe")}, {figures.Ok} ok, {failed} failed, {Amounts.Percent(failed, figures.Probes)} % loss{(reasons.Length == 0 ? string.Empty : $": {reasons}")}";
        foreach (string row in LatencyTable.Of(figures.Latencies)) yield return row;
        if (figures.SynRetransmits > 0) yield return $"  {Amounts.Count(figures.SynRetransmits.Value, "SYN")} resent";
        if (target.Spans.Count > 1) foreach (string span in Spans(target)) yield return span;
        if (!histogram || target.Totals is not { } totals) yield break;
        yield return "  total, from the first phase to the last:";
        foreach (string row in LatencyBars.Rows(totals)) yield return $"  {row}";
    }

    private static IEnumerable<string> Spans(TargetSummary target)
    {
        long leftOut = target.SpansLeftOut + Math.Max(0, target.Spans.Count - MostSpans);
        if (leftOut > 0) yield return $"  {Amounts.Count(leftOut, "earlier span")} left out";
        foreach (StateSpan span in target.Spans.TakeLast(MostSpans))
            yield return $"  {(span.IsOk ? "ok" : "failed"),-6} for {Amounts.Time(span.Length)} from {TimeText.Whole(span.From)}: {Amounts.Count(span.Probes, "probe")}";
    }
}
