using System.Buffers;
using System.Text;
using TcpProbe.Core.Reporting;
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
        if (answer.Log.Count > 0) _ = text.Append("\nWhat happened:\n").AppendJoin('\n', answer.Log).Append('\n');
        return text.Append("\nMetrics:\n").Append(Encoding.UTF8.GetString(answer.Metrics.Span)).ToString();
    }

    /// <summary>The line for a person.</summary>
    public static string Line(ProbeAnswer answer) => Verdict(answer).Split('\n')[0];

    // And a hint below it if the probe failed.
    private static string Verdict(ProbeAnswer answer)
    {
        ArrayBufferWriter<byte> output = new();
        new HumanReport(new HumanStyle()).Write(answer.Probe, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
