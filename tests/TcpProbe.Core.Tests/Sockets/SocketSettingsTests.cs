using System.Net;
using TcpProbe.Core.Sockets;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Core.Tests.Sockets;

public sealed class SocketSettingsTests
{
    private static readonly string[] s_order =
    [
        "syn_retries", "reuse_address", "nodelay", "recv_buffer", "send_buffer", "interface", "keepalive", "keepalive_idle", "keepalive_interval",
        "keepalive_count", "user_timeout", "mss", "ttl", "dscp", "congestion",
    ];

    [Fact]
    public void Options_are_applied_and_reported_in_one_order() =>
        Assert.Equal(s_order, SocketSettings.Of(new SocketTuning()).Select(setting => setting.Option.Name));

    [Fact]
    public void A_tuning_that_nobody_applied_is_reported_in_the_same_order_with_the_source_at_its_end()
    {
        SocketTuning tuning = new() { SynRetries = 2, Source = new IPEndPoint(IPAddress.Loopback, 0) };
        EffectiveTuning unread = EffectiveTuning.Unread(tuning);
        Assert.Equal([.. s_order, "source"], unread.Readings.Select(reading => reading.Option.Name));
        Assert.All(unread.Readings, reading => Assert.True(reading is { Effective: null, IsKept: true }));
        Assert.Equal(new OptionValue.Amount(2), unread.Of(SocketOption.SynRetries).Requested);
    }

    [Fact]
    public void Only_nodelay_is_requested_of_every_socket() => Assert.Equal(
        ["nodelay"],
        SocketSettings.Of(new SocketTuning()).Where(setting => setting.IsRequested).Select(setting => setting.Option.Name));

    [LinuxFact]
    public void Linux_has_every_option()
    {
        Assert.All(SocketSettings.Of(new SocketTuning()), setting => Assert.True(setting.Option.IsSupported));
        Assert.Empty(new SocketTuning { SynRetries = 1, Congestion = "reno" }.Unsupported);
    }

    [Fact]
    public void A_code_point_is_asked_for_in_the_upper_six_bits_and_shown_as_itself()
    {
        SocketSetting dscp = SocketSettings.Of(new SocketTuning { Dscp = 46 }).Single(setting => setting.Option == SocketOption.TypeOfService);
        Assert.Equal(0xb8, dscp.Number);
        Assert.Equal(new OptionValue.Amount(46), dscp.Requested);
    }

    [Fact]
    public void A_time_longer_than_the_kernel_can_hold_is_the_longest_it_can()
    {
        SocketTuning tuning = new() { UserTimeout = TimeSpan.FromDays(100) };
        Assert.Equal(int.MaxValue, SocketSettings.Of(tuning).Single(setting => setting.Option == SocketOption.UserTimeout).Number);
    }

    [Fact]
    public void What_the_kernel_does_not_tell_was_not_broken()
    {
        SocketSetting setting = new(SocketOption.SynRetries, SettingUnit.Count, 3);
        Assert.True(setting.IsKept(null));
        Assert.True(setting.IsKept(new OptionValue.Amount(3)));
        Assert.False(setting.IsKept(new OptionValue.Amount(6)));
    }
}
