using System.Buffers;
using System.Text;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Probing;

namespace TcpProbe.Core.Reporting;

/// <summary>One line for a person, and a second one with a hint if the probe failed.</summary>
/// <param name="colour">Whether the verdict is coloured.</param>
public sealed class HumanReport(bool colour) : IReportWriter
{
    private const string Green = "\e[32m", Red = "\e[31m", Plain = "\e[0m";

    /// <inheritdoc/>
    public void Write(ProbeReport report, IBufferWriter<byte> output)
    {
        string text = report.Failure is { } failure ? Failed(report, failure) : Succeeded(report);
        _ = Encoding.UTF8.GetBytes(text, output);
    }

    private string Failed(ProbeReport report, Failure failure) =>
        $"{report.Options.Target} {Verdict("failed", Red)} in {FailureText.Place(failure)}: {FailureText.Of(report, failure)}\n"
        + $"  hint: {FailureHint.Of(report, failure)}\n";

    private string Succeeded(ProbeReport report)
    {
        Attempt connected = report.Attempts[^1];
        string besides = Besides(report);
        if (besides.Length > 0) besides = $" ({besides})";
        return $"{report.Options.Target} {Verdict("ok", Green)}: connected to {connected.Address} in {Amounts.Time(connected.Elapsed)}{besides}, "
            + $"{string.Join(", ", TlsText.Parts(report).Concat(Said(report)))}{NotKept(report)}\n";
    }

    private static string Besides(ProbeReport report)
    {
        string others = FailureText.OtherAttempts(report, told: null);
        if (report.TcpInfo?.TotalRetransmissions is not (> 0 and { } resent)) return others;
        string syns = $"{Amounts.Count(resent, "SYN")} resent";
        return others.Length == 0 ? syns : $"{others}, {syns}";
    }

    private static IEnumerable<string> Said(ProbeReport report)
    {
        if (report.Options.Exchange.Kind != ExchangeKind.None) yield return Conversation(report);
        else if (report.Tls is null) yield return "nothing sent (-z)";
    }

    private static string Conversation(ProbeReport report)
    {
        string time = Amounts.Time(report.Timings.Exchange ?? default);
        if (report.Reply is not { } reply) return report.BytesSent > 0 ? $"{Amounts.Count(report.BytesSent.Value, "byte")} sent in {time}" : $"{Amounts.Count(report.Steps.Count, "step")} in {time}, nothing sent";
        return report.Options.Exchange.Steps.Any(step => step is ReplyStep)
            ? $"reply of {Amounts.Count(reply.Length, "byte")} in {time}: {FailureText.Quoted(reply.Head)}"
            : $"{Amounts.Count(report.Steps.Count, "step")} in {time}: {FailureText.Quoted(reply.Head)}";
    }

    private static string NotKept(ProbeReport report)
    {
        if (report.Tuning is not { } tuning) return string.Empty;
        return string.Concat(tuning.NotKept.Select(reading => ", " + OptionText.NotKept(reading)));
    }

    private string Verdict(string word, string style) => colour ? style + word + Plain : word;
}
