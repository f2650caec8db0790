using System.Buffers;
using System.Text;
using System.Text.Json;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Reporting.Json;
using TcpProbe.Core.Runs;
using TcpProbe.Core.Statistics;
using TcpProbe.Core.Tests.Harness;

namespace TcpProbe.Core.Tests.Reporting;

/// <summary>The last line of JSON of a run that can hold several probes.</summary>
public sealed class JsonSummaryTests
{
    private static JsonReport Writer => new(probe => probe.IsOk ? 0 : 11, summary => summary.IsOk ? 0 : 11);

    [Fact]
    public void Every_phase_of_all_probes_is_told_and_null_if_none_went_through_it() => Assert.Equal(
        """
        {"schema":1,"type":"summary","ended":"completed","targets":2,"targets_ok":1,"probes":2,"ok":1,"failed":1,"reasons":{"refused":1},"broken":[],"seconds":3,"exit_code":11,
        "latency":{"resolve":{"count":1,"method":"nearest_rank","min":0.0009,"mean":0.0009,"median":0.0009,"p90":0.0009,"p95":0.0009,"p99":0.0009,"max":0.0009,"stddev":0,"jitter":null},
        "connect":{"count":1,"method":"nearest_rank","min":0.00021,"mean":0.00021,"median":0.00021,"p90":0.00021,"p95":0.00021,"p99":0.00021,"max":0.00021,"stddev":0,"jitter":null},
        "tls":{"count":1,"method":"nearest_rank","min":0.0241,"mean":0.0241,"median":0.0241,"p90":0.0241,"p95":0.0241,"p99":0.0241,"max":0.0241,"stddev":0,"jitter":null},
        "exchange":null,
        "close":{"count":1,"method":"nearest_rank","min":0.00003,"mean":0.00003,"median":0.00003,"p90":0.00003,"p95":0.00003,"p99":0.00003,"max":0.00003,"stddev":0,"jitter":null},
        "total":{"count":1,"method":"nearest_rank","min":0.02524,"mean":0.02524,"median":0.02524,"p90":0.02524,"p95":0.02524,"p99":0.02524,"max":0.02524,"stddev":0,"jitter":null},
        "rtt":{"count":1,"method":"nearest_rank","min":0.000025,"mean":0.000025,"median":0.000025,"p90":0.000025,"p95":0.000025,"p99":0.000025,"max":0.000025,"stddev":0,"jitter":null}},
        "syn_retransmits":0,"started_at":"2026-11-22T18:00:00.000000Z"}
        """.Replace("\n", string.Empty, StringComparison.Ordinal),
        Last(ToldRun.Of(Writer, ToldRun.Plan(Silent, RunSamples.Refused), Slow(Silent, RunSamples.Refused))));

    [Fact]
    public void The_numbers_of_many_times_are_each_under_its_name() => Assert.Equal(
        """
        {"count":100,"method":"nearest_rank","min":0.001,"mean":0.0505,"median":0.05,"p90":0.09,"p95":0.095,"p99":0.099,"max":0.1,"stddev":0.0288661,"jitter":0.001}
        """,
        Value(ToldRun.Of(Writer, Rehearsal.Plan(ToldRun.Repeated(100), "db"), (_, time) => Rehearsal.Up(time)), "latency").GetProperty("connect").GetRawText());

    [Fact]
    public void Percentiles_from_a_histogram_say_so()
    {
        LatencySamples samples = new(mostKept: 1);
        samples.Add(TimeSpan.FromMilliseconds(1));
        samples.Add(TimeSpan.FromMilliseconds(2));
        RunSummary summary = new(new RunFigures(Probes: 2, Ok: 2, SynRetransmits: null, new PhaseLatencies(Total: samples.Summarize())))
        {
            End = RunEnd.Completed,
            IsOk = true,
            Targets = 1,
            GoodTargets = 1,
            StartedAt = default,
            Elapsed = default,
            Plan = ToldRun.Plan(RunSamples.Ok) with { Schedule = ToldRun.Repeated(2) },
        };
        ArrayBufferWriter<byte> output = new();
        Writer.Finish(summary, output);
        Assert.Equal("histogram", Value(Encoding.UTF8.GetString(output.WrittenSpan), "latency").GetProperty("total").GetProperty("method").GetString());
    }

    [Fact]
    public void Reasons_are_counted_the_most_frequent_first() => Assert.Equal(
        """{"refused":3,"local_error":1}""",
        Value(ToldRun.Of(Writer, Repeated(), (_, time) => time == 2 ? RunSamples.OutOfDescriptors : RunSamples.Refused), "reasons").GetRawText());

    [Fact]
    public void A_condition_that_is_broken_is_told_with_its_target()
    {
        string text = ToldRun.Of(Writer, Repeated("loss:0.5", "max.total:0.1ms", "p95.tls:1s"), RunSamples.Ok);
        Assert.Equal("""["localhost:9999: max.total 0.72 ms > 0.1 ms","localhost:9999: p95.tls was not measured"]""", Value(text, "broken").GetRawText());
        Assert.Equal(11, Value(text, "exit_code").GetInt32());
    }

    [Fact]
    public void SYNs_that_were_resent_are_the_sum_of_all_probes_and_null_if_no_probe_could_say()
    {
        ProbeReport lossy = RunSamples.Ok with { TcpInfo = RunSamples.Ok.TcpInfo! with { TotalRetransmissions = 2 } };
        Assert.Equal(8, Value(ToldRun.Of(Writer, Repeated(), lossy), "syn_retransmits").GetInt32());
        Assert.Equal(JsonValueKind.Null, Value(ToldRun.Of(Writer, Repeated(), RunSamples.Ok with { TcpInfo = null }), "syn_retransmits").ValueKind);
    }

    [Fact]
    public void Targets_that_are_open_and_wanted_closed_have_failed_for_no_reason()
    {
        RunPlan plan = ToldRun.Plan(RunSamples.Ok, RunSamples.Refused) with { Goal = new Goal.Down([FailureReason.Refused]) };
        string[] lines = Lines(ToldRun.Of(Writer, plan, RunSamples.Ok, RunSamples.Refused));
        Assert.Contains("""{"host":"localhost","port":9999},"exchange":"default","wanted":"down","ok":false,"exit_code":11,"failure":null,""", lines[0], StringComparison.Ordinal);
        Assert.Contains("""{"host":"db","port":5432},"exchange":"default","wanted":"down","ok":true,"exit_code":0,"failure":{"phase":"connect","reason":"refused",""", lines[1], StringComparison.Ordinal);
        Assert.StartsWith(
            """{"schema":1,"type":"summary","ended":"completed","targets":2,"targets_ok":1,"probes":2,"ok":1,"failed":1,"reasons":{},""", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_wait_has_the_last_probe_of_each_target_and_the_sums_of_all() => Assert.Collection(
        Lines(RunSamples.All["awaited"](Writer)),
        line => Assert.StartsWith("""{"schema":1,"type":"probe","seq":3,""", line, StringComparison.Ordinal),
        line => Assert.StartsWith(
            """{"schema":1,"type":"summary","ended":"completed","targets":1,"targets_ok":1,"probes":3,"ok":1,"failed":2,"reasons":{"refused":2},"broken":[],"seconds":2,"exit_code":0,""",
            line,
            StringComparison.Ordinal));

    [Fact]
    public void A_wait_that_ran_out_says_so() => Assert.StartsWith(
        """{"schema":1,"type":"summary","ended":"wait_ran_out","targets":1,"targets_ok":0,"probes":10,"ok":0,"failed":10,"reasons":{"refused":10},"broken":[],"seconds":10,"exit_code":11,""",
        Last(RunSamples.All["awaited in vain"](Writer)),
        StringComparison.Ordinal);

    [Fact]
    public void A_wait_that_a_name_has_ended_says_so() => Assert.StartsWith(
        """{"schema":1,"type":"summary","ended":"name_not_known","targets":1,"targets_ok":0,"probes":1,"ok":0,"failed":1,"reasons":{"name_not_resolved":1},""",
        Last(ToldRun.Of(Writer, ToldRun.Plan(RunSamples.Unknown) with { Schedule = ToldRun.Awaited with { AwaitsNames = false } }, RunSamples.Unknown)),
        StringComparison.Ordinal);

    [Fact]
    public void A_run_that_was_interrupted_counts_what_it_had_done() => Assert.StartsWith(
        """{"schema":1,"type":"summary","ended":"interrupted","targets":1,"targets_ok":1,"probes":1,"ok":1,"failed":0,"reasons":{},""",
        Last(RunSamples.All["interrupted"](Writer)),
        StringComparison.Ordinal);

    [Fact]
    public void A_probe_by_itself_has_a_summary_only_if_a_condition_judges_it()
    {
        Assert.Single(Lines(ToldRun.Of(Writer, RunSamples.Ok)));
        RunPlan judged = ToldRun.Plan(RunSamples.Ok) with { Conditions = [FailCondition.Parse("max.total:1s")] };
        Assert.Contains("\"broken\":[]", Lines(ToldRun.Of(Writer, judged, RunSamples.Ok))[1], StringComparison.Ordinal);
        Assert.Equal(2, Lines(ToldRun.Of(Writer, ToldRun.Plan(RunSamples.Ok) with { IsList = true }, RunSamples.Ok)).Length);
    }

    // TLS and nothing said inside it.
    private static ProbeReport Silent => RunSamples.Matched with { Timings = RunSamples.Matched.Timings with { Exchange = null } };

    private static RunPlan Repeated(params string[] conditions) =>
        ToldRun.Plan(RunSamples.Ok) with { Schedule = ToldRun.Repeated(4), Conditions = [.. conditions.Select(FailCondition.Parse)] };

    private static Rehearsal Slow(params ProbeReport[] reports) =>
        new((host, _) => reports.Single(report => report.Options.Target.Host == host)) { ProbeTime = TimeSpan.FromSeconds(1.5) };

    private static string[] Lines(string text)
    {
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
        return text[..^1].Split('\n');
    }

    private static string Last(string text) => Lines(text)[^1];

    private static JsonElement Value(string text, string key)
    {
        using JsonDocument json = JsonDocument.Parse(Last(text));
        return json.RootElement.GetProperty(key).Clone();
    }
}
