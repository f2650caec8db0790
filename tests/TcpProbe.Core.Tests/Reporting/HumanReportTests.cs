using System.Net;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Sockets;
using TcpProbe.Core.Tests.Harness;

namespace TcpProbe.Core.Tests.Reporting;

/// <summary>The line of a probe that succeeded.</summary>
public sealed class HumanReportTests
{
    private static readonly Attempt s_refused =
        new(IPAddress.IPv6Loopback, new Failure(Phase.Connect, FailureReason.Refused) { ErrorName = "ECONNREFUSED" }, Reports.Milliseconds(0.05));

    private static ProbeReport Ok => Reports.Succeeded("data\n"u8.ToArray());

    private static ProbeReport Silent => Ok with { Options = Ok.Options with { Exchange = Exchange.None }, Reply = null, Steps = [] };

    [Fact]
    public void An_answer_is_shown_with_its_length_and_times() => Assert.Equal(
        """
        localhost:9999 ok: connected to 127.0.0.1 in 0.21 ms, reply of 5 bytes in 0.48 ms: "data\n"

        """,
        Reports.Human(Ok));

    [Fact]
    public void Addresses_that_did_not_connect_are_told_beside_the_one_that_did() => Assert.Equal(
        "localhost:9999 ok: connected to 127.0.0.1 in 0.21 ms (::1 refused), nothing sent (-z)\n",
        Reports.Human(Silent with { Attempts = [s_refused, .. Ok.Attempts] }));

    [Fact]
    public void SYNs_that_were_lost_are_told_too()
    {
        TcpInfo info = Ok.TcpInfo! with { TotalRetransmissions = 1 };
        Assert.Equal(
            "localhost:9999 ok: connected to 127.0.0.1 in 0.21 ms (1 SYN resent), nothing sent (-z)\n",
            Reports.Human(Silent with { TcpInfo = info }));
        Assert.Equal(
            "localhost:9999 ok: connected to 127.0.0.1 in 0.21 ms (::1 refused, 2 SYNs resent), nothing sent (-z)\n",
            Reports.Human(Silent with { TcpInfo = info with { TotalRetransmissions = 2 }, Attempts = [s_refused, .. Ok.Attempts] }));
    }

    [Fact]
    public void Without_a_reply_to_show_the_bytes_sent_are_told() => Assert.Equal(
        "localhost:9999 ok: connected to 127.0.0.1 in 0.21 ms, 5 bytes sent in 0.48 ms\n",
        Reports.Human(Ok with { Options = Ok.Options with { Exchange = Probe.Custom(SendStep.Line("data")) }, Reply = null, BytesSent = 5 }));

    [Theory]
    [InlineData(0L, "2 steps in 0.48 ms, nothing sent")]
    [InlineData(1L, "1 byte sent in 0.48 ms")]
    public void Without_a_reply_and_anything_sent_the_steps_are_counted(long sent, string said) => Assert.Equal(
        $"localhost:9999 ok: connected to 127.0.0.1 in 0.21 ms, {said}\n",
        Reports.Human(Ok with { Options = Ok.Options with { Exchange = Probe.Custom() }, Reply = null, BytesSent = sent, Steps = [.. Ok.Steps.Take(2)] }));

    [Theory]
    [InlineData(1, "1 step")]
    [InlineData(3, "3 steps")]
    public void Of_steps_that_hear_the_number_is_told_with_what_they_heard(int steps, string said) => Assert.Equal(
        $"""
        localhost:9999 ok: connected to 127.0.0.1 in 0.21 ms, {said} in 0.48 ms: "data\n"

        """,
        Reports.Human(Ok with { Options = Ok.Options with { Exchange = Probe.Custom(Talking.Expect("data")) }, Steps = [.. Ok.Steps.Take(steps)] }));

    [Fact]
    public void A_literal_of_IPv6_stands_in_brackets() => Assert.StartsWith(
        "[::1]:80 ok: connected to 127.0.0.1", Reports.Human(Ok with { Options = Reports.Of("::1", 80).Options }), StringComparison.Ordinal);

    [Fact]
    public void A_reply_of_one_byte_is_singular() =>
        Assert.Contains(", reply of 1 byte in 0.48 ms: \"x\"\n", Reports.Human(Reports.Succeeded("x"u8.ToArray())), StringComparison.Ordinal);

    [Theory]
    [InlineData(60, "")]
    [InlineData(61, "…")]
    public void A_reply_is_cut_at_60_characters(int length, string cut)
    {
        string shown = new string('a', cut.Length == 0 ? length : 59) + cut;
        Assert.EndsWith($"\"{shown}\"\n", Reports.Human(Reports.Succeeded([.. Enumerable.Repeat((byte)'a', length)])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_reply_longer_than_what_is_kept_is_told_in_full_length()
    {
        ProbeReport flood = Ok with { Reply = new Reply(70_000, new byte[1024]) };
        Assert.Contains("reply of 70000 bytes in 0.48 ms: \"" + string.Concat(Enumerable.Repeat(@"\0", 29)) + "…\"", Reports.Human(flood), StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_that_the_kernel_did_not_keep_is_told_with_what_limits_it()
    {
        OptionReading reading = new(
            SocketOption.ReceiveBuffer, new OptionValue.Amount(1 << 30), new OptionValue.Amount(8 << 20), 4 << 20, "net.core.rmem_max", IsKept: false);
        Assert.EndsWith(
            "\"data\\n\", --recv-buffer 1073741824 became 8388608, limited by net.core.rmem_max\n",
            Reports.Human(Ok with { Tuning = new EffectiveTuning([reading]) }),
            StringComparison.Ordinal);
        OptionReading floor = reading with { Requested = new OptionValue.Amount(1), Effective = new OptionValue.Amount(2304) };
        Assert.EndsWith("\"data\\n\", --recv-buffer 1 became 2304\n", Reports.Human(Ok with { Tuning = new EffectiveTuning([floor]) }), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_verdict_is_coloured_and_only_if_asked()
    {
        Assert.StartsWith("localhost:9999 \e[32mok\e[0m: connected", Reports.Human(Ok, colour: true), StringComparison.Ordinal);
        string failed = Reports.Human(Reports.FailedToConnect(new Failure(Phase.Connect, FailureReason.Refused)), colour: true);
        Assert.StartsWith("db:5432 \e[31mfailed\e[0m in connect: refused", failed, StringComparison.Ordinal);
        Assert.Equal(2, failed.Count(character => character == '\e'));
    }
}
