using System.Net;
using System.Text.Json;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Sockets;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tests.Reporting;

public sealed class JsonReportTests
{
    private const string Keys =
        "schema type seq label target exchange wanted ok exit_code failure remote local attempts timings elapsed socket kernel tcp_info tls steps bytes_sent bytes_received reply started_at";

    private const string NothingAsked =
        """
        "requested":null,"effective":null,"limit":null
        """;

    private static readonly Failure s_refused = new(Phase.Connect, FailureReason.Refused) { Elapsed = Reports.Milliseconds(0.11), ErrorName = "ECONNREFUSED" };

    [Fact]
    public void A_success_is_one_line_with_all_it_knows() => Assert.Equal(
        """
        {"schema":1,"type":"probe","seq":1,"label":null,"target":{"host":"localhost","port":9999},"exchange":"default","wanted":"up","ok":true,"exit_code":0,"failure":null,
        "remote":{"address":"127.0.0.1","port":9999},"local":{"address":"127.0.0.1","port":40000},
        "attempts":[{"address":"127.0.0.1","reason":null,"errno":null,"seconds":0.00021}],
        "timings":{"resolve":null,"connect":0.00021,"tls":null,"exchange":0.00048,"close":0.00003,"total":0.00072},"elapsed":0.0015,
        "socket":{SOCKET},"kernel":{KERNEL},"tcp_info":{"rtt":0.000025,"rttvar":0.000012,"syn_retransmits":0,"mss":32741},"tls":null,
        "steps":[{"step":1,"name":"line","ok":true,"seconds":0.00002,"bytes_sent":5,"bytes_received":0,"mismatch":null,"captures":{}},
        {"step":2,"name":"payload","ok":true,"seconds":0.00001,"bytes_sent":22,"bytes_received":0,"mismatch":null,"captures":{}},
        {"step":3,"name":"reply","ok":true,"seconds":0.00045,"bytes_sent":0,"bytes_received":5,"mismatch":null,"captures":{}}],
        "bytes_sent":27,"bytes_received":5,"reply":{"bytes":5,"text":"data\\n","hex":"646174610a","truncated":false,"struct":null},
        "started_at":"2026-11-22T18:30:00.000000Z"}
        """.Replace("\n", string.Empty, StringComparison.Ordinal) + "\n",
        Shortened(Reports.Json(Reports.Succeeded("data\n"u8.ToArray()))));

    [Fact]
    public void A_failure_is_one_line_with_the_same_keys_and_null_for_what_was_not_measured() => Assert.Equal(
        """
        {"schema":1,"type":"probe","seq":1,"label":null,"target":{"host":"db","port":5432},"exchange":"default","wanted":"up","ok":false,"exit_code":11,
        "failure":{"phase":"connect","reason":"refused","step":null,"errno":"ECONNREFUSED","limit":null,"message":"refused (ECONNREFUSED) after 0.11 ms",
        "hint":"the host answered, but nothing listens on port 5432"},"remote":null,"local":null,
        "attempts":[{"address":"10.0.0.7","reason":"refused","errno":"ECONNREFUSED","seconds":0.00011}],
        "timings":{"resolve":null,"connect":0.00011,"tls":null,"exchange":null,"close":null,"total":0.00011},"elapsed":0,
        "socket":{SOCKET},"kernel":{KERNEL},"tcp_info":null,"tls":null,"steps":[],"bytes_sent":null,"bytes_received":null,"reply":null,
        "started_at":"2026-11-22T18:30:00.000000Z"}
        """.Replace("\n", string.Empty, StringComparison.Ordinal) + "\n",
        Shortened(Reports.Json(Reports.FailedToConnect(s_refused))));

    [Fact]
    public void Every_report_has_the_same_keys()
    {
        ProbeReport unresolved = Reports.Of("nosuch", 1) with { Failure = new Failure(Phase.Resolve, FailureReason.NameNotResolved) };
        foreach (ProbeReport report in new[] { Reports.Succeeded([]), Reports.FailedToConnect(s_refused), unresolved })
        {
            using JsonDocument json = JsonDocument.Parse(Reports.Json(report));
            Assert.Equal(Keys.Split(' '), json.RootElement.EnumerateObject().Select(key => key.Name));
        }
    }

    [Fact]
    public void Without_a_socket_every_option_is_there_and_only_what_was_asked_has_a_value()
    {
        using JsonDocument json = JsonDocument.Parse(Reports.Json(Reports.Of("nosuch", 1)));
        foreach (JsonProperty option in json.RootElement.GetProperty("socket").EnumerateObject())
        {
            string expected = option.Name == "nodelay" ? NothingAsked.Replace("\"requested\":null", "\"requested\":true", StringComparison.Ordinal) : NothingAsked;
            Assert.Equal("{" + expected + "}", option.Value.GetRawText());
        }

        Assert.Equal(16, json.RootElement.GetProperty("socket").EnumerateObject().Count());
        Assert.All(json.RootElement.GetProperty("kernel").EnumerateObject(), key => Assert.Equal(JsonValueKind.Null, key.Value.ValueKind));
    }

    [Fact]
    public void Options_of_every_kind_show_what_was_asked_and_got_and_what_limits_it()
    {
        EffectiveTuning tuning = new(
        [
            new(SocketOption.ReuseAddress, new OptionValue.Switch(true), new OptionValue.Switch(true), null, null, IsKept: true),
            new(SocketOption.ReceiveBuffer, new OptionValue.Amount(1 << 30), new OptionValue.Amount(8 << 20), 4 << 20, "net.core.rmem_max", IsKept: false),
            new(SocketOption.UserTimeout, new OptionValue.Period(TimeSpan.FromMilliseconds(1)), null, null, null, IsKept: true),
            new(SocketOption.Congestion, null, new OptionValue.Word("cubic"), null, null, IsKept: true),
        ]);
        Assert.Equal(
            """
            {"reuse_address":{"requested":true,"effective":true,"limit":null},"recv_buffer":{"requested":1073741824,"effective":8388608,"limit":4194304},
            "user_timeout":{"requested":0.001,"effective":null,"limit":null},"congestion":{"requested":null,"effective":"cubic","limit":null}}
            """.Replace("\n", string.Empty, StringComparison.Ordinal),
            Value(Reports.Of("db", 1) with { Tuning = tuning }, "socket"));
    }

    [Fact]
    public void What_the_kernel_says_of_itself_is_in_counts_and_seconds() => Assert.Equal(
        """
        {"tcp_syn_retries":6,"tcp_syn_linear_timeouts":4,"tcp_rto_max":120,"rmem_max":1,"wmem_max":2,"tcp_rmem_max":3,"tcp_wmem_max":null,"syn_give_up_seconds":131}
        """,
        Value(Reports.Of("db", 1) with { Kernel = new KernelFacts(new KernelTunables(6, 4, TimeSpan.FromMinutes(2), 1, 2, 3, null), new SynSchedule(TimeSpan.FromSeconds(131), 10)) }, "kernel"));

    [Theory]
    [InlineData(1, "0.0000001")]
    [InlineData(10, "0.000001")]
    [InlineData(10_000_000, "1")]
    [InlineData(35_500_000, "3.55")]
    [InlineData(9_000_000_000_000_000, "900000000")]
    public void Seconds_are_plain_decimals_without_an_exponent(long ticks, string shown) =>
        Assert.Equal(shown, Value(Reports.Of("db", 1) with { Elapsed = TimeSpan.FromTicks(ticks) }, "elapsed"));

    [Theory]
    [InlineData(TimeLimit.ResolveTimeout, "resolve_timeout")]
    [InlineData(TimeLimit.ConnectTimeout, "connect_timeout")]
    [InlineData(TimeLimit.IoTimeout, "io_timeout")]
    [InlineData(TimeLimit.Deadline, "deadline")]
    [InlineData(TimeLimit.Kernel, "kernel")]
    public void A_limit_that_struck_is_named(TimeLimit limit, string word)
    {
        ProbeReport report = Reports.FailedToConnect(new Failure(Phase.Exchange, FailureReason.SendTimedOut) { Limit = limit, Step = 2, StepName = "payload" });
        Assert.Contains($$"""{"phase":"exchange","reason":"send_timed_out","step":2,"errno":null,"limit":"{{word}}",""", Reports.Json(report), StringComparison.Ordinal);
    }

    [Fact]
    public void An_exchange_is_named_by_its_kind()
    {
        ProbeReport report = Reports.Of("db", 1);
        Assert.Equal("\"none\"", Value(report with { Options = report.Options with { Exchange = Exchange.None } }, "exchange"));
        Assert.Equal("\"custom\"", Value(report with { Options = report.Options with { Exchange = Probe.Custom() } }, "exchange"));
    }

    [Fact]
    public void A_reply_longer_than_what_is_kept_says_so() => Assert.StartsWith(
        """{"bytes":1025,"text":"xx""", Value(Reports.Succeeded([.. Enumerable.Repeat((byte)'x', 1025)]), "reply"), StringComparison.Ordinal);

    [Fact]
    public void Only_a_reply_that_was_cut_is_truncated()
    {
        Assert.EndsWith("\"truncated\":false,\"struct\":null}", Value(Reports.Succeeded(new byte[1024]), "reply"), StringComparison.Ordinal);
        Assert.EndsWith("\"truncated\":true,\"struct\":null}", Value(Reports.Succeeded(new byte[1025]), "reply"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_IPv6_peer_is_an_address_without_brackets() => Assert.Equal(
        """{"address":"::1","port":80}""", Value(Reports.Of("db", 80) with { Remote = new IPEndPoint(IPAddress.IPv6Loopback, 80) }, "remote"));

    private static string Value(ProbeReport report, string key)
    {
        using JsonDocument json = JsonDocument.Parse(Reports.Json(report));
        return json.RootElement.GetProperty(key).GetRawText();
    }

    // The options and tunables have tests of their own.
    private static string Shortened(string line)
    {
        using JsonDocument json = JsonDocument.Parse(line);
        return line.Replace(json.RootElement.GetProperty("socket").GetRawText(), "{SOCKET}", StringComparison.Ordinal)
            .Replace(json.RootElement.GetProperty("kernel").GetRawText(), "{KERNEL}", StringComparison.Ordinal);
    }
}
