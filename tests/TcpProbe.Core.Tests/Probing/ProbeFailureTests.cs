using System.Net;
using System.Net.Sockets;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Responding;
using TcpProbe.Core.Sockets;
using TcpProbe.Core.Targets;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Core.Timing;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Core.Tests.Probing;

/// <summary>Every reason that loopback can bring about, from the name to the last byte.</summary>
public sealed class ProbeFailureTests
{
    private static readonly TimeSpan s_short = TimeSpan.FromSeconds(0.2);

    [Fact]
    public void A_name_without_an_address_of_the_family_is_not_resolved()
    {
        // getaddrinfo(3) reads a number by itself, so no name server is asked.
        ProbeReport report = Probe.Run(new ClientOptions { Target = new Target("127.0.0.1", 9, Literal: null), Exchange = Exchange.None, Family = AddressFamily.InterNetworkV6 });
        Failed(report, Phase.Resolve, FailureReason.NameNotResolved, error: report.Failure?.ErrorName);
        Assert.Equal("the name has IPv4 addresses only", report.Failure!.Detail);
        Assert.Empty(report.Attempts);
        Assert.True(report is { Remote: null, Local: null, BytesSent: null, BytesReceived: null, Timings: { Resolve: not null, Connect: null, Exchange: null, Close: null } });
        Assert.Equal(report.Timings.Resolve, report.Timings.Total);
    }

    [Theory]
    [InlineData(TimeLimit.ResolveTimeout)]
    [InlineData(TimeLimit.Deadline)]
    public void A_resolver_that_has_no_time_to_answer_is_unavailable(TimeLimit limit)
    {
        ClientOptions options = new() { Target = new Target("localhost", 9, Literal: null), Exchange = Exchange.None };
        options = limit == TimeLimit.Deadline ? options with { Deadline = TimeSpan.Zero } : options with { ResolveTimeout = TimeSpan.Zero };
        Failed(Probe.Run(options), Phase.Resolve, FailureReason.ResolverUnavailable, limit: limit);
    }

    [Fact]
    public void A_port_without_a_listener_is_refused()
    {
        using RefusedPort closed = new();
        ProbeReport report = Probe.Run(Probe.Of(closed.EndPoint));
        Failed(report, Phase.Connect, FailureReason.Refused, error: "ECONNREFUSED");
        Assert.Equal(report.Attempts[0].Elapsed, report.Timings.Total);
        Assert.True(report is { Remote: null, BytesSent: null, TcpInfo: null, Timings: { Exchange: null, Close: null } });
    }

    [Fact]
    public void A_socket_that_meets_itself_is_refused()
    {
        if (!OperatingSystem.IsLinux()) return;
        IPEndPoint itself;
        using (RefusedPort free = new()) itself = free.EndPoint;
        Failed(Probe.Run(Probe.Of(itself) with { Tuning = new SocketTuning { Source = itself } }), Phase.Connect, FailureReason.Refused);
    }

    [Theory]
    [InlineData("0.0.0.0", "127.0.0.1")]
    [InlineData("0.0.0.0", "0.0.0.0")]
    [InlineData("::", "::1")]
    [InlineData("::1%1", "::1")]
    public void A_socket_that_meets_itself_under_another_name_is_refused_too(string target, string source)
    {
        if (!OperatingSystem.IsLinux()) return;
        IPEndPoint itself;
        using (RefusedPort free = new(IPAddress.Parse(source))) itself = free.EndPoint;
        IPEndPoint asked = new(IPAddress.Parse(target), itself.Port);
        Failed(Probe.Run(Probe.Of(asked) with { Tuning = new SocketTuning { Source = itself } }), Phase.Connect, FailureReason.Refused);
    }

    [Fact]
    public void A_full_accept_queue_is_a_connect_timeout_of_the_limit_that_struck()
    {
        using FullAcceptQueue full = new();
        ProbeReport report = Probe.Run(Probe.Of(full.EndPoint) with { ConnectTimeout = s_short });
        Failed(report, Phase.Connect, FailureReason.ConnectTimedOut, limit: TimeLimit.ConnectTimeout);
        Assert.InRange(report.Elapsed, s_short, Probe.Plenty / 2);
        Failed(Probe.Run(Probe.Of(full.EndPoint) with { Deadline = s_short }), Phase.Connect, FailureReason.ConnectTimedOut, limit: TimeLimit.Deadline);
    }

    [Fact]
    public void A_source_that_is_not_local_is_a_local_error()
    {
        // An address that no machine has (RFC 5737): the bind fails, and nothing is sent, least of all there.
        using RefusedPort closed = new();
        ProbeReport report = Probe.Run(Probe.Of(closed.EndPoint) with { Tuning = new SocketTuning { Source = new IPEndPoint(IPAddress.Parse("192.0.2.1"), 0) } });
        Failed(report, Phase.Connect, FailureReason.LocalError, error: "EADDRNOTAVAIL");
        Assert.Equal(SocketOption.Source, report.Failure!.Option?.Option);
        Assert.Null(report.Timings.Connect);
    }

    [Fact]
    public void Strict_makes_an_option_that_was_not_kept_a_local_error_before_anything_is_sent()
    {
        if (!OperatingSystem.IsLinux()) return;
        using Responder responder = Start(new ResponderBehaviour.Echo());
        ClientOptions options = Probe.Of(responder.EndPoint) with { Tuning = new SocketTuning { ReceiveBuffer = 1 } };
        Assert.Null(Probe.Run(options).Failure);
        ProbeReport report = Probe.Run(options with { Strict = true });
        Failed(report, Phase.Connect, FailureReason.LocalError);
        Assert.Equal(SocketOption.ReceiveBuffer, report.Failure!.Option?.Option);
        Assert.Null(report.Remote);
    }

    [Fact]
    public void A_peer_that_resets_at_once_is_never_ok_with_an_exchange()
    {
        using Responder responder = Start(new ResponderBehaviour.ResetAtOnce());
        for (int i = 0; i < 50; i++)
        {
            ProbeReport report = Probe.Run(Probe.Of(responder.EndPoint));
            Assert.Equal((Phase.Exchange, FailureReason.Reset), (report.Failure?.Phase, report.Failure?.Reason));
            Assert.True(report.Failure!.ErrorName is "ECONNRESET" or "EPIPE", report.Failure.ErrorName);
        }
    }

    [Fact]
    public void A_peer_that_resets_on_our_first_bytes_is_a_reset()
    {
        using ScriptedPeer peer = new(socket =>
        {
            _ = socket.Receive(new byte[100]);
            socket.LingerState = new LingerOption(true, 0);
        });
        ProbeReport report = Probe.Run(Probe.Of(peer.EndPoint) with { Exchange = Probe.Custom(SendStep.Line("data"), new ReplyStep(1, Exactly: true)) });
        Failed(report, Phase.Exchange, FailureReason.Reset, error: "ECONNRESET", step: 2);
        Assert.Equal(5, report.BytesSent);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_connection_that_was_reset_while_nobody_listened_is_not_ok(bool waits)
    {
        using ManualResetEventSlim reset = new();
        using ScriptedPeer peer = new(socket =>
        {
            _ = socket.Receive(new byte[100]);
            socket.LingerState = new LingerOption(true, 0);
            socket.Dispose();
            reset.Set();
        });
        ExchangeStep[] steps = waits ? [SendStep.Line("data"), new PauseStep(TimeSpan.FromMilliseconds(1))] : [SendStep.Line("data"), SendStep.Line("more")];
        Onlooker onlooker = new(happened => _ = happened is ProbeEvent.StepEnded { Step.Number: 1 } && reset.Wait(Probe.Plenty));
        ProbeReport report = new ProbeRunner(Probe.Of(peer.EndPoint) with { Exchange = Probe.Custom(steps) }, TimeProvider.System, onlooker).Run();
        Assert.Equal((Phase.Exchange, FailureReason.Reset, 2), (report.Failure?.Phase, report.Failure?.Reason, report.Failure?.Step));
    }

    [Fact]
    public void A_FIN_before_anything_came_is_closed_early()
    {
        using Responder responder = Start(new ResponderBehaviour.CloseAtOnce());
        Failed(Probe.Run(Probe.Of(responder.EndPoint)), Phase.Exchange, FailureReason.ClosedEarly, step: 3);
    }

    [Fact]
    public void A_FIN_before_a_fixed_length_is_complete_is_closed_early_and_what_came_is_shown()
    {
        using ScriptedPeer peer = new(socket => _ = socket.Send("abc"u8));
        ProbeReport report = Probe.Run(Probe.Of(peer.EndPoint) with { Exchange = Probe.Custom(new ReplyStep(4, Exactly: true)) });
        Failed(report, Phase.Exchange, FailureReason.ClosedEarly, step: 1);
        Assert.Equal("abc"u8, report.Reply!.Head.Span);
    }

    [Fact]
    public void A_peer_that_stays_silent_is_a_reply_timeout_of_the_limit_that_struck()
    {
        using Responder responder = Start(new ResponderBehaviour.Silent());
        ProbeReport report = Probe.Run(Probe.Of(responder.EndPoint) with { IoTimeout = s_short });
        Failed(report, Phase.Exchange, FailureReason.ReplyTimedOut, limit: TimeLimit.IoTimeout, step: 3);
        Assert.Equal((27, 0), (report.BytesSent, report.BytesReceived));
        Failed(Probe.Run(Probe.Of(responder.EndPoint) with { Deadline = s_short }), Phase.Exchange, FailureReason.ReplyTimedOut, limit: TimeLimit.Deadline, step: 3);
    }

    [Fact]
    public void A_peer_that_drips_does_not_outlive_the_deadline()
    {
        using Responder responder = Start(new ResponderBehaviour.Drip(TimeSpan.FromMilliseconds(20)));
        TimeSpan deadline = TimeSpan.FromSeconds(0.3);
        ProbeReport report = Probe.Run(Probe.Of(responder.EndPoint) with
        {
            Deadline = deadline,
            Exchange = Probe.Custom(SendStep.Line("data"), new ReplyStep(1 << 20, Exactly: true)),
        });
        Failed(report, Phase.Exchange, FailureReason.ReplyTimedOut, limit: TimeLimit.Deadline, step: 2);
        Assert.InRange(report.Elapsed, deadline, Probe.Plenty / 2);
    }

    [Fact]
    public void A_peer_that_never_reads_is_a_send_timeout()
    {
        using ManualResetEventSlim over = new();
        using ScriptedPeer peer = new(_ => over.Wait());
        ProbeReport report = Probe.Run(Probe.Of(peer.EndPoint) with
        {
            IoTimeout = s_short,
            Exchange = Probe.Custom(new SendStep("payload", new FixedMessage(new byte[64 << 20])), new ReplyStep(1, Exactly: true)),
        });
        over.Set();
        Failed(report, Phase.Exchange, FailureReason.SendTimedOut, limit: TimeLimit.IoTimeout, step: 1);
        Assert.InRange(report.BytesSent!.Value, 1, (64 << 20) - 1);
    }

    private static Responder Start(ResponderBehaviour behaviour) => Responder.Start(new IPEndPoint(IPAddress.Loopback, 0), behaviour);

    private static void Failed(ProbeReport report, Phase phase, FailureReason reason, string? error = null, TimeLimit? limit = null, int? step = null)
    {
        Failure? failure = report.Failure;
        Assert.Equal((phase, reason), (failure?.Phase, failure?.Reason));
        Assert.Equal((error, limit, step), (failure!.ErrorName, failure.Limit, failure.Step));
    }
}
