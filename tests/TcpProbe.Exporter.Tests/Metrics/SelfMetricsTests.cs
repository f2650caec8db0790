using System.Net;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Exporter.Tests.Harness;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Exporter.Tests.Metrics;

public sealed class SelfMetricsTests
{
    [Fact]
    public async Task Probes_and_requests_that_were_turned_away_are_counted()
    {
        await using RunningExporter exporter = await RunningExporter.Start();
        using RefusedPort port = new();
        _ = await exporter.Get(RunningExporter.Probe($"127.0.0.1:{port.Port}"));
        _ = await exporter.Get(RunningExporter.Probe("a:1", module: "nope"));
        _ = await exporter.Get(RunningExporter.Probe("a"));
        string[] lines = (await exporter.Get("/metrics")).Body.Split('\n');
        Assert.Contains("""tcpprobe_exporter_probes_total{module="tcp_connect"} 1""", lines);
        Assert.Contains("""tcpprobe_exporter_probe_failures_total{module="tcp_connect",reason="refused"} 1""", lines);
        Assert.Contains("""tcpprobe_exporter_rejected_requests_total{cause="unknown_module"} 1""", lines);
        Assert.Contains("""tcpprobe_exporter_rejected_requests_total{cause="bad_request"} 1""", lines);
        Assert.Contains("blackbox_module_unknown_total 1", lines);
        Assert.Contains("blackbox_exporter_config_last_reload_successful 1", lines);
        Assert.Contains("tcpprobe_exporter_probes_in_flight 0", lines);
    }

    [PromtoolFact]
    public async Task Promtool_finds_nothing_to_complain_of()
    {
        await using RunningExporter exporter = await RunningExporter.Start();
        using RefusedPort port = new();
        (HttpStatusCode _, string probe) = await exporter.Get(RunningExporter.Probe($"localhost:{port.Port}"));
        (HttpStatusCode _, string self) = await exporter.Get("/metrics");
        Assert.Equal((0, string.Empty), FormatReader.Read(probe, "promtool", "check", "metrics"));
        Assert.Equal((0, string.Empty), FormatReader.Read(self, "promtool", "check", "metrics"));
    }
}
