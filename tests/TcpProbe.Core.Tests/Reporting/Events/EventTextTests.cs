using System.Net;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Exchanges.StartTls;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Reporting.Events;
using TcpProbe.Core.Sockets;
using TcpProbe.Core.Tests.Harness;

namespace TcpProbe.Core.Tests.Reporting.Events;

public sealed class EventTextTests
{
    private static readonly TimeSpan s_start = TimeSpan.FromMilliseconds(1);

    private static readonly ProbeEvent.StepEnded s_sent = new(
        new StepResult(1, "send", StepEnd.Done, TimeSpan.Zero, BytesSent: 6, BytesReceived: 0) { Payload = "secret"u8.ToArray() },
        SendStep.Line("secret"),
        Reply: null,
        s_start);

    [Fact]
    public void What_was_sent_is_shown_to_whoever_sent_it() =>
        Assert.Equal(["sent 6 of 6 bytes (send) 1.00 ms after the start: \"secret\""], EventText.Of(s_sent));

    [Fact]
    public void What_was_sent_is_only_counted_for_anybody_else()
    {
        Assert.Equal(["sent 6 of 6 bytes (send) 1.00 ms after the start"], EventText.Of(s_sent, tellsPayload: false));
        ProbeEvent called = new ProbeEvent.Called(new SocketCall("send(3, 6 bytes)", "6", Sent: "secret"u8.ToArray(), Received: default));
        Assert.Equal(["send(3, 6 bytes) = 6"], EventText.Of(called, tellsPayload: false));
    }

    [Fact]
    public void A_name_has_addresses_and_an_address_is_one()
    {
        Says("resolved to 127.0.0.1, ::1 in 0.30 ms", new ProbeEvent.Resolved([IPAddress.Loopback, IPAddress.IPv6Loopback], Reports.Milliseconds(0.3)));
        Says("127.0.0.1 is an address, nothing to resolve", new ProbeEvent.Resolved([IPAddress.Loopback], Elapsed: null));
    }

    [Fact]
    public void A_connect_begins_with_its_limit()
    {
        IPEndPoint remote = new(IPAddress.IPv6Loopback, 80);
        Says("connecting to [::1]:80, connect timeout 3.50 s", new ProbeEvent.Connecting(remote, TimeSpan.FromSeconds(3.5)));
        Says("connecting to [::1]:80, connect timeout none", new ProbeEvent.Connecting(remote, Timeout: null));
    }

    [Theory]
    [InlineData(FailureReason.Refused, "ECONNREFUSED", "127.0.0.1 failed: refused (ECONNREFUSED) 1.00 ms after the start")]
    [InlineData(FailureReason.ConnectTimedOut, null, "127.0.0.1 failed: connect_timed_out 1.00 ms after the start")]
    public void An_attempt_that_failed_says_why(FailureReason reason, string? error, string says) =>
        Says(says, Attempted(new Failure(Phase.Connect, reason) { ErrorName = error }, info: null));

    [Theory]
    [InlineData(0, "; the kernel's round-trip time is 0.03 ms, 0 SYNs resent")]
    [InlineData(1, "; the kernel's round-trip time is 0.03 ms, 1 SYN resent")]
    [InlineData(2, "; the kernel's round-trip time is 0.03 ms, 2 SYNs resent")]
    [InlineData(null, "; the kernel's round-trip time is 0.03 ms")]
    public void An_attempt_that_connected_says_what_the_kernel_knows_of_it(int? resent, string kernel) =>
        Says($"connected to 127.0.0.1 in 0.21 ms{kernel}", Attempted(failure: null, Info(Reports.Milliseconds(0.03), resent)));

    [Fact]
    public void What_the_kernel_does_not_know_is_unknown()
    {
        Says("connected to 127.0.0.1 in 0.21 ms; the kernel's round-trip time is unknown, 1 SYN resent", Attempted(failure: null, Info(rtt: null, 1)));
        Says("connected to 127.0.0.1 in 0.21 ms", Attempted(failure: null, info: null));
    }

    [Theory]
    [InlineData(CloseStyle.Finish, "closed with FIN 1.00 ms after the start")]
    [InlineData(CloseStyle.Reset, "closed with RST 1.00 ms after the start")]
    public void The_end_of_the_connection_says_how_it_was_closed(CloseStyle style, string says) => Says(says, new ProbeEvent.ConnectionClosed(style, s_start));

    [Fact]
    public void What_a_step_has_heard_is_shown() =>
        Says("received 4 bytes 1.00 ms after the start: \"220 \"", Ended(Talking.Expect("220"), StepEnd.Done, received: 4, new Reply(4, "220 "u8.ToArray())));

    [Fact]
    public void Of_all_that_came_a_step_shows_its_own_part()
    {
        Reply reply = new(7, "220 ok\n"u8.ToArray());
        Says("received 1 byte 1.00 ms after the start: \"\\n\"", Ended(Talking.Expect("\n"), StepEnd.Done, received: 1, reply));
        Assert.Empty(EventText.Of(Ended(Talking.Expect("ok"), StepEnd.Done, received: 0, reply)));
    }

    [Theory]
    [InlineData(1023, ": \"x\"")]
    [InlineData(1024, "")]
    [InlineData(5000, "")]
    public void What_came_behind_the_kept_bytes_is_only_counted(long before, string shown)
    {
        Reply reply = new(before + 9, Enumerable.Repeat((byte)'x', 1024).ToArray());
        Says($"received 9 bytes 1.00 ms after the start{shown}", Ended(new ReplyStep(1, Exactly: true), StepEnd.Done, received: 9, reply));
    }

    [Fact]
    public void A_step_that_the_peer_ends_says_so() => Assert.Equal(
        ["received 3 bytes by 1.00 ms after the start: \"220\"", "the peer sent FIN 1.00 ms after the start"],
        EventText.Of(Ended(Talking.Expect("220 ok"), StepEnd.PeerClosed, received: 3, new Reply(3, "220"u8.ToArray()))));

    [Theory]
    [InlineData(StepEnd.Fault)]
    [InlineData(StepEnd.Mismatch)]
    [InlineData(StepEnd.TooLarge)]
    public void A_step_that_failed_says_so(StepEnd end) => Assert.Equal(
        ["received 3 bytes by 1.00 ms after the start: \"220\"", "step 2 (expect) failed 1.00 ms after the start"],
        EventText.Of(Ended(Talking.Expect("250"), end, received: 3, new Reply(3, "220"u8.ToArray()))));

    [Fact]
    public void A_refused_request_for_TLS_has_failed_too() => Assert.Equal(
        ["received 4 bytes by 1.00 ms after the start: \"502\\n\"", "step 2 (starttls) failed 1.00 ms after the start"],
        EventText.Of(Ended(new StartTlsStep(StartTlsProtocol.Named("smtp")), StepEnd.Refused, received: 4, new Reply(4, "502\n"u8.ToArray()))));

    [Fact]
    public void A_struct_that_is_not_as_expected_is_shown_field_by_field()
    {
        ExpectStep step = Talking.ExpectStruct("! B h: 1 3");
        Mismatch mismatch = new("the struct", "other bytes") { Struct = StructDiff.Of(StructPattern.Parse("! B h: 1 3"), [1, 0xff, 0xfd]) };
        Assert.Equal(
            [
                @"received 3 bytes by 1.00 ms after the start: ""\x01\xff\xfd""",
                "field  type  offset  expected  got",
                "    1  B          0  1         1",
                "    2  h          1  3         -3   <- differs",
                "step 2 (expect-struct) failed 1.00 ms after the start",
            ],
            EventText.Of(Ended(step, StepEnd.Mismatch, received: 3, new Reply(3, new byte[] { 1, 0xff, 0xfd }), mismatch)));
    }

    [Fact]
    public void Our_FIN_and_that_of_the_peer_are_told_apart()
    {
        Says("sent FIN, and no more (half-close) 1.00 ms after the start", Ended(new HalfCloseStep(), StepEnd.Done));
        Says("the peer sent FIN 1.00 ms after the start", Ended(new ExpectCloseStep(), StepEnd.Done));
        Says("step 2 (half-close) failed 1.00 ms after the start", Ended(new HalfCloseStep(), StepEnd.Fault));
        Says("step 2 (expect-close) failed 1.00 ms after the start", Ended(new ExpectCloseStep(), StepEnd.Fault));
        Assert.Empty(EventText.Of(Ended(new StayStep(TimeSpan.FromSeconds(1)), StepEnd.Done)));
    }

    [Fact]
    public void A_call_is_shown_with_the_bytes_that_went_either_way() => Assert.Equal(
        [
            "sendrecv(3) = 2",
            "> 0000  68 69                                            hi",
            "< 0000  79 6f                                            yo",
        ],
        EventText.Of(new ProbeEvent.Called(new SocketCall("sendrecv(3)", "2", "hi"u8.ToArray(), "yo"u8.ToArray()))));

    private static TcpInfo Info(TimeSpan? rtt, int? resent) => new(TcpState.Established, rtt, RttVariance: null, 0, resent, 1460);

    private static ProbeEvent.Attempted Attempted(Failure? failure, TcpInfo? info) => new(new Attempt(IPAddress.Loopback, failure, Reports.Milliseconds(0.21)), info, s_start);

    private static ProbeEvent.StepEnded Ended(ExchangeStep step, StepEnd end, long received = 0, Reply? reply = null, Mismatch? mismatch = null) =>
        new(new StepResult(2, step.Name, end, TimeSpan.Zero, BytesSent: 0, received) { Mismatch = mismatch }, step, reply, s_start);

    private static void Says(string line, ProbeEvent happened) => Assert.Equal([line], EventText.Of(happened));
}
