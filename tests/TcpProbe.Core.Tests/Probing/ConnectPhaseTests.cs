using System.Net;
using System.Net.Sockets;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Sockets;
using TcpProbe.Core.Targets;
using TcpProbe.Core.Timing;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Core.Tests.Probing;

/// <summary>Several addresses behind one name: the peers are on 127.0.0.1, all others refuse their port.</summary>
public sealed class ConnectPhaseTests
{
    private static readonly IPAddress s_first = IPAddress.Loopback;
    private static readonly IPAddress s_second = IPAddress.Parse("127.0.0.2");
    private static readonly IPAddress s_third = IPAddress.Parse("127.0.0.3");

    [Fact]
    public void The_first_address_that_connects_ends_the_attempts()
    {
        if (!OperatingSystem.IsLinux()) return;
        using ScriptedPeer peer = new(socket => _ = socket.Receive(new byte[1]));
        ConnectPhase phase = Phase(Options(peer.Port));
        using Connection? connection = phase.Run([s_second, s_first, s_third], Deadline.Never);
        Assert.Equal(peer.EndPoint, connection?.Socket.RemoteEndPoint);
        Assert.Equal([(s_second, FailureReason.Refused), (s_first, (FailureReason?)null)], phase.Attempts.Select(attempt => (attempt.Address, attempt.Failure?.Reason)));
        Assert.Equal(TcpState.Established, phase.TcpInfo?.State);
        Assert.Equal(phase.Attempts[0].Elapsed + phase.Attempts[1].Elapsed, phase.Elapsed);
    }

    [Fact]
    public void An_IPv6_address_that_refuses_gives_way_to_IPv4()
    {
        if (!OperatingSystem.IsLinux() || !Socket.OSSupportsIPv6) return;
        using ScriptedPeer peer = new(socket => _ = socket.Receive(new byte[1]));
        ConnectPhase phase = Phase(Options(peer.Port));
        using Connection? connection = phase.Run([IPAddress.IPv6Loopback, s_first], Deadline.Never);
        Assert.NotNull(connection);
        Assert.Equal("ECONNREFUSED", phase.Attempts[0].Failure?.ErrorName);
    }

    [Fact]
    public void A_refusal_got_further_than_a_timeout_that_came_before_it()
    {
        if (!OperatingSystem.IsLinux()) return;
        using FullAcceptQueue full = new();
        ConnectPhase phase = Phase(Options(full.Port));
        Assert.Null(phase.Run([s_first, s_second], Deadline.Never));
        Assert.Equal([FailureReason.ConnectTimedOut, FailureReason.Refused], phase.Attempts.Select(attempt => attempt.Failure!.Reason));
        Assert.Same(phase.Attempts[1].Failure, phase.Furthest);
    }

    [Fact]
    public void A_timeout_got_further_than_a_fault_of_this_machine()
    {
        if (!OperatingSystem.IsLinux() || !Socket.OSSupportsIPv6) return;
        using FullAcceptQueue full = new();
        ClientOptions options = Options(full.Port) with { Tuning = new SocketTuning { Source = new IPEndPoint(s_first, 0) } };
        ConnectPhase phase = Phase(options);
        Assert.Null(phase.Run([IPAddress.IPv6Loopback, s_first], Deadline.Never));
        Assert.Equal([FailureReason.LocalError, FailureReason.ConnectTimedOut], phase.Attempts.Select(attempt => attempt.Failure!.Reason));
        Assert.Same(phase.Attempts[1].Failure, phase.Furthest);
    }

    [Fact]
    public void Among_equals_the_first_stands_for_all()
    {
        if (!OperatingSystem.IsLinux()) return;
        using RefusedPort closed = new();
        ConnectPhase phase = Phase(Options(closed.Port));
        Assert.Null(phase.Run([s_second, s_first], Deadline.Never));
        Assert.Equal(2, phase.Attempts.Count);
        Assert.Same(phase.Attempts[0].Failure, phase.Furthest);
    }

    [Fact]
    public void Each_address_has_the_whole_connect_timeout_and_the_deadline_ends_them_all()
    {
        using FullAcceptQueue full = new();
        ConnectPhase phase = Phase(Options(full.Port) with { ConnectTimeout = TimeSpan.FromSeconds(0.1) });
        Deadline deadline = Deadline.After(TimeSpan.FromSeconds(0.25), TimeLimit.Deadline, TimeProvider.System);
        Assert.Null(phase.Run([.. Enumerable.Repeat(s_first, 50)], deadline));
        Assert.InRange(phase.Attempts.Count, 1, 3);
        Assert.Equal(TimeLimit.ConnectTimeout, phase.Attempts[0].Failure?.Limit);
        Assert.Same(phase.Attempts[0].Failure, phase.Furthest);
    }

    [Fact]
    public void An_option_that_is_refused_sends_nothing_and_takes_no_connect_time()
    {
        if (!OperatingSystem.IsLinux()) return;
        using RefusedPort closed = new();
        ConnectPhase phase = Phase(Options(closed.Port) with { Tuning = new SocketTuning { Interface = "nosuch0" } });
        Assert.Null(phase.Run([s_first, s_second], Deadline.Never));
        Assert.Null(phase.Elapsed);
        Assert.Equal(["ENODEV", "ENODEV"], phase.Attempts.Select(attempt => attempt.Failure?.ErrorName));
        Assert.Equal(SocketOption.Interface, phase.Furthest?.Option?.Option);
    }

    [LinuxFact]
    public void A_kernel_that_gives_up_names_the_SYNs_that_it_sent_again()
    {
        using FullAcceptQueue full = new();
        ConnectPhase phase = Phase(Patient(full.Port, new SocketTuning { SynRetries = 1 }));
        Assert.Null(phase.Run([s_first], Deadline.Never));
        Assert.Equal((TimeLimit.Kernel, 1), (phase.Furthest?.Limit, phase.Furthest?.SynRetries));
        Assert.Null(phase.Furthest?.Option);
    }

    [LinuxFact]
    public void A_kernel_that_gives_up_at_the_user_timeout_names_that()
    {
        using FullAcceptQueue full = new();
        ConnectPhase phase = Phase(Patient(full.Port, new SocketTuning { UserTimeout = TimeSpan.FromSeconds(0.5) }));
        Assert.Null(phase.Run([s_first], Deadline.Never));
        Assert.Equal((TimeLimit.Kernel, SocketOption.UserTimeout), (phase.Furthest?.Limit, phase.Furthest?.Option?.Option));
        Assert.Null(phase.Furthest?.SynRetries);
    }

    [LinuxFact]
    public void A_user_timeout_that_is_not_reached_is_not_what_ended_the_connect()
    {
        using FullAcceptQueue full = new();
        ConnectPhase phase = Phase(Options(full.Port) with { Tuning = new SocketTuning { UserTimeout = TimeSpan.FromMinutes(1) } });
        Assert.Null(phase.Run([s_first], Deadline.Never));
        Assert.Equal(TimeLimit.ConnectTimeout, phase.Furthest?.Limit);
        Assert.Null(phase.Furthest?.Option);
    }

    [Fact]
    public void A_wait_is_counted_also_where_every_call_is_told()
    {
        using FullAcceptQueue full = new();
        ClientOptions options = Options(full.Port);
        SharedByProbes shared = new(TimeProvider.System);
        List<int> waiting = [];
        Onlooker onlooker = new(
            happened =>
            {
                if (happened is ProbeEvent.Called called && called.Call.Text.StartsWith("poll(", StringComparison.Ordinal)) waiting.Add(shared.Waits.Now);
            },
            EveryCall: true);
        Assert.Null(new ConnectPhase(options, shared, TimeProvider.System, onlooker, TimeProvider.System.GetTimestamp()).Run([s_first], Deadline.Never));
        Assert.NotEmpty(waiting);
        Assert.All(waiting, now => Assert.Equal(1, now));
        Assert.Equal(0, shared.Waits.Now);
    }

    private static ClientOptions Options(int port) => new()
    {
        Target = new Target("several", port, Literal: null),
        ConnectTimeout = TimeSpan.FromSeconds(0.2),
        Exchange = Exchange.None,
    };

    // As long as the kernel may take to give up.
    private static ClientOptions Patient(int port, SocketTuning tuning) => Options(port) with { ConnectTimeout = TimeSpan.FromMinutes(1), Tuning = tuning };

    private static ConnectPhase Phase(ClientOptions options) => new(options, new SharedByProbes(TimeProvider.System), TimeProvider.System, onlooker: null, TimeProvider.System.GetTimestamp());
}
