using System.Net;
using System.Text.RegularExpressions;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Reporting.Prometheus;
using TcpProbe.Core.Runs;
using TcpProbe.Core.Sockets;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Core.Tls;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Core.Tests.Reporting;

public sealed partial class PrometheusReportTests
{
    public static TheoryData<string> Samples => [.. RunSamples.All.Keys];

    [Fact]
    public void A_probe_that_failed_says_where_and_why_and_nothing_that_was_not_measured() => Assert.Equal(
        """
        # HELP probe_success Whether the target is as wanted: 1, or 0.
        # TYPE probe_success gauge
        probe_success{target="db:5432"} 0
        # HELP probe_duration_seconds How long the probe took, from the resolution to the close.
        # TYPE probe_duration_seconds gauge
        probe_duration_seconds{target="db:5432"} 0.00025
        # HELP probe_ip_protocol The version of IP that was used: 4 or 6.
        # TYPE probe_ip_protocol gauge
        probe_ip_protocol{target="db:5432"} 4
        # HELP probe_ip_addr_hash A hash of the address, to see that it changes.
        # TYPE probe_ip_addr_hash gauge
        probe_ip_addr_hash{target="db:5432"} 1783654150
        # HELP probe_phase_duration_seconds How long each phase took, the one that failed too.
        # TYPE probe_phase_duration_seconds gauge
        probe_phase_duration_seconds{target="db:5432",phase="connect"} 0.00011
        # HELP probe_failure_info Where and why the probe failed, if it was not wanted to; absent otherwise.
        # TYPE probe_failure_info gauge
        probe_failure_info{target="db:5432",phase="connect",reason="refused"} 1

        """,
        ToldRun.Of(new PrometheusReport(), RunSamples.Refused));

    [Fact]
    public void A_probe_of_everything_has_every_metric_of_a_probe() => Assert.Equal(
        [
            """probe_success{target="redis:6380"} 0""",
            """probe_duration_seconds{target="redis:6380"} 0.0015""",
            """probe_timeout_seconds{target="redis:6380"} 2.5""",
            """probe_dns_lookup_time_seconds{target="redis:6380"} 0.0009""",
            """probe_ip_protocol{target="redis:6380"} 4""",
            """probe_ip_addr_hash{target="redis:6380"} 3668918509""",
            """probe_phase_duration_seconds{target="redis:6380",phase="resolve"} 0.0009""",
            """probe_phase_duration_seconds{target="redis:6380",phase="connect"} 0.00021""",
            """probe_phase_duration_seconds{target="redis:6380",phase="tls"} 0.0241""",
            """probe_phase_duration_seconds{target="redis:6380",phase="exchange"} 0.00048""",
            """probe_phase_duration_seconds{target="redis:6380",phase="close"} 0.00003""",
            """probe_failure_info{target="redis:6380",phase="exchange",reason="reply_mismatch",step="2"} 1""",
            """probe_failed_due_to_bytes{target="redis:6380"} 1""",
            """probe_tcp_rtt_seconds{target="redis:6380"} 0.000025""",
            """probe_tcp_syn_retransmits{target="redis:6380"} 0""",
            """probe_ssl_earliest_cert_expiry{target="redis:6380"} 1811808000""",
            """probe_ssl_last_chain_expiry_timestamp_seconds{target="redis:6380"} 1800576000""",
            """probe_ssl_last_chain_info{target="redis:6380",fingerprint_sha256="ab12",subject="CN=redis",issuer="CN=ca",subjectalternative="redis",serialnumber="0a01"} 1""",
            """probe_tls_version_info{target="redis:6380",version="TLS 1.3"} 1""",
            """probe_tls_cipher_info{target="redis:6380",cipher="TLS_AES_256_GCM_SHA384"} 1""",
        ],
        Values(ToldRun.Of(new PrometheusReport(), RunSamples.Mismatched("-ERR"u8.ToArray()))));

    [Fact]
    public void Names_that_a_certificate_is_stuffed_with_are_cut()
    {
        ProbeReport report = RunSamples.Mismatched("-ERR"u8.ToArray());
        string name = new('x', 10_000), usual = new('x', 1000);
        PeerCertificate stuffed = report.Tls!.Certificate! with { Subject = name, Issuer = name, Names = [.. Enumerable.Repeat(usual, 9)] };
        string told = Assert.Single(Values(ToldRun.Of(new PrometheusReport(), report with { Tls = report.Tls with { Certificate = stuffed } })), line => line.StartsWith("probe_ssl_last_chain_info", StringComparison.Ordinal));
        Assert.Equal([1024, 1024, 8192], ((string[])["subject", "issuer", "subjectalternative"]).Select(label => Regex.Match(told, $",{label}=\"([^\"]*)…\"").Groups[1].Length + 1));
    }

    [Fact]
    public void An_expectation_that_was_met_or_not_come_to_is_no_mismatch()
    {
        Assert.Contains("""probe_failed_due_to_bytes{target="redis:6380"} 0""", Values(ToldRun.Of(new PrometheusReport(), RunSamples.Matched)));
        ProbeReport refused = RunSamples.Refused with { Options = RunSamples.Matched.Options };
        Assert.Contains("""probe_failed_due_to_bytes{target="redis:6380"} 0""", Values(ToldRun.Of(new PrometheusReport(), refused)));
        Assert.DoesNotContain("probe_failed_due_to", ToldRun.Of(new PrometheusReport(), RunSamples.Ok), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_kinds_of_expectation_the_one_that_failed_is_told()
    {
        ProbeReport report = RunSamples.Mismatched("-ERR"u8.ToArray());
        ExpectStep bytes = new("expect", new TextExpectation("PONG"u8.ToArray())), like = new("expect-regex", RegexExpectation.Parse("PONG"));
        Assert.Equal(["probe_failed_due_to_regex 1", "probe_failed_due_to_bytes 0"], Mismatches(Failing(like, bytes)));
        Assert.Equal(["probe_failed_due_to_regex 0", "probe_failed_due_to_bytes 1"], Mismatches(Failing(bytes, like)));

        ProbeReport Failing(ExpectStep step, ExpectStep other) =>
            report with { Options = report.Options with { Exchange = Probe.Custom(other, step) } };

        static string[] Mismatches(ProbeReport report) =>
            [.. Values(ToldRun.Of(new PrometheusReport(namesTargets: false), report)).Where(line => line.StartsWith("probe_failed_due_to", StringComparison.Ordinal))];
    }

    [Fact]
    public void Socket_options_are_told_as_asked_and_as_got_but_not_the_one_that_every_probe_asks_for()
    {
        using ScriptedPeer peer = new(_ => { });
        ClientOptions options = Probe.Of(peer.EndPoint) with
        {
            Exchange = Exchange.None,
            Tuning = new SocketTuning { ReceiveBuffer = 65536, UserTimeout = TimeSpan.FromSeconds(2.5), Congestion = "reno", KeepAlive = new KeepAlive(TimeSpan.FromSeconds(9), null, null) },
        };
        Assert.Equal(
            [
                """probe_socket_option_requested{option="recv_buffer"} 65536""",
                """probe_socket_option_requested{option="keepalive"} 1""",
                """probe_socket_option_requested{option="keepalive_idle"} 9""",
                """probe_socket_option_requested{option="user_timeout"} 2.5""",
                """probe_socket_option_effective{option="recv_buffer"} 131072""",
                """probe_socket_option_effective{option="keepalive"} 1""",
                """probe_socket_option_effective{option="keepalive_idle"} 9""",
                """probe_socket_option_effective{option="user_timeout"} 2.5""",
                """probe_socket_option_info{option="congestion",requested="reno",effective="reno"} 1""",
            ],
            Values(ToldRun.Of(new PrometheusReport(namesTargets: false), Probe.Run(options))).Where(line => line.Contains("socket_option", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_option_that_is_off_is_0()
    {
        ProbeReport report = RunSamples.Ok with
        {
            Tuning = new EffectiveTuning(
            [
                new(SocketOption.NoDelay, new OptionValue.Switch(false), new OptionValue.Switch(false), null, null, IsKept: true),
                new(SocketOption.KeepAlive, new OptionValue.Switch(true), new OptionValue.Switch(true), null, null, IsKept: true),
            ]),
        };
        Assert.Equal(
            [
                """probe_socket_option_requested{option="nodelay"} 0""",
                """probe_socket_option_requested{option="keepalive"} 1""",
                """probe_socket_option_effective{option="nodelay"} 0""",
                """probe_socket_option_effective{option="keepalive"} 1""",
            ],
            Values(ToldRun.Of(new PrometheusReport(namesTargets: false), report)).Where(line => line.Contains("socket_option", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_metric_says_what_it_is()
    {
        ProbeReport report = RunSamples.Matched;
        ExpectStep like = new("expect-regex", RegexExpectation.Parse("PONG"));
        report = report with
        {
            Options = report.Options with { Exchange = Probe.Custom([.. report.Options.Exchange.Steps, like]) },
            Tuning = new EffectiveTuning(
            [
                new(SocketOption.TimeToLive, new OptionValue.Amount(3), new OptionValue.Amount(3), null, null, IsKept: true),
                new(SocketOption.Congestion, new OptionValue.Word("reno"), new OptionValue.Word("reno"), null, null, IsKept: true),
            ]),
        };
        RunPlan plan = ToldRun.Plan(report) with { Schedule = ToldRun.Repeated(2), Conditions = [FailCondition.Parse("loss:1%")] };
        Assert.Equal(
            """
            # HELP probe_success Whether the target is as wanted: 1, or 0.
            # TYPE probe_success gauge
            # HELP probe_duration_seconds How long the probe took, from the resolution to the close.
            # TYPE probe_duration_seconds gauge
            # HELP probe_timeout_seconds How long the whole probe could have taken.
            # TYPE probe_timeout_seconds gauge
            # HELP probe_dns_lookup_time_seconds How long the resolution of the name took.
            # TYPE probe_dns_lookup_time_seconds gauge
            # HELP probe_ip_protocol The version of IP that was used: 4 or 6.
            # TYPE probe_ip_protocol gauge
            # HELP probe_ip_addr_hash A hash of the address, to see that it changes.
            # TYPE probe_ip_addr_hash gauge
            # HELP probe_phase_duration_seconds How long each phase took, the one that failed too.
            # TYPE probe_phase_duration_seconds gauge
            # HELP probe_failure_info Where and why the probe failed, if it was not wanted to; absent otherwise.
            # TYPE probe_failure_info gauge
            # HELP probe_failed_due_to_regex Whether an answer came that was not like the expected one.
            # TYPE probe_failed_due_to_regex gauge
            # HELP probe_failed_due_to_bytes Whether an answer came that was not the expected one byte by byte.
            # TYPE probe_failed_due_to_bytes gauge
            # HELP probe_tcp_rtt_seconds The round trip of the handshake as the kernel saw it.
            # TYPE probe_tcp_rtt_seconds gauge
            # HELP probe_tcp_syn_retransmits How many SYNs were sent again before the connection stood.
            # TYPE probe_tcp_syn_retransmits gauge
            # HELP probe_ssl_earliest_cert_expiry When the first of the certificates that were sent expires, in Unix time.
            # TYPE probe_ssl_earliest_cert_expiry gauge
            # HELP probe_ssl_last_chain_expiry_timestamp_seconds When the chain that was verified expires, in Unix time.
            # TYPE probe_ssl_last_chain_expiry_timestamp_seconds gauge
            # HELP probe_ssl_last_chain_info The certificate that was presented.
            # TYPE probe_ssl_last_chain_info gauge
            # HELP probe_tls_version_info The version of TLS that was agreed on.
            # TYPE probe_tls_version_info gauge
            # HELP probe_tls_cipher_info The cipher suite that was agreed on.
            # TYPE probe_tls_cipher_info gauge
            # HELP probe_socket_option_requested What was asked of the kernel: a number, a time in seconds, 1 and 0 for on and off.
            # TYPE probe_socket_option_requested gauge
            # HELP probe_socket_option_effective What the kernel made of it.
            # TYPE probe_socket_option_effective gauge
            # HELP probe_socket_option_info An option that is a name or an address: what was asked and what the kernel made of it.
            # TYPE probe_socket_option_info gauge
            # HELP tcpprobe_run_probes How many probes the run made of the target.
            # TYPE tcpprobe_run_probes gauge
            # HELP tcpprobe_run_failures How many of them failed, for each reason that occurred.
            # TYPE tcpprobe_run_failures gauge
            # HELP tcpprobe_run_loss_ratio The share of them that were not as wanted, from 0 to 1.
            # TYPE tcpprobe_run_loss_ratio gauge
            # HELP tcpprobe_run_syn_retransmits How many SYNs were sent again in all of them.
            # TYPE tcpprobe_run_syn_retransmits gauge
            # HELP tcpprobe_run_duration_seconds How long the phases of a probe took together.
            # TYPE tcpprobe_run_duration_seconds summary
            # HELP tcpprobe_run_phase_duration_seconds How long each phase took where it went well.
            # TYPE tcpprobe_run_phase_duration_seconds summary
            # HELP tcpprobe_run_tcp_rtt_seconds The round trip of the handshake as the kernel saw it.
            # TYPE tcpprobe_run_tcp_rtt_seconds summary
            # HELP tcpprobe_condition_broken Whether a condition of the run is broken: 1, or 0.
            # TYPE tcpprobe_condition_broken gauge
            """,
            string.Join('\n', ToldRun.Of(new PrometheusReport(), plan, (_, time) => time == 1 ? RunSamples.Refused : report).Split('\n').Where(line => line.StartsWith('#'))));
    }

    [Fact]
    public void The_version_of_IP_is_that_of_the_address_that_stands_for_the_probe()
    {
        ProbeReport report = RunSamples.Refused;
        Failure refused = report.Failure!;
        Attempt four = new(IPAddress.Loopback, refused, default), six = new(IPAddress.IPv6Loopback, refused with { }, default);
        Assert.Equal("probe_ip_protocol 4", Protocol(report with { Attempts = [four, six] }));
        Assert.Equal("probe_ip_protocol 6", Protocol(report with { Attempts = [four with { Failure = refused with { } }, six with { Failure = refused }] }));
        Assert.Equal("probe_ip_protocol 6", Protocol(RunSamples.Ok with { Remote = new IPEndPoint(IPAddress.IPv6Loopback, 80), Attempts = [four, six with { Failure = null }] }));
        Assert.Equal("probe_ip_protocol 6", Protocol(RunSamples.Ok with { Remote = null, Attempts = [four, six with { Failure = null }] }));
        Assert.Equal("probe_ip_protocol 6", Protocol(RunSamples.Mismatched([]) with { Remote = new IPEndPoint(IPAddress.IPv6Loopback, 80) }));
        Assert.Equal("probe_ip_protocol 6", Protocol(report with { Failure = refused with { }, Attempts = [four, six] }));

        static string Protocol(ProbeReport report) =>
            Assert.Single(Values(ToldRun.Of(new PrometheusReport(namesTargets: false), report)), line => line.StartsWith("probe_ip_protocol", StringComparison.Ordinal));
    }

    [Fact]
    public void Whoever_asks_for_one_target_gets_no_label_of_it() => Assert.Equal(
        [
            "probe_success 1",
            "probe_duration_seconds 0.0015",
            "probe_ip_protocol 4",
            "probe_ip_addr_hash 3668918509",
            """probe_phase_duration_seconds{phase="connect"} 0.00021""",
            """probe_phase_duration_seconds{phase="exchange"} 0.00048""",
            """probe_phase_duration_seconds{phase="close"} 0.00003""",
            "probe_tcp_rtt_seconds 0.000025",
            "probe_tcp_syn_retransmits 0",
        ],
        Values(ToldRun.Of(new PrometheusReport(namesTargets: false), RunSamples.Ok.Called("not even this"))));

    [Fact]
    public void An_address_that_is_probed_by_itself_is_a_label()
    {
        string text = RunSamples.All["every address"](new PrometheusReport());
        Assert.Contains("""probe_success{target="localhost:9999",address="10.0.0.1"} 1""", Values(text));
        Assert.Contains("""probe_success{target="localhost:9999",address="2001:db8::1"} 0""", Values(text));
    }

    [Fact]
    public void A_series_has_its_counts_and_quantiles() => Assert.Equal(
        [
            """tcpprobe_run_probes{target="localhost:9999"} 10""",
            """tcpprobe_run_failures{target="localhost:9999",reason="refused"} 1""",
            """tcpprobe_run_loss_ratio{target="localhost:9999"} 0.1""",
            """tcpprobe_run_syn_retransmits{target="localhost:9999"} 0""",
            """tcpprobe_run_duration_seconds{target="localhost:9999",quantile="0"} 0.00072""",
            """tcpprobe_run_duration_seconds{target="localhost:9999",quantile="0.5"} 0.00072""",
            """tcpprobe_run_duration_seconds{target="localhost:9999",quantile="0.9"} 0.00072""",
            """tcpprobe_run_duration_seconds{target="localhost:9999",quantile="0.95"} 0.00072""",
            """tcpprobe_run_duration_seconds{target="localhost:9999",quantile="0.99"} 0.00072""",
            """tcpprobe_run_duration_seconds{target="localhost:9999",quantile="1"} 0.00072""",
            """tcpprobe_run_duration_seconds_sum{target="localhost:9999"} 0.00648""",
            """tcpprobe_run_duration_seconds_count{target="localhost:9999"} 9""",
        ],
        Values(RunSamples.All["loss allowed"](new PrometheusReport())).SkipWhile(line => line.StartsWith("probe_", StringComparison.Ordinal)).Take(12));

    [Fact]
    public void A_series_has_the_quantiles_of_each_phase()
    {
        ProbeReport quick = RunSamples.Matched with
        {
            Timings = new PhaseTimings(Reports.Milliseconds(1), Reports.Milliseconds(2), Reports.Milliseconds(3), Reports.Milliseconds(4), Reports.Milliseconds(5)),
            TcpInfo = RunSamples.Matched.TcpInfo! with { Rtt = Reports.Milliseconds(6) },
        };
        string text = ToldRun.Of(
            new PrometheusReport(namesTargets: false),
            ToldRun.Plan(RunSamples.Matched) with { Schedule = ToldRun.Repeated(3) },
            (_, time) => time == 1 ? quick : quick with { Timings = new PhaseTimings(Reports.Milliseconds(2.5), Reports.Milliseconds(5), Reports.Milliseconds(7.5), Reports.Milliseconds(10), Reports.Milliseconds(12.5)) });
        Assert.Equal(
            [
                .. Quantiles("run_duration_seconds", string.Empty, "0.015", "0.0375", "0.09"),
                .. Quantiles("run_phase_duration_seconds", "phase=\"resolve\"", "0.001", "0.0025", "0.006"),
                .. Quantiles("run_phase_duration_seconds", "phase=\"connect\"", "0.002", "0.005", "0.012"),
                .. Quantiles("run_phase_duration_seconds", "phase=\"tls\"", "0.003", "0.0075", "0.018"),
                .. Quantiles("run_phase_duration_seconds", "phase=\"exchange\"", "0.004", "0.01", "0.024"),
                .. Quantiles("run_phase_duration_seconds", "phase=\"close\"", "0.005", "0.0125", "0.03"),
                .. Quantiles("run_tcp_rtt_seconds", string.Empty, "0.006", "0.006", "0.018"),
            ],
            Values(text).Where(line => line.Contains("quantile", StringComparison.Ordinal) || line.Contains("_sum", StringComparison.Ordinal) || line.Contains("_count", StringComparison.Ordinal)));

        static IEnumerable<string> Quantiles(string name, string label, string least, string most, string sum)
        {
            string before = label.Length == 0 ? string.Empty : $"{label},", alone = label.Length == 0 ? string.Empty : $"{{{label}}}";
            foreach ((string quantile, string value) in new[] { ("0", least), ("0.5", most), ("0.9", most), ("0.95", most), ("0.99", most), ("1", most) })
                yield return $"tcpprobe_{name}{{{before}quantile=\"{quantile}\"}} {value}";
            yield return $"tcpprobe_{name}_sum{alone} {sum}";
            yield return $"tcpprobe_{name}_count{alone} 3";
        }
    }

    [Fact]
    public void A_condition_of_a_run_is_broken_or_not()
    {
        string text = RunSamples.All["loss allowed"](new PrometheusReport());
        Assert.Contains("""tcpprobe_condition_broken{target="localhost:9999",condition="loss > 50 %"} 0""", Values(text));
        Assert.Contains("""tcpprobe_condition_broken{target="localhost:9999",condition="max.total > 0.1 ms"} 1""", Values(text));
        Assert.DoesNotContain("tcpprobe_", RunSamples.All["several"](new PrometheusReport()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_target_is_as_wanted_or_not_as_the_run_judges_it()
    {
        Assert.Contains("""probe_success{target="localhost:9999"} 0""", Values(RunSamples.All["repeated"](new PrometheusReport())));
        Assert.Contains("""probe_failure_info{target="localhost:9999",phase="connect",reason="refused"} 1""", Values(RunSamples.All["repeated"](new PrometheusReport())));
        Assert.Contains("""probe_success{target="db:5432"} 1""", Values(RunSamples.All["closed as wanted"](new PrometheusReport())));
        Assert.DoesNotContain("probe_failure_info", RunSamples.All["closed as wanted"](new PrometheusReport()), StringComparison.Ordinal);
        Assert.Contains("""probe_success{target="db:5432"} 0""", Values(RunSamples.All["cut short of down"](new PrometheusReport())));
        Assert.Contains("""probe_success{target="localhost:9999"} 0""", Values(RunSamples.All["open"](new PrometheusReport())));
        Assert.DoesNotContain("probe_failure_info", RunSamples.All["open"](new PrometheusReport()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_reader_gets_the_labels_back_whatever_is_in_them()
    {
        foreach (string label in new[] { RunSamples.HostileLabel, "\"} 1\nprobe_success 1", @"\", @"\n", "\\\n\"" })
        {
            string text = ToldRun.Of(new PrometheusReport(), RunSamples.Ok.Called(label));
            string sample = Assert.Single(Values(text), line => line.StartsWith("probe_success", StringComparison.Ordinal));
            Match match = Sample().Match(sample);
            Assert.True(match.Success, sample);
            Assert.Equal(label, Unescaped(match.Groups["label"].Captures.Last().Value));
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void All_samples_of_a_metric_stand_together_under_its_help_and_type_and_none_comes_twice(string sample)
    {
        string text = RunSamples.All[sample](new PrometheusReport());
        Assert.True(text.Length == 0 || text.EndsWith('\n'));
        HashSet<string> seen = [], series = [];
        string? name = null;
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("# HELP ", StringComparison.Ordinal)) Assert.True(seen.Add(name = line.Split(' ')[2]), $"{name} twice");
            else if (line.StartsWith('#')) Assert.Matches($"^# TYPE {name} (gauge|summary)$", line);
            else Assert.Matches($@"^{name}(_sum|_count)?(\{{.*\}})? [0-9]+(\.[0-9]+)?$", line);
            if (!line.StartsWith('#')) Assert.True(series.Add(line[..line.LastIndexOf(' ')]), $"{line} twice");
        }
    }

    [PromtoolTheory]
    [MemberData(nameof(Samples))]
    public void Promtool_finds_nothing_to_complain_of(string sample) =>
        Assert.Equal((0, string.Empty), FormatReader.Read(RunSamples.All[sample](new PrometheusReport()), "promtool", "check", "metrics"));

    [PromtoolTheory]
    [InlineData("probe_success{quantile=\"0.5\"} 1\n")]
    [InlineData("probe_success{target=\"a\nb\"} 1\n")]
    public void Promtool_can_complain(string samples) =>
        Assert.NotEqual(0, FormatReader.Read($"# HELP probe_success x\n# TYPE probe_success gauge\n{samples}", "promtool", "check", "metrics").ExitCode);

    private static string[] Values(string text) => [.. text.Split('\n').Where(line => line.Length > 0 && line[0] != '#')];

    private static string Unescaped(string value) => Escape().Replace(value, match => match.Value == @"\n" ? "\n" : match.Value[1..]);

    [GeneratedRegex("""^[a-z_]+\{(?:[a-z]+="(?<label>(?:[^"\\\n]|\\[\\"n])*)",?)+\} 1$""")]
    private static partial Regex Sample();

    [GeneratedRegex(@"\\.")]
    private static partial Regex Escape();
}
