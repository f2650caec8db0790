using System.Buffers;
using System.Text;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Reporting;
using TcpProbe.Core.Reporting.Events;
using TcpProbe.Exporter.Probing;

namespace TcpProbe.Exporter.Pages;

/// <summary>All that is known of a probe, as text.</summary>
internal static class ProbeSheet
{
    /// <summary>The text: the verdict with its hint, what happened, and the metrics.</summary>
    public static string Of(ProbeAnswer answer)
    {
        StringBuilder text = new();
        _ = text.Append(Verdict(answer)).Append('\n')
            .Append("module ").Append(answer.Request.Module.Name)
            .Append(", limit ").Append(Amounts.Time(answer.Request.Timeout))
            .Append(", begun ").Append(TimeText.Precise(answer.Probe.Report.StartedAt)).Append('\n');
        _ = text.Append("\nWhat happened:\n");
        foreach (string line in answer.Events.SelectMany(Lines)) _ = text.Append(line).Append('\n');
        return text.Append("\nMetrics:\n").Append(Encoding.UTF8.GetString(answer.Metrics.Span)).ToString();
    }

    /// <summary>The line for a person.</summary>
    public static string Line(ProbeAnswer answer) => Verdict(answer).Split('\n')[0];

    // What is sent may hold a password, and whoever may look at a probe need not know it. Of options that nobody asked for nothing was read.
    private static IEnumerable<string> Lines(SeenEvent seen) => seen.Happened is ProbeEvent.Tuned { Kernel: null } ? []
        : EventText.Of(seen.Happened, tellsPayload: false).Select(line => ModuleWords.Of(seen.About is { } about ? $"{about}: {line}" : line));

    // And a hint below it if the probe failed.
    private static string Verdict(ProbeAnswer answer)
    {
        ArrayBufferWriter<byte> output = new();
        new HumanReport(new HumanStyle()).Write(answer.Probe, output);
        return ModuleWords.Of(Encoding.UTF8.GetString(output.WrittenSpan));
    }
}
