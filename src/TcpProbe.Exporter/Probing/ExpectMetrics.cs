using System.Globalization;
using System.Text;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Reporting.Prometheus;
using TcpProbe.Exporter.Modules;

namespace TcpProbe.Exporter.Probing;

/// <summary>What expectations have captured, as labels.</summary>
internal static class ExpectMetrics
{
    // Prometheus keeps every label for weeks, and a peer chooses what is in this one.
    private const int LongestLabel = 1024;

    /// <summary>The metric; without samples if no expectation that has labels was met.</summary>
    public static MetricFamily Of(IReadOnlyList<ExpectLabels> labels, ProbeReport report)
    {
        MetricFamily family = new("probe_expect_info", "gauge", "What was found in an answer.");
        foreach (ExpectLabels one in labels)
        {
            if (report.Steps.FirstOrDefault(step => step.Number == one.Step) is { End: StepEnd.Done } met) family.Add(Filled(one, met), 1);
        }

        return family;
    }

    private static MetricLabels Filled(ExpectLabels labels, StepResult met)
    {
        Dictionary<string, ReadOnlyMemory<byte>> captures = met.Captures.ToDictionary(capture => capture.Name, capture => capture.Bytes, StringComparer.Ordinal);
        return labels.Labels.Aggregate(MetricLabels.None, (all, label) => all.And(label.Key, Text(label.Value.Fill(captures).Span)));
    }

    // A peer's words: as they are if they are text, in escapes if a terminal could take them for commands.
    private static string Text(ReadOnlySpan<byte> bytes)
    {
        string text = Encoding.UTF8.GetString(bytes);
        return text.Length > LongestLabel || text.EnumerateRunes().Any(IsUnseen) ? EscapedText.Show(bytes, LongestLabel) : text;
    }

    // By characters, not by halves of them: there are invisible ones beyond 16 bits, too.
    private static bool IsUnseen(Rune letter) => letter == Rune.ReplacementChar
        || Rune.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
