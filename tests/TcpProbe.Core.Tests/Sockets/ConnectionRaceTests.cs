using System.Net;
using Microsoft.Extensions.Time.Testing;
using TcpProbe.Core.Sockets;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tests.Sockets;

/// <summary>The moments between two looks at a socket, where a wrong answer makes a closed port open or an open one silent.</summary>
public sealed class ConnectionRaceTests
{
    private static readonly IPEndPoint s_remote = new(IPAddress.Loopback, 9);
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void A_wake_up_without_an_error_is_no_handshake_while_an_ICMP_answer_is_queued()
    {
        ScriptedSocket socket = new() { Waits = [Readiness.Error], Queued = [Icmp(Errno.ECONNREFUSED), null] };
        Assert.Equal(Errno.ECONNREFUSED, Assert.IsType<ConnectResult.Failed>(Connect(socket)).Error);
    }

    [Fact]
    public void A_wake_up_without_any_error_waits_for_the_one_that_is_on_its_way()
    {
        ScriptedSocket socket = new() { Waits = [Readiness.Error], Errors = [Errno.None, Errno.None, Errno.EHOSTUNREACH] };
        Assert.Equal(Errno.EHOSTUNREACH, Assert.IsType<ConnectResult.Failed>(Connect(socket)).Error);
        Assert.Equal(3, socket.Timeouts.Count);
    }

    [Fact]
    public void A_wake_up_that_nothing_explains_ends_with_the_limit()
    {
        ScriptedSocket socket = new() { Waits = [Readiness.Writable | Readiness.Error], Retransmissions = 2, Meanwhile = Tick };
        ConnectResult.TimedOut timedOut = Assert.IsType<ConnectResult.TimedOut>(Connect(socket));
        Assert.Equal((TimeLimit.ConnectTimeout, 2, s_second), (timedOut.Limit, timedOut.SynsResent, timedOut.Elapsed));
    }

    [Fact]
    public void A_reset_that_came_before_our_first_look_came_to_an_established_connection()
    {
        ScriptedSocket socket = new() { Waits = [Readiness.Writable | Readiness.Error], Errors = [Errno.ECONNRESET, Errno.None], States = [TcpState.Closed] };
        using Connection connection = Connection.Over(socket, _clock);
        Assert.IsType<ConnectResult.Established>(connection.Connect(s_remote, Limit()));
        Assert.Equal(Errno.ECONNRESET, connection.KnownEnd(isAsked: false));
    }

    [Fact]
    public void A_reset_after_the_peers_FIN_is_the_same_reset()
    {
        ScriptedSocket socket = new() { Waits = [Readiness.Error], Errors = [Errno.EPIPE, Errno.None], States = [TcpState.Closed] };
        using Connection connection = Connection.Over(socket, _clock);
        Assert.IsType<ConnectResult.Established>(connection.Connect(s_remote, Limit()));
        Assert.Equal(Errno.ECONNRESET, connection.KnownEnd(isAsked: false));
    }

    [Fact]
    public void A_reset_between_two_looks_is_seen_by_the_second()
    {
        ScriptedSocket socket = new() { Waits = [Readiness.Writable], Errors = [Errno.None, Errno.ECONNRESET, Errno.None], States = [TcpState.Closed] };
        using Connection connection = Connection.Over(socket, _clock);
        Assert.IsType<ConnectResult.Established>(connection.Connect(s_remote, Limit()));
        Assert.Equal(Errno.ECONNRESET, connection.KnownEnd(isAsked: false));
    }

    [Fact]
    public void A_socket_that_was_closed_without_any_error_was_reset()
    {
        ScriptedSocket socket = new() { Waits = [Readiness.Writable], States = [TcpState.Closed], Meanwhile = Tick };
        using Connection connection = Connection.Over(socket, _clock);
        Assert.IsType<ConnectResult.Established>(connection.Connect(s_remote, Limit()));
        Assert.Equal(Errno.ECONNRESET, connection.KnownEnd(isAsked: false));
    }

    [Fact]
    public void An_error_between_two_looks_keeps_its_name()
    {
        ScriptedSocket socket = new() { Waits = [Readiness.Writable], Errors = [Errno.None, Errno.ETIMEDOUT, Errno.None], States = [TcpState.Closed] };
        Assert.Equal(Errno.ETIMEDOUT, Assert.IsType<ConnectResult.Failed>(Connect(socket)).Error);
    }

    [Fact]
    public void An_end_since_the_connect_is_known_to_whoever_asks_the_socket()
    {
        ScriptedSocket socket = new() { States = [TcpState.Established], Errors = [Errno.None, Errno.ECONNRESET, Errno.None] };
        using Connection connection = Connection.Over(socket, _clock);
        Assert.IsType<ConnectResult.Established>(connection.Connect(s_remote, Limit()));
        Assert.Equal(Errno.None, connection.KnownEnd(isAsked: false));
        Assert.Equal(Errno.ECONNRESET, connection.KnownEnd(isAsked: true));
    }

    [Fact]
    public void An_end_that_is_known_already_is_asked_of_nobody()
    {
        ScriptedSocket socket = new() { Waits = [Readiness.Error], Errors = [Errno.ECONNRESET, Errno.ETIMEDOUT], States = [TcpState.Closed] };
        using Connection connection = Connection.Over(socket, _clock);
        Assert.IsType<ConnectResult.Established>(connection.Connect(s_remote, Limit()));
        Assert.Equal(Errno.ECONNRESET, connection.KnownEnd(isAsked: true));
    }

    [Theory]
    [InlineData("ETIMEDOUT")]
    [InlineData("ECONNREFUSED")]
    [InlineData("EACCES")]
    public void An_error_of_the_kernel_ends_the_attempt(string name)
    {
        Errno error = Enum.Parse<Errno>(name);
        Assert.Equal(error, Assert.IsType<ConnectResult.Failed>(Connect(new() { Waits = [Readiness.Error], Errors = [error], States = [TcpState.Closed] })).Error);
        Assert.Equal(error, Assert.IsType<ConnectResult.Failed>(Connect(new() { Connects = [error] })).Error);
    }

    [Fact]
    public void An_interrupted_wait_goes_on_with_what_is_left()
    {
        ScriptedSocket socket = new() { Meanwhile = () => _clock.Advance(TimeSpan.FromSeconds(0.25)) };
        Assert.Equal(s_second, Assert.IsType<ConnectResult.TimedOut>(Connect(socket)).Elapsed);
        Assert.Equal([1, 0.75, 0.5, 0.25], socket.Timeouts.Select(timeout => timeout!.Value.TotalSeconds));
    }

    [Fact]
    public void An_interrupted_connect_goes_on()
    {
        ScriptedSocket socket = new() { Connects = [Errno.EINTR], Waits = [Readiness.Writable], States = [TcpState.Established] };
        Assert.IsType<ConnectResult.Established>(Connect(socket));
    }

    [Theory]
    [InlineData(TcpState.Established)]
    [InlineData(TcpState.CloseWait)]
    public void A_peer_that_has_answered_before_connect_comes_back_is_not_waited_for(TcpState state)
    {
        ScriptedSocket socket = new() { States = [state], WhileConnecting = () => _clock.Advance(TimeSpan.FromSeconds(0.25)), Meanwhile = Tick };
        Assert.Equal(TimeSpan.FromSeconds(0.25), Assert.IsType<ConnectResult.Established>(Connect(socket)).Elapsed);
        Assert.Empty(socket.Timeouts);
    }

    [Theory]
    [InlineData(70, 3000, 9000, 3070)] // no longer than the call and one round trip
    [InlineData(70, 3000, 2980, 3050)] // nor longer than until the look
    [InlineData(70, 60, 4000, 130)] // the answer may have come right after the call
    [InlineData(70, 60, 40, 70)] // a look at once is the end of the call
    [InlineData(70, 60, 50, 70)]
    [InlineData(70, 70, 40, 70)]
    [InlineData(70, 90, 40, 110)] // unless the call was over before the answer can have been there
    [InlineData(70, 0, 4000, 4070)] // where the kernel has no time of its own, the look is all that is known
    [InlineData(70, 0, 40, 70)]
    public void An_answer_that_may_have_come_after_the_call_makes_the_time_no_shorter_than_it_was(int call, int rtt, int pause, int expected)
    {
        ScriptedSocket socket = new()
        {
            States = [TcpState.Established],
            Rtt = TimeSpan.FromMicroseconds(rtt),
            WhileConnecting = () => _clock.Advance(TimeSpan.FromMicroseconds(call)),
            BeforeInfo = () => _clock.Advance(TimeSpan.FromMicroseconds(pause)),
        };
        Assert.Equal(TimeSpan.FromMicroseconds(expected), Assert.IsType<ConnectResult.Established>(Connect(socket)).Elapsed);
    }

    [Fact]
    public void An_answer_to_a_SYN_that_was_sent_again_is_as_late_as_it_was_seen()
    {
        ScriptedSocket socket = new() { States = [TcpState.Established], Rtt = TimeSpan.FromMilliseconds(3), SynsResent = 1, BeforeInfo = Tick };
        Assert.Equal(s_second, Assert.IsType<ConnectResult.Established>(Connect(socket)).Elapsed);
    }

    [Fact]
    public void A_refusal_that_may_have_come_after_the_call_is_as_late_as_it_was_seen()
    {
        ScriptedSocket socket = new() { States = [TcpState.Closed], Errors = [Errno.ECONNREFUSED, Errno.None], BeforeInfo = Tick };
        Assert.Equal(s_second, Assert.IsType<ConnectResult.Failed>(Connect(socket)).Elapsed);
    }

    [Fact]
    public void Whoever_waits_for_the_handshake_or_for_bytes_is_counted_meanwhile()
    {
        WaitCount waits = new();
        List<int> meanwhile = [];
        ScriptedSocket socket = new()
        {
            Waits = [Readiness.Writable],
            States = [TcpState.SynSent, TcpState.Established],
            Receives = [(0, Errno.EAGAIN), (1, Errno.None)],
            WhileWaiting = () => meanwhile.Add(waits.Now),
        };
        using Connection connection = Connection.Over(socket, _clock, waits);
        Assert.IsType<ConnectResult.Established>(connection.Connect(s_remote, Limit()));
        Assert.Equal(0, waits.Now);
        Assert.Equal(1, connection.Stream.Read(new byte[1]));
        Assert.Equal(0, waits.Now);
        Assert.Equal([1, 1], meanwhile);
    }

    [Fact]
    public void A_refusal_before_connect_comes_back_is_not_waited_for()
    {
        ScriptedSocket socket = new() { States = [TcpState.Closed], Errors = [Errno.ECONNREFUSED, Errno.None], Meanwhile = Tick };
        Assert.Equal(Errno.ECONNREFUSED, Assert.IsType<ConnectResult.Failed>(Connect(socket)).Error);
        Assert.Empty(socket.Timeouts);
    }

    [Fact]
    public void While_the_handshake_runs_the_error_of_a_router_is_left_to_the_wait()
    {
        ScriptedSocket socket = new() { Waits = [Readiness.Error], Errors = [Errno.EHOSTUNREACH] };
        Assert.Equal(Errno.EHOSTUNREACH, Assert.IsType<ConnectResult.Failed>(Connect(socket)).Error);
        Assert.Single(socket.Timeouts);
    }

    [Fact]
    public void Without_a_limit_every_wait_is_without_one()
    {
        ScriptedSocket socket = new() { Waits = [Readiness.None, Readiness.Writable], States = [TcpState.SynSent, TcpState.Established] };
        using Connection connection = Connection.Over(socket, _clock);
        Assert.IsType<ConnectResult.Established>(connection.Connect(s_remote, Deadline.Never));
        Assert.Equal([null, null], socket.Timeouts);
    }

    [Theory]
    [InlineData(TcpState.Established)]
    [InlineData(TcpState.CloseWait)]
    public void A_handshake_that_ends_as_the_limit_strikes_is_a_handshake(TcpState state) =>
        Assert.IsType<ConnectResult.Established>(Connect(new() { States = [TcpState.SynSent, state], Meanwhile = Tick }));

    [Fact]
    public void A_handshake_that_ends_as_the_limit_strikes_is_one_without_TCP_INFO_too() =>
        Assert.IsType<ConnectResult.Established>(Connect(new() { States = [null], Peer = s_remote, Meanwhile = Tick }));

    [Fact]
    public void A_refusal_that_comes_as_the_limit_strikes_is_a_refusal()
    {
        ScriptedSocket socket = new() { States = [TcpState.SynSent, TcpState.Closed], Errors = [Errno.ECONNREFUSED, Errno.None], Meanwhile = Tick };
        Assert.Equal(Errno.ECONNREFUSED, Assert.IsType<ConnectResult.Failed>(Connect(socket)).Error);
    }

    [Fact]
    public void What_a_router_said_before_the_limit_struck_is_the_cause_though_it_woke_nobody()
    {
        ScriptedSocket socket = new() { Errors = [Errno.EHOSTUNREACH], Retransmissions = 1, Meanwhile = Tick };
        Assert.Equal(Errno.EHOSTUNREACH, Assert.IsType<ConnectResult.Failed>(Connect(socket)).Error);
    }

    private static IcmpError Icmp(Errno error) => new(error, IsV6: false, 3, 3, From: null);

    private void Tick() => _clock.Advance(s_second);

    private Deadline Limit() => Deadline.After(s_second, TimeLimit.ConnectTimeout, _clock);

    private ConnectResult Connect(ScriptedSocket socket)
    {
        using Connection connection = Connection.Over(socket, _clock);
        return connection.Connect(s_remote, Limit());
    }
}
