using System.Text.Json;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Runs;
using TcpProbe.Core.Statistics;

namespace TcpProbe.Core.Reporting.Json;

/// <summary>The last line of JSON of a run that can hold several probes.</summary>
internal static class JsonSummary
{
    /// <summary>Writes the object.</summary>
    public static void Write(Utf8JsonWriter json, RunSummary summary, int exitCode, IReadOnlyList<string> broken)
    {
        RunFigures figures = summary.Figures;
        json.WriteStartObject();
        json.WriteNumber("schema", JsonReport.Schema);
        json.WriteString("type", "summary");
        json.WriteString("ended", Word(summary.End));
        json.WriteNumber("targets", summary.Targets);
        json.WriteNumber("targets_ok", summary.GoodTargets);
        json.WriteNumber("probes", figures.Probes);
        json.WriteNumber("ok", figures.Ok);
        json.WriteNumber("failed", figures.Failures);
        json.WriteStartObject("reasons");
        foreach (ReasonCount row in summary.Reasons) json.WriteNumber(Words.Of(row.Reason), row.Count);
        json.WriteEndObject();
        json.WriteStartArray("broken");
        foreach (string condition in broken) json.WriteStringValue(condition);
        json.WriteEndArray();
        json.WriteSeconds("seconds", summary.Elapsed);
        json.WriteNumber("exit_code", exitCode);
        WriteLatency(json, figures.Latencies);
        json.WriteCount("syn_retransmits", figures.SynRetransmits);
        json.WriteString("started_at", TimeText.Exact(summary.StartedAt));
        json.WriteEndObject();
    }

    private static string Word(RunEnd end) => end switch
    {
        RunEnd.Completed => "completed",
        RunEnd.WaitRanOut => "wait_ran_out",
        RunEnd.NameNotKnown => "name_not_known",
        RunEnd.Interrupted => "interrupted",
        _ => throw new ArgumentOutOfRangeException(nameof(end)),
    };

    private static void WriteLatency(Utf8JsonWriter json, PhaseLatencies phases)
    {
        json.WriteStartObject("latency");
        WritePhase(json, "resolve", phases.Resolve);
        WritePhase(json, "connect", phases.Connect);
        WritePhase(json, "tls", phases.Tls);
        WritePhase(json, "exchange", phases.Exchange);
        WritePhase(json, "close", phases.Close);
        WritePhase(json, "total", phases.Total);
        WritePhase(json, "rtt", phases.Rtt);
        json.WriteEndObject();
    }

    private static void WritePhase(Utf8JsonWriter json, string name, LatencySummary? times)
    {
        if (times is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("count", times.Count);
        json.WriteString("method", times.Method == PercentileMethod.NearestRank ? "nearest_rank" : "histogram");
        json.WriteSeconds("min", times.Min);
        json.WriteSeconds("mean", times.Mean);
        json.WriteSeconds("median", times.Median);
        json.WriteSeconds("p90", times.P90);
        json.WriteSeconds("p95", times.P95);
        json.WriteSeconds("p99", times.P99);
        json.WriteSeconds("max", times.Max);
        json.WriteSeconds("stddev", times.StandardDeviation);
        json.WriteSeconds("jitter", times.Jitter);
        json.WriteEndObject();
    }
}
