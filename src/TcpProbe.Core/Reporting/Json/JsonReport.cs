using System.Buffers;
using System.Net;
using System.Text.Json;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Runs;
using TcpProbe.Core.Sockets;

namespace TcpProbe.Core.Reporting.Json;

/// <summary>One JSON object a line; its keys are described in docs/report.schema.json and only ever added to.</summary>
/// <param name="exitCodeOfProbe">The exit code that belongs to a probe.</param>
/// <param name="exitCodeOfRun">The exit code that belongs to a run.</param>
public sealed class JsonReport(Func<JudgedReport, int> exitCodeOfProbe, Func<RunSummary, int> exitCodeOfRun) : ReportWriter
{
    /// <summary>The version of the keys.</summary>
    internal const int Schema = 1;

    private readonly List<string> _broken = [];

    // Everything that a peer wrote is printable ASCII by then, so nothing is left that would have to hide from HTML.
    private static readonly JsonWriterOptions s_options = new() { Encoder = new SparingEncoder() };

    /// <inheritdoc/>
    public override void Write(JudgedReport probe, IBufferWriter<byte> output)
    {
        ProbeReport report = probe.Report;
        using (Utf8JsonWriter json = new(output, s_options))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", Schema);
            json.WriteString("type", "probe");
            json.WriteNumber("seq", probe.Sequence);
            json.WriteString("label", report.Options.Target.Label);
            json.WriteStartObject("target");
            json.WriteString("host", report.Options.Target.Host);
            json.WriteNumber("port", report.Options.Target.Port);
            json.WriteEndObject();
            json.WriteString("exchange", Word(report.Options.Exchange.Kind));
            json.WriteString("wanted", probe.Goal is Goal.Down ? "down" : "up");
            json.WriteBoolean("ok", probe.IsOk);
            json.WriteNumber("exit_code", exitCodeOfProbe(probe));
            WriteFailure(json, report);
            WriteEndPoint(json, "remote", report.Remote);
            WriteEndPoint(json, "local", report.Local);
            WriteAttempts(json, report.Attempts);
            WriteTimings(json, report.Timings);
            json.WriteSeconds("elapsed", report.Elapsed);
            JsonSocket.Write(json, report);
            WriteTcpInfo(json, report.TcpInfo);
            JsonTls.Write(json, report);
            JsonSteps.Write(json, report.Steps);
            json.WriteCount("bytes_sent", report.BytesSent);
            json.WriteCount("bytes_received", report.BytesReceived);
            JsonReply.Write(json, report);
            json.WriteString("started_at", TimeText.Exact(report.StartedAt));
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    /// <inheritdoc/>
    public override void Settle(TargetSummary target, IBufferWriter<byte> output) =>
        _broken.AddRange(target.BrokenConditions.Select(broken => $"{target.Options.Name}: {broken}"));

    /// <inheritdoc/>
    public override void Finish(RunSummary summary, IBufferWriter<byte> output)
    {
        if (summary.Plan is { CanHoldSeveral: false, Conditions.Count: 0 }) return;
        using (Utf8JsonWriter json = new(output, s_options)) JsonSummary.Write(json, summary, exitCodeOfRun(summary), _broken);
        output.Write("\n"u8);
    }

    private static string Word(ExchangeKind kind) => kind switch
    {
        ExchangeKind.None => "none",
        ExchangeKind.Default => "default",
        ExchangeKind.Custom => "custom",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static void WriteFailure(Utf8JsonWriter json, ProbeReport report)
    {
        if (report.Failure is not { } failure)
        {
            json.WriteNull("failure");
            return;
        }

        json.WriteStartObject("failure");
        json.WriteString("phase", Words.Of(failure.Phase));
        json.WriteString("reason", Words.Of(failure.Reason));
        json.WriteCount("step", failure.Step);
        json.WriteString("errno", failure.ErrorName);
        json.WriteString("limit", failure.Limit is { } limit ? Words.Of(limit) : null);
        json.WriteString("message", FailureText.Of(report, failure));
        json.WriteString("hint", FailureHint.Of(report, failure));
        json.WriteEndObject();
    }

    private static void WriteEndPoint(Utf8JsonWriter json, string name, IPEndPoint? endPoint)
    {
        if (endPoint is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("address", endPoint.Address.ToString());
        json.WriteNumber("port", endPoint.Port);
        json.WriteEndObject();
    }

    private static void WriteAttempts(Utf8JsonWriter json, IReadOnlyList<Attempt> attempts)
    {
        json.WriteStartArray("attempts");
        foreach (Attempt attempt in attempts)
        {
            json.WriteStartObject();
            json.WriteString("address", attempt.Address.ToString());
            json.WriteString("reason", attempt.Failure is { } failure ? Words.Of(failure.Reason) : null);
            json.WriteString("errno", attempt.Failure?.ErrorName);
            json.WriteSeconds("seconds", attempt.Elapsed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTimings(Utf8JsonWriter json, PhaseTimings timings)
    {
        json.WriteStartObject("timings");
        json.WriteSeconds("resolve", timings.Resolve);
        json.WriteSeconds("connect", timings.Connect);
        json.WriteSeconds("tls", timings.Tls);
        json.WriteSeconds("exchange", timings.Exchange);
        json.WriteSeconds("close", timings.Close);
        json.WriteSeconds("total", timings.Total);
        json.WriteEndObject();
    }

    private static void WriteTcpInfo(Utf8JsonWriter json, TcpInfo? info)
    {
        if (info is null)
        {
            json.WriteNull("tcp_info");
            return;
        }

        json.WriteStartObject("tcp_info");
        json.WriteSeconds("rtt", info.Rtt);
        json.WriteSeconds("rttvar", info.RttVariance);
        json.WriteCount("syn_retransmits", info.TotalRetransmissions);
        json.WriteCount("mss", info.MaxSegment);
        json.WriteEndObject();
    }
}
