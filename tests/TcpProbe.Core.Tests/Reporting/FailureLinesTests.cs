using System.Net;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Sockets;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tests.Reporting;

/// <summary>The two lines of a probe that failed.</summary>
public sealed class FailureLinesTests
{
    private static readonly TimeSpan s_quick = Reports.Milliseconds(0.11);

    [Fact]
    public void Refused() => Says(
        """
        db:5432 failed in connect: refused (ECONNREFUSED) after 0.11 ms
          hint: the host answered, but nothing listens on port 5432

        """,
        Reports.FailedToConnect(new Failure(Phase.Connect, FailureReason.Refused) { Elapsed = s_quick, ErrorName = "ECONNREFUSED" }));

    [Theory]
    [InlineData(3, ", 3 SYNs resent")]
    [InlineData(1, ", 1 SYN resent")]
    [InlineData(0, "")]
    [InlineData(null, "")]
    public void Connect_timed_out_by_our_limit(int? resent, string shown) => Says(
        $"""
        db:5432 failed in connect: connect_timed_out (--connect-timeout) after 3.50 s{shown}
          hint: no answer at all: a firewall drops it, the host is down, or its accept queue is full

        """,
        Reports.FailedToConnect(TimedOut(3.5) with { Limit = TimeLimit.ConnectTimeout, SynsResent = resent }));

    [Theory]
    [InlineData(1, "1 SYN retry")]
    [InlineData(2, "2 SYN retries")]
    public void Connect_timed_out_by_the_kernel(int retries, string shown) => Says(
        $"""
        db:5432 failed in connect: connect_timed_out (kernel gave up, {shown} allowed) after 3.07 s
          hint: no answer at all: a firewall drops it, the host is down, or its accept queue is full

        """,
        Reports.FailedToConnect(TimedOut(3.07) with { ErrorName = "ETIMEDOUT", Limit = TimeLimit.Kernel, SynRetries = retries }));

    [Fact]
    public void A_source_that_is_not_local()
    {
        // An address that no machine has (RFC 5737), and words alone: nothing is bound to it or sent.
        OptionReading source = new(SocketOption.Source, new OptionValue.Word("192.0.2.1"), null, null, null, IsKept: true);
        Says(
            """
            db:5432 failed in connect: local_error (EADDRNOTAVAIL, --source 192.0.2.1) after 0.02 ms
              hint: this machine has no address 192.0.2.1; nothing was sent

            """,
            Reports.FailedToConnect(new Failure(Phase.Connect, FailureReason.LocalError) { Elapsed = Reports.Milliseconds(0.02), ErrorName = "EADDRNOTAVAIL", Option = source }));
    }

    [Fact]
    public void An_option_that_strict_forbids_to_be_cut()
    {
        OptionReading reading = new(SocketOption.ReceiveBuffer, new OptionValue.Amount(1 << 30), new OptionValue.Amount(8 << 20), 4 << 20, "net.core.rmem_max", IsKept: false);
        Says(
            """
            db:5432 failed in connect: local_error (--recv-buffer 1073741824 became 8388608, limited by net.core.rmem_max) after 0.11 ms
              hint: the kernel did not keep the option as asked, which --strict forbids; nothing was sent

            """,
            Reports.FailedToConnect(new Failure(Phase.Connect, FailureReason.LocalError) { Elapsed = s_quick, Option = reading }));
    }

    [Fact]
    public void A_peer_that_stays_silent() => Says(
        """
        app:9000 failed in exchange step 3 (reply): reply_timed_out (--io-timeout) after 5.50 s, 27 bytes sent, none received
          hint: it accepts and stays silent: hung, or it waits for another request than the default exchange (-z, --send)

        """,
        Exchanging(FailureReason.ReplyTimedOut, null, TimeLimit.IoTimeout));

    [Fact]
    public void A_peer_that_hangs_up_without_an_answer() => Says(
        """
        app:9000 failed in exchange step 3 (reply): closed_early after 5.50 s, 27 bytes sent, none received
          hint: it accepted and closed without an answer: a limit, or a proxy without a backend; or the service may speak another protocol than the default exchange (-z, --send)

        """,
        Exchanging(FailureReason.ClosedEarly, null, null));

    [Fact]
    public void A_peer_that_hangs_up_in_the_middle() => Says(
        """
        app:9000 failed in exchange step 3 (reply): closed_early after 5.50 s, 27 bytes sent, 3 bytes received: "abc"
          hint: it answered 3 bytes and closed, and more were waited for

        """,
        Exchanging(FailureReason.ClosedEarly, null, null) with { Reply = new Reply(3, "abc"u8.ToArray()) });

    [Fact]
    public void A_peer_that_stops_in_the_middle() => Says(
        """
        app:9000 failed in exchange step 3 (reply): reply_timed_out (--deadline) after 5.50 s, 27 bytes sent, 1 byte received: "a"
          hint: it answers, but 1 byte came and more were waited for

        """,
        Exchanging(FailureReason.ReplyTimedOut, null, TimeLimit.Deadline) with { Reply = new Reply(1, "a"u8.ToArray()) });

    [Theory]
    [InlineData(FailureReason.ReplyTimedOut, TimeLimit.Kernel, "nothing is acknowledged any more: the host is down, or something on the way drops it")]
    [InlineData(FailureReason.SendTimedOut, TimeLimit.Kernel, "nothing of what is sent is taken any more: it is down, it does not read, or something on the way drops it")]
    [InlineData(FailureReason.SendTimedOut, TimeLimit.IoTimeout, "it accepts and does not read, or something on the way drops what is sent")]
    public void A_peer_that_may_be_gone_is_not_blamed_for_silence(FailureReason reason, TimeLimit limit, string hint) =>
        Assert.EndsWith($"\n  hint: {hint}\n", Reports.Human(Exchanging(reason, "ETIMEDOUT", limit)), StringComparison.Ordinal);

    [Fact]
    public void A_dead_peer_is_told_in_a_step_that_only_waits_too() => Assert.EndsWith(
        "\n  hint: nothing is acknowledged any more: the host is down, or something on the way drops it\n",
        Reports.Human(Waiting(TimeLimit.Kernel)),
        StringComparison.Ordinal);

    [Fact]
    public void A_link_local_address_of_a_name_needs_its_interface()
    {
        Failure invalid = new(Phase.Connect, FailureReason.LocalError) { ErrorName = "EINVAL" };
        Assert.EndsWith(
            "\n  hint: a link-local address needs its interface: fe80::1%INTERFACE\n",
            Reports.Human(Reports.FailedToConnect(invalid) with { Attempts = [Tried("fe80::1", invalid)] }),
            StringComparison.Ordinal);
        Assert.Contains("blackhole route", Reports.Human(Reports.FailedToConnect(invalid) with { Attempts = [Tried("10.0.0.7", invalid)] }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_peer_that_resets() => Assert.StartsWith(
        "app:9000 failed in exchange step 3 (reply): reset (ECONNRESET) after 5.50 s, 27 bytes sent, none received\n  hint: ",
        Reports.Human(Exchanging(FailureReason.Reset, "ECONNRESET", null)),
        StringComparison.Ordinal);

    [Fact]
    public void Several_addresses_each_say_their_reason()
    {
        Failure refused = new(Phase.Connect, FailureReason.Refused) { Elapsed = s_quick, ErrorName = "ECONNREFUSED" };
        ProbeReport report = Reports.FailedToConnect(refused) with
        {
            Attempts = [Tried("10.0.0.7", TimedOut(3.5)), Tried("10.0.0.8", refused), Tried("fd88::2", new Failure(Phase.Connect, FailureReason.Unreachable))],
        };
        Assert.StartsWith(
            "db:5432 failed in connect: refused (ECONNREFUSED) after 0.11 ms at 10.0.0.8 (10.0.0.7 connect_timed_out, fd88::2 unreachable)\n",
            Reports.Human(report),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Addresses_that_failed_alike_are_all_told()
    {
        Failure Full() => new(Phase.Connect, FailureReason.LocalError) { ErrorName = "EMFILE" };
        Failure first = Full();
        ProbeReport report = Reports.FailedToConnect(first) with { Attempts = [Tried("10.0.0.7", first), Tried("10.0.0.8", Full())] };
        Assert.StartsWith(
            "db:5432 failed in connect: local_error (EMFILE) after 0.00 ms at 10.0.0.7 (10.0.0.8 local_error)\n", Reports.Human(report), StringComparison.Ordinal);
    }

    [Fact]
    public void A_reset_of_the_address_that_connected_is_told_beside_those_that_did_not()
    {
        Failure reset = new(Phase.Connect, FailureReason.Reset) { Elapsed = s_quick, ErrorName = "ECONNRESET" };
        ProbeReport report = Reports.FailedToConnect(reset) with
        {
            Attempts = [Tried("::1", new Failure(Phase.Connect, FailureReason.Refused)), new Attempt(IPAddress.Loopback, null, s_quick)],
            Remote = new IPEndPoint(IPAddress.Loopback, 5432),
        };
        Assert.StartsWith("db:5432 failed in connect: reset (ECONNRESET) after 0.11 ms at 127.0.0.1 (::1 refused)\n", Reports.Human(report), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_not_known_has_nothing_beside_it() => Says(
        """
        nosuch:80 failed in resolve: name_not_resolved (EAI_NONAME) after 1.20 ms
          hint: check the spelling, /etc/hosts and the DNS zone

        """,
        RunSamples.Unknown);

    [Fact]
    public void A_reply_that_is_not_as_expected_says_where_they_part()
    {
        Assert.StartsWith(
            """
            redis:6380 failed in exchange step 2 (expect): reply_mismatch after 0.44 ms: expected "+OK", got "+NO" (differs at byte 1)

            """,
            Reports.Human(Mismatching(new Mismatch("\"+OK\"", "\"+NO\"") { Offset = 1 })),
            StringComparison.Ordinal);
        Assert.StartsWith(
            """
            redis:6380 failed in exchange step 2 (expect): reply_mismatch after 0.44 ms: expected "+OK", got "+O" (ends after 2 bytes)

            """,
            Reports.Human(Mismatching(new Mismatch("\"+OK\"", "\"+O\"") { Offset = 2, IsCutShort = true })),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_struct_that_is_not_as_expected_says_which_fields_differ() => Assert.StartsWith(
        """
        redis:6380 failed in exchange step 2 (expect): reply_mismatch after 0.44 ms: field 1 (B): expected 1, got 2

        """,
        Reports.Human(Mismatching(new Mismatch("the struct", "other bytes") { Offset = 0, Struct = StructDiff.Of(StructPattern.Parse("B: 1"), [2]) })),
        StringComparison.Ordinal);

    [Fact]
    public void Every_reason_has_two_lines() => Assert.All(Enum.GetValues<FailureReason>(), reason =>
    {
        string text = Reports.Human(Reports.FailedToConnect(new Failure(Phase.Connect, reason)));
        Assert.StartsWith($"db:5432 failed in connect: {Words.Of(reason)}{(reason == FailureReason.ReplyTooLarge ? " (--max-reply 65536)" : null)} after 0.00 ms\n  hint: ", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Count(character => character == '\n'));
    });

    private static void Says(string expected, ProbeReport report) => Assert.Equal(expected, Reports.Human(report));

    private static ProbeReport Mismatching(Mismatch mismatch)
    {
        ProbeReport report = RunSamples.Mismatched([]);
        return report with { Failure = report.Failure! with { Mismatch = mismatch } };
    }

    private static Failure TimedOut(double seconds) => new(Phase.Connect, FailureReason.ConnectTimedOut) { Elapsed = TimeSpan.FromSeconds(seconds) };

    private static Attempt Tried(string address, Failure failure) => new(IPAddress.Parse(address), failure, failure.Elapsed);

    private static ProbeReport Waiting(TimeLimit limit)
    {
        ProbeReport report = Exchanging(FailureReason.ReplyTimedOut, "ETIMEDOUT", limit);
        return report with
        {
            Options = report.Options with { Exchange = Probe.Custom(new StayStep(TimeSpan.FromSeconds(8))) },
            Failure = report.Failure! with { Step = 1, StepName = "stay" },
        };
    }

    private static ProbeReport Exchanging(FailureReason reason, string? error, TimeLimit? limit) => Reports.Of("app", 9000) with
    {
        Failure = new Failure(Phase.Exchange, reason) { Elapsed = TimeSpan.FromSeconds(5.5), Step = 3, StepName = "reply", ErrorName = error, Limit = limit },
        BytesSent = 27,
        BytesReceived = 0,
    };
}
