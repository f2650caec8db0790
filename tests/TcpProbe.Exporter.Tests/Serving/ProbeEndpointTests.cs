using System.Net;
using TcpProbe.Core.Responding;
using TcpProbe.Exporter.Options;
using TcpProbe.Exporter.Tests.Harness;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Exporter.Tests.Serving;

/// <summary><c>/probe</c>, over real sockets on both sides.</summary>
public sealed class ProbeEndpointTests
{
    [Fact]
    public async Task A_probe_that_goes_well_is_a_success_with_its_times_and_no_failure()
    {
        await using RunningExporter exporter = await RunningExporter.Start();
        using Responder peer = Peer(new ResponderBehaviour.Silent());
        (HttpStatusCode status, string body) = await exporter.Get(RunningExporter.Probe(peer.EndPoint.ToString()));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("\nprobe_success 1\n", body, StringComparison.Ordinal);
        Assert.Contains("\nprobe_ip_protocol 4\n", body, StringComparison.Ordinal);
        Assert.Contains("""probe_phase_duration_seconds{phase="connect"} """, body, StringComparison.Ordinal);
        Assert.DoesNotContain("""phase="resolve""", body, StringComparison.Ordinal);
        Assert.DoesNotContain("probe_failure_info", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_probe_that_fails_is_an_answer_and_says_where_and_why()
    {
        await using RunningExporter exporter = await RunningExporter.Start();
        using RefusedPort port = new();
        Uri probe = RunningExporter.Probe($"127.0.0.1:{port.Port}");
        Assert.Equal(["probe_success 0"], await exporter.Samples(probe, "probe_success"));
        Assert.Equal(["""probe_failure_info{phase="connect",reason="refused"} 1"""], await exporter.Samples(probe, "probe_failure_info"));
    }

    [Fact]
    public async Task A_name_that_there_is_not_fails_in_the_resolution()
    {
        await using RunningExporter exporter = await RunningExporter.Start();
        string[] failure = await exporter.Samples(RunningExporter.Probe("no-such-host.invalid:80"), "probe_failure_info");
        Assert.Contains("""phase="resolve",reason="name_not_resolved""", failure[0].Replace("resolver_unavailable", "name_not_resolved", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_asker_waits_less_the_offset_bounds_the_probe()
    {
        await using RunningExporter exporter = await RunningExporter.Start(new ExporterOptions { TimeoutOffset = TimeSpan.FromSeconds(0.5) });
        using FullAcceptQueue hole = new();
        Uri probe = RunningExporter.Probe($"127.0.0.1:{hole.Port}");
        Assert.Equal(["""probe_failure_info{phase="connect",reason="connect_timed_out"} 1"""], await exporter.Samples(probe, "probe_failure_info", scrapeTimeout: 0.7));
        string timeout = Assert.Single(await exporter.Samples(probe, "probe_timeout_seconds", scrapeTimeout: 0.7));
        Assert.Equal("probe_timeout_seconds 0.2", timeout);
    }

    [Theory]
    [InlineData("/probe?module=tcp_connect", "the parameter target is missing; write target=HOST:PORT\n")]
    [InlineData("/probe?module=tcp_connect&target=", "the parameter target is missing; write target=HOST:PORT\n")]
    [InlineData("/probe?target=a:1", "the parameter module is missing; write module=NAME, here are tcp_connect\n")]
    [InlineData("/probe?module=nope&target=a:1", "unknown module nope; here are tcp_connect\n")]
    [InlineData("/probe?module=%1b[31m&target=a:1", "unknown module \\x1b[31m; here are tcp_connect\n")]
    [InlineData("/probe?module=tcp_connect&target=a", "the target cannot be read: a: no port; write a:PORT\n")]
    [InlineData("/probe?module=tcp_connect&target=256.1.1.1:1", "the target cannot be read: 256.1.1.1 is not an IPv4 address; write four decimal parts, such as 127.0.0.1\n")]
    [InlineData("/probe?module=tcp_connect&target=a:1-9", "the target cannot be read: a:1-9 has more than one port; write a:PORT for each of them\n")]
    public async Task A_request_for_no_probe_is_refused_in_words(string path, string said)
    {
        await using RunningExporter exporter = await RunningExporter.Start();
        Assert.Equal((HttpStatusCode.BadRequest, said), await exporter.Get(path));
    }

    [Fact]
    public async Task A_target_longer_than_any_host_or_a_limit_that_is_none_is_refused()
    {
        await using RunningExporter exporter = await RunningExporter.Start();
        Assert.Equal((HttpStatusCode.BadRequest, "the target is longer than any host and port\n"), await exporter.Get(RunningExporter.Probe(new string('a', 400) + ":1")));
        using HttpRequestMessage request = new(HttpMethod.Get, RunningExporter.Probe("a:1"));
        request.Headers.Add("X-Prometheus-Scrape-Timeout-Seconds", "soon");
        using HttpResponseMessage response = await exporter.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("a%0ab")]
    [InlineData("a%00b")]
    [InlineData("1.2.3")]
    public async Task A_host_name_to_expect_that_is_none_is_refused(string name)
    {
        using TemporaryFolder folder = new();
        await using RunningExporter exporter = await RunningExporter.Start(new ExporterOptions { ConfigFile = folder.File("c.yml", "modules: {tls: {prober: tcp, tcp: {tls: true}}}") });
        (HttpStatusCode status, string body) = await exporter.Get(RunningExporter.Probe("127.0.0.1:1", "tls", $"&hostname={name}"));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.StartsWith("the hostname cannot be read: ", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_happened_is_kept_for_the_page_whether_or_not_it_was_asked_for()
    {
        await using RunningExporter exporter = await RunningExporter.Start();
        using RefusedPort port = new();
        _ = await exporter.Get(RunningExporter.Probe($"127.0.0.1:{port.Port}"));
        string log = (await exporter.Get("/logs?id=1")).Body;
        Assert.Contains($"\nconnecting to 127.0.0.1:{port.Port}, ", log, StringComparison.Ordinal);
        Assert.Contains("\n127.0.0.1 failed: refused (ECONNREFUSED) ", log, StringComparison.Ordinal);
        Assert.DoesNotContain("unknown", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_parameter_that_stands_twice_the_first_counts_and_unknown_ones_are_passed_over()
    {
        await using RunningExporter exporter = await RunningExporter.Start();
        using RefusedPort port = new();
        (HttpStatusCode status, string body) = await exporter.Get($"/probe?module=tcp_connect&module=nope&target=127.0.0.1:{port.Port}&target=x&other=1");
        Assert.Equal((HttpStatusCode.OK, true), (status, body.Contains("reason=\"refused\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task More_probes_than_may_be_under_way_are_turned_away_and_the_others_go_on()
    {
        await using RunningExporter exporter = await RunningExporter.Start(new ExporterOptions { MaxProbes = 1 });
        using FullAcceptQueue hole = new();
        Uri probe = RunningExporter.Probe($"127.0.0.1:{hole.Port}");
        Task<(HttpStatusCode Status, string Body)> first = exporter.Get(probe, scrapeTimeout: 3), second = exporter.Get(probe, scrapeTimeout: 3);
        (HttpStatusCode Status, string Body) turnedAway = await await Task.WhenAny(first, second);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "1 probes are under way, and more may not be\n"), turnedAway);
        (HttpStatusCode Status, string Body)[] both = await Task.WhenAll(first, second);
        Assert.Contains(both, answer => answer.Status == HttpStatusCode.OK && answer.Body.Contains("connect_timed_out", StringComparison.Ordinal));
        Assert.Contains("""tcpprobe_exporter_rejected_requests_total{cause="busy"} 1""", (await exporter.Get("/metrics")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await exporter.Get(probe, scrapeTimeout: 0.6)).Status);
    }

    [Fact]
    public async Task Its_log_is_shown_to_whoever_asks_and_holds_what_happened_and_the_metrics()
    {
        await using RunningExporter exporter = await RunningExporter.Start();
        using RefusedPort port = new();
        (HttpStatusCode status, string body) = await exporter.Get(RunningExporter.Probe($"127.0.0.1:{port.Port}", more: "&debug=true"));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.StartsWith($"127.0.0.1:{port.Port} failed in connect: refused (ECONNREFUSED)", body, StringComparison.Ordinal);
        Assert.Contains("\n  hint: ", body, StringComparison.Ordinal);
        Assert.Contains($"\nconnecting to 127.0.0.1:{port.Port}, ", body, StringComparison.Ordinal);
        Assert.Contains("\nprobe_success 0\n", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probes_under_way_end_with_their_answer_when_the_exporter_is_told_to_end()
    {
        await using RunningExporter exporter = await RunningExporter.Start();
        using FullAcceptQueue hole = new();
        Task<(HttpStatusCode Status, string Body)> probe = exporter.Get(RunningExporter.Probe($"127.0.0.1:{hole.Port}"), scrapeTimeout: 2.5);
        while (!(await exporter.Get("/metrics")).Body.Contains("tcpprobe_exporter_probes_in_flight 1", StringComparison.Ordinal)) await Task.Yield();
        Task ending = exporter.Stop();
        (HttpStatusCode status, string body) = await probe;
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("connect_timed_out", body, StringComparison.Ordinal);
        await ending;
        await Assert.ThrowsAsync<HttpRequestException>(() => exporter.Get("/-/healthy"));
    }

    private static Responder Peer(ResponderBehaviour behaviour) =>
        Responder.Start(new IPEndPoint(IPAddress.Loopback, 0), behaviour, _ => { }, TimeProvider.System, new ResponderTerms());
}
