using System.Net;
using System.Net.Sockets;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Responding;
using TcpProbe.Core.Sockets;
using TcpProbe.Core.Targets;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Core.Tests.Probing;

public sealed class ProbeRunnerTests
{
    [Fact]
    public void The_default_exchange_with_the_projects_own_peer_succeeds()
    {
        using Responder responder = Start(new ResponderBehaviour.Recipe());
        ProbeReport report = Probe.Run(Probe.Of(responder.EndPoint));
        Assert.Null(report.Failure);
        Assert.Equal("data\n"u8, report.Reply!.Head.Span);
        Assert.Equal((27, 5), (report.BytesSent, report.BytesReceived));
        Assert.Equal(["line", "payload", "reply"], report.Steps.Select(step => step.Name));
        Assert.Equal(responder.EndPoint, report.Remote);
        Assert.Equal(IPAddress.Loopback, report.Local?.Address);
        Assert.NotEqual(0, report.Local?.Port);
        Assert.Equal([responder.EndPoint.Address], report.Attempts.Select(attempt => attempt.Address));
    }

    [Fact]
    public void Its_times_are_those_of_the_phases_that_ran()
    {
        using Responder responder = Start(new ResponderBehaviour.Echo());
        ProbeReport report = Probe.Run(Probe.Of(responder.EndPoint));
        Assert.Null(report.Timings.Resolve);
        Assert.Null(report.Timings.Tls);
        Assert.Equal(report.Attempts[0].Elapsed, report.Timings.Connect);
        Assert.True(report.Timings.Exchange > TimeSpan.Zero && report.Timings.Close > TimeSpan.Zero);
        Assert.Equal(report.Timings.Connect + report.Timings.Exchange + report.Timings.Close, report.Timings.Total);
        Assert.True(report.Elapsed >= report.Timings.Total);
    }

    [Fact]
    public void A_name_has_a_time_of_its_own()
    {
        using Responder responder = Start(new ResponderBehaviour.Echo());
        ProbeReport report = Probe.Run(Probe.Of(responder.EndPoint) with
        {
            Target = new Target("localhost", responder.EndPoint.Port, Literal: null),
            Family = AddressFamily.InterNetwork,
        });
        Assert.Null(report.Failure);
        Assert.True(report.Timings.Resolve > TimeSpan.Zero);
        Assert.Equal(report.Timings.Resolve + report.Timings.Connect + report.Timings.Exchange + report.Timings.Close, report.Timings.Total);
    }

    [Fact]
    public void An_address_of_another_family_than_the_only_one_wanted_is_not_connected_to()
    {
        using Responder responder = Start(new ResponderBehaviour.Echo());
        ProbeReport report = Probe.Run(Probe.Of(responder.EndPoint) with { Family = AddressFamily.InterNetworkV6 });
        Assert.Equal((Phase.Resolve, FailureReason.NameNotResolved, true), (report.Failure!.Phase, report.Failure.Reason, report.Failure.HasOtherFamily));
        Assert.Empty(report.Attempts);
    }

    [Fact]
    public void With_nothing_to_say_nothing_is_sent()
    {
        using Responder responder = Start(new ResponderBehaviour.Silent());
        ProbeReport report = Probe.Run(Probe.Of(responder.EndPoint) with { Exchange = Exchange.None });
        Assert.Null(report.Failure);
        Assert.Equal((0, 0), (report.BytesSent, report.BytesReceived));
        Assert.Empty(report.Steps);
        Assert.Null(report.Timings.Exchange);
        Assert.Null(report.Reply);
    }

    [Fact]
    public void With_sends_only_it_succeeds_when_all_bytes_are_sent()
    {
        using Responder responder = Start(new ResponderBehaviour.Silent());
        ProbeReport report = Probe.Run(Probe.Of(responder.EndPoint) with { Exchange = Probe.Custom(SendStep.Line("data")) });
        Assert.Null(report.Failure);
        Assert.Equal(5, report.BytesSent);
    }

    [Theory]
    [InlineData(CloseStyle.Finish, ResponderEnding.PeerClosed)]
    [InlineData(CloseStyle.Reset, ResponderEnding.PeerReset)]
    public void It_closes_as_asked(CloseStyle style, ResponderEnding ending)
    {
        using ManualResetEventSlim ended = new();
        ResponderEnding? seen = null;
        using Responder responder = Responder.Start(new IPEndPoint(IPAddress.Loopback, 0), new ResponderBehaviour.Silent(), happened =>
        {
            if (happened is not ResponderEvent.Ended end) return;
            seen = end.How;
            ended.Set();
        });
        Assert.Null(Probe.Run(Probe.Of(responder.EndPoint) with { Exchange = Exchange.None, Close = style }).Failure);
        Assert.True(ended.Wait(Probe.Plenty));
        Assert.Equal(ending, seen);
    }

    [Fact]
    public void A_source_keeps_only_addresses_of_its_family()
    {
        using Responder responder = Start(new ResponderBehaviour.Echo());
        ProbeReport report = Probe.Run(Probe.Of(responder.EndPoint) with
        {
            Target = new Target("localhost", responder.EndPoint.Port, Literal: null),
            Tuning = new SocketTuning { Source = new IPEndPoint(IPAddress.Loopback, 0) },
        });
        Assert.Null(report.Failure);
        Assert.Equal([IPAddress.Loopback], report.Attempts.Select(attempt => attempt.Address));
    }

    [Fact]
    public void An_onlooker_is_told_each_event_in_its_order()
    {
        using Responder responder = Start(new ResponderBehaviour.Echo());
        List<string> told = [];
        ProbeReport report = new ProbeRunner(Probe.Of(responder.EndPoint), TimeProvider.System, new Onlooker(happened => told.Add(happened.GetType().Name))).Run();
        Assert.Null(report.Failure);
        Assert.Equal(["Resolved", "Tuned", "Connecting", "Attempted", "StepEnded", "StepEnded", "StepEnded", "ConnectionClosed"], told);
    }

    [Fact]
    public void An_onlooker_who_wants_every_call_is_told_the_calls_on_the_socket()
    {
        if (!OperatingSystem.IsLinux()) return;
        using Responder responder = Start(new ResponderBehaviour.Echo());
        List<string> calls = [];
        Onlooker onlooker = new(happened => calls.AddRange(happened is ProbeEvent.Called called ? [called.Call.Text] : []), EveryCall: true);
        Assert.Null(new ProbeRunner(Probe.Of(responder.EndPoint), TimeProvider.System, onlooker).Run().Failure);
        Assert.Equal("setsockopt(TCP_NODELAY, 1)", calls[0]);
        Assert.Contains($"connect({responder.EndPoint})", calls);
        Assert.Equal(["shutdown(SHUT_WR)", "recv(65536 bytes, MSG_TRUNC)", "close()"], calls[^3..]);
    }

    [Fact]
    public void Read_everything_tells_what_the_kernel_would_do()
    {
        if (!OperatingSystem.IsLinux()) return;
        using RefusedPort closed = new();
        ProbeReport report = Probe.Run(Probe.Of(closed.EndPoint) with { ReadEverything = true, Tuning = new SocketTuning { SynRetries = 1 } });
        Assert.Equal(KernelTunables.Read(), report.Kernel?.Tunables);
        Assert.Equal(new OptionValue.Amount(1), report.Tuning?.Of(SocketOption.SynRetries).Effective);
        Assert.All(report.Tuning!.Readings.Where(reading => reading.Option != SocketOption.Source && reading.Option != SocketOption.Interface), reading => Assert.NotNull(reading.Effective));
    }

    private static Responder Start(ResponderBehaviour behaviour) => Responder.Start(new IPEndPoint(IPAddress.Loopback, 0), behaviour);
}
