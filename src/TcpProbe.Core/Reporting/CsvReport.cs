using System.Buffers;
using System.Globalization;
using System.Net;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Runs;

namespace TcpProbe.Core.Reporting;

/// <summary>Comma-separated values (RFC 4180): a record a probe under a line of names, which are only ever added to.</summary>
/// <param name="exitCode">The exit code that belongs to a probe.</param>
public sealed class CsvReport(Func<JudgedReport, int> exitCode) : ReportWriter
{
    private const string Columns = "seq,started_at,host,port,label,address,ok,phase,reason,step,errno,resolve,connect,tls,exchange,close,total,elapsed,"
        + "rtt,syn_retransmits,bytes_sent,bytes_received,exit_code,message,reply";

    /// <inheritdoc/>
    public override void Begin(RunPlan plan, IBufferWriter<byte> output) => CsvRecord.Write([.. Columns.Split(',')], output);

    /// <inheritdoc/>
    public override void Write(JudgedReport probe, IBufferWriter<byte> output)
    {
        ProbeReport report = probe.Report;
        Failure? failure = report.Failure;
        CsvRecord.Write(
            [
                Count(probe.Sequence),
                TimeText.Exact(report.StartedAt),
                report.Options.Target.Host,
                Count(report.Options.Target.Port),
                report.Options.Target.Label,
                Address(report)?.ToString(),
                probe.IsOk ? "true" : "false",
                failure is null ? null : Words.Of(failure.Phase),
                failure is null ? null : Words.Of(failure.Reason),
                Count(failure?.Step),
                failure?.ErrorName,
                Seconds(report.Timings.Resolve),
                Seconds(report.Timings.Connect),
                Seconds(report.Timings.Tls),
                Seconds(report.Timings.Exchange),
                Seconds(report.Timings.Close),
                Seconds(report.Timings.Total),
                Seconds(report.Elapsed),
                Seconds(report.TcpInfo?.Rtt),
                Count(report.TcpInfo?.TotalRetransmissions),
                Count(report.BytesSent),
                Count(report.BytesReceived),
                Count(exitCode(probe)),
                Message(probe) is { } message ? CsvRecord.Disarmed(message) : null,
                report.Reply is { } reply ? CsvRecord.Disarmed(EscapedText.Show(reply.Head.Span)) : null,
            ],
            output);
    }

    // A target that is up and should not be has no failure to tell.
    private static string? Message(JudgedReport probe) => probe.Report.Failure is { } failure ? FailureText.Of(probe.Report, failure)
        : probe.IsOk ? null
        : ProbeClause.Of(probe);

    // The address that was connected to, or whose failure stands for all, or that alone was to be probed.
    private static IPAddress? Address(ProbeReport report) =>
        report.Remote?.Address
        ?? report.Attempts.FirstOrDefault(attempt => ReferenceEquals(attempt.Failure, report.Failure))?.Address
        ?? report.Options.Address?.Address
        ?? report.Options.Target.Literal;

    private static string? Seconds(TimeSpan? time) => time is { } span ? PlainSeconds.Of(span) : null;

    private static string? Count(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
