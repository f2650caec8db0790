using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using TcpProbe.Core.Sockets;
using TcpProbe.Core.Tests.Harness;

namespace TcpProbe.Core.Tests.Sockets;

public sealed class SocketConfiguratorTests
{
    private static readonly SocketOption s_reusePort = new("reuse_port", "SO_REUSEPORT", new(1, 15));

    [Fact]
    public void Unasked_nothing_is_set_but_nodelay()
    {
        using TunedSocket socket = new(new SocketTuning());
        Assert.Null(socket.Fault);
        Assert.Equal(["setsockopt(TCP_NODELAY, 1)", "getsockopt(TCP_NODELAY)"], socket.Calls);
        Assert.Equal(["nodelay"], socket.Effective.Readings.Where(reading => reading.Effective is not null).Select(reading => reading.Option.Name));
    }

    [Fact]
    public void Unasked_every_option_stays_what_a_fresh_socket_has()
    {
        using TunedSocket fresh = new(new SocketTuning { NoDelay = false });
        using TunedSocket tuned = new(new SocketTuning(), readAll: true);
        Dictionary<string, int?> expected = fresh.Numbers();
        Assert.Equal(0, expected["nodelay"]);
        expected["nodelay"] = 1;
        Assert.Equal(expected, tuned.Numbers());
    }

    [Fact]
    public void What_is_alike_on_many_sockets_is_kept_once()
    {
        SocketConfigurator configurator = new(new SocketTuning { ReceiveBuffer = 20_000 }, readAll: false, strict: false, TimeProvider.System);
        using TunedSocket first = new(configurator), second = new(configurator);
        Assert.Equal(["setsockopt(TCP_NODELAY, 1)", "getsockopt(TCP_NODELAY)", "setsockopt(SO_RCVBUF, 20000)", "getsockopt(SO_RCVBUF)"], second.Calls);
        Assert.Same(first.Effective, second.Effective);
    }

    [Fact]
    public void What_differs_on_one_of_many_sockets_is_told_of_that_one()
    {
        SocketConfigurator configurator = new(new SocketTuning(), readAll: true, strict: false, TimeProvider.System);
        using TunedSocket first = new(configurator), second = new(configurator, socket => socket.SetOption(SocketOption.KeepAlive, 1)), third = new(configurator);
        Assert.Equal([false, true, false], new[] { first, second, third }.Select(socket => socket.Effective.Of(SocketOption.KeepAlive).Effective == new OptionValue.Switch(true)));
        Assert.All([first, second, third], socket => Assert.Equal(new OptionValue.Switch(true), socket.Effective.Of(SocketOption.NoDelay).Effective));
    }

    [Fact]
    public void It_suits_whoever_asks_for_the_same_tuning_in_the_same_way()
    {
        SocketTuning tuning = new();
        SocketConfigurator configurator = new(tuning, readAll: true, strict: false, TimeProvider.System);
        Assert.True(configurator.Suits(tuning, everythingRead: true, strictly: false));
        Assert.False(configurator.Suits(tuning, everythingRead: false, strictly: false));
        Assert.False(configurator.Suits(tuning, everythingRead: true, strictly: true));
        Assert.False(configurator.Suits(tuning, everythingRead: false, strictly: true));
        Assert.False(configurator.Suits(new SocketTuning(), everythingRead: true, strictly: false));
    }

    [Fact]
    public void The_limits_of_the_kernel_are_read_once_a_second_at_most()
    {
        FakeTimeProvider clock = new();
        SocketConfigurator configurator = new(new SocketTuning(), readAll: true, strict: false, clock);
        KernelTunables read = configurator.Tunables;
        clock.Advance(TimeSpan.FromSeconds(0.999));
        Assert.Same(read, configurator.Tunables);
        clock.Advance(TimeSpan.FromSeconds(0.001));
        Assert.NotSame(read, configurator.Tunables);
    }

    [Fact]
    public void Nagles_algorithm_can_be_left_on()
    {
        using TunedSocket socket = new(new SocketTuning { NoDelay = false });
        Assert.Equal(0, socket.Socket.GetOption(SocketOption.NoDelay));
        Assert.Equal(new OptionValue.Switch(false), socket.Effective.Of(SocketOption.NoDelay).Effective);
    }

    [Fact]
    public void Read_all_tells_the_options_that_nobody_asked_for()
    {
        if (!OperatingSystem.IsLinux()) return;
        using TunedSocket socket = new(new SocketTuning(), readAll: true);
        OptionReading syn = socket.Effective.Of(SocketOption.SynRetries);
        Assert.Null(syn.Requested);
        Assert.IsType<OptionValue.Amount>(syn.Effective);
        Assert.True(syn.IsKept);
        Assert.Null(syn.Limit);
        Assert.Equal(KernelTunables.Read().ReceiveBufferMax, socket.Effective.Of(SocketOption.ReceiveBuffer).Limit);
        Assert.Equal(KernelTunables.Read().SendBufferMax, socket.Effective.Of(SocketOption.SendBuffer).Limit);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(127)]
    public void SYN_retries_are_set_and_read_back(int retries)
    {
        if (!OperatingSystem.IsLinux()) return;
        using TunedSocket socket = new(new SocketTuning { SynRetries = retries });
        Assert.Null(socket.Fault);
        Assert.Equal(retries, socket.Socket.GetOption(SocketOption.SynRetries));
        Assert.Equal(Kept(SocketOption.SynRetries, new OptionValue.Amount(retries)), socket.Effective.Of(SocketOption.SynRetries));
    }

    [Fact]
    public void Reusing_an_address_does_not_share_the_port()
    {
        if (!OperatingSystem.IsLinux()) return;
        using TunedSocket socket = new(new SocketTuning { ReuseAddress = true });
        Assert.Equal(1, socket.Socket.GetOption(SocketOption.ReuseAddress));
        Assert.Equal(0, socket.Socket.GetOption(s_reusePort));
        Assert.Equal(Kept(SocketOption.ReuseAddress, new OptionValue.Switch(true)), socket.Effective.Of(SocketOption.ReuseAddress));
    }

    [Fact]
    public void Keepalive_sets_its_three_numbers_in_seconds()
    {
        using TunedSocket socket = new(new SocketTuning { KeepAlive = new KeepAlive(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(5), 3) });
        Assert.Null(socket.Fault);
        Dictionary<string, int?> numbers = socket.Numbers();
        Assert.Equal((1, 60, 5, 3), (numbers["keepalive"], numbers["keepalive_idle"], numbers["keepalive_interval"], numbers["keepalive_count"]));
        Assert.Equal(new OptionValue.Period(TimeSpan.FromMinutes(1)), socket.Effective.Of(SocketOption.KeepAliveIdle).Effective);
    }

    [Fact]
    public void Keepalive_leaves_the_numbers_that_are_not_given_to_the_kernel()
    {
        using TunedSocket fresh = new(new SocketTuning());
        using TunedSocket socket = new(new SocketTuning { KeepAlive = new KeepAlive(TimeSpan.FromSeconds(60), null, null) });
        Assert.Equal(1, socket.Numbers()["keepalive"]);
        Assert.Equal(fresh.Numbers()["keepalive_interval"], socket.Numbers()["keepalive_interval"]);
        Assert.Equal(fresh.Numbers()["keepalive_count"], socket.Numbers()["keepalive_count"]);
    }

    [Fact]
    public void A_user_timeout_is_set_in_milliseconds_and_never_rounded_to_none()
    {
        if (!OperatingSystem.IsLinux()) return;
        using TunedSocket socket = new(new SocketTuning { UserTimeout = TimeSpan.FromSeconds(2.5) });
        Assert.Equal(2500, socket.Socket.GetOption(SocketOption.UserTimeout));
        using TunedSocket tiny = new(new SocketTuning { UserTimeout = TimeSpan.FromMicroseconds(10) });
        Assert.Equal(1, tiny.Socket.GetOption(SocketOption.UserTimeout));
    }

    [Fact]
    public void The_largest_segment_is_set_and_read_back()
    {
        if (!OperatingSystem.IsLinux()) return;
        using TunedSocket socket = new(new SocketTuning { MaxSegment = 500 });
        Assert.Equal(Kept(SocketOption.MaxSegment, new OptionValue.Amount(500)), socket.Effective.Of(SocketOption.MaxSegment));
    }

    [Theory]
    [InlineData(AddressFamily.InterNetwork)]
    [InlineData(AddressFamily.InterNetworkV6)]
    public void Hop_limit_and_code_point_are_those_of_the_family(AddressFamily family)
    {
        if (!OperatingSystem.IsLinux() || !Socket.OSSupportsIPv6) return;
        using TunedSocket socket = new(new SocketTuning { TimeToLive = 7, Dscp = 46 }, family: family);
        Assert.Null(socket.Fault);
        Assert.Equal((7, 46 << 2), (socket.Socket.GetOption(SocketOption.TimeToLive), socket.Socket.GetOption(SocketOption.TypeOfService)));
        Assert.Equal(Kept(SocketOption.TypeOfService, new OptionValue.Amount(46)), socket.Effective.Of(SocketOption.TypeOfService));
    }

    [Fact]
    public void An_allowed_congestion_control_is_set_and_read_back()
    {
        const string Allowed = "/proc/sys/net/ipv4/tcp_allowed_congestion_control";
        if (!File.Exists(Allowed)) return;
        foreach (string name in File.ReadAllText(Allowed).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            using TunedSocket socket = new(new SocketTuning { Congestion = name });
            Assert.Equal(Kept(SocketOption.Congestion, new OptionValue.Word(name)), socket.Effective.Of(SocketOption.Congestion));
        }
    }

    [Fact]
    public void A_socket_can_be_bound_to_an_interface()
    {
        if (!OperatingSystem.IsLinux()) return;
        using TunedSocket socket = new(new SocketTuning { Interface = "lo" });
        Assert.Equal(Kept(SocketOption.Interface, new OptionValue.Word("lo")), socket.Effective.Of(SocketOption.Interface));
    }

    private static OptionReading Kept(SocketOption option, OptionValue value) => new(option, value, value, null, null, IsKept: true);
}
