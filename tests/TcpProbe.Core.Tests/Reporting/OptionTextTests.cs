using TcpProbe.Core.Reporting;
using TcpProbe.Core.Sockets;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tests.Reporting;

public sealed class OptionTextTests
{
    public static TheoryData<SocketOption, string> Options => new()
    {
        { SocketOption.SynRetries, "--syn-retries" },
        { SocketOption.ReceiveBuffer, "--recv-buffer" },
        { SocketOption.Source, "--source" },
        { SocketOption.KeepAlive, "--keepalive" },
        { SocketOption.KeepAliveIdle, "--keepalive" },
        { SocketOption.KeepAliveInterval, "--keepalive" },
        { SocketOption.KeepAliveCount, "--keepalive" },
    };

    public static TheoryData<OptionValue?, string> Values => new()
    {
        { null, "unknown" },
        { new OptionValue.Switch(true), "on" },
        { new OptionValue.Switch(false), "off" },
        { new OptionValue.Amount(65536), "65536" },
        { new OptionValue.Period(TimeSpan.FromSeconds(2.5)), "2.50 s" },
        { new OptionValue.Word("eth0"), "eth0" },
    };

    [Theory]
    [MemberData(nameof(Options))]
    public void An_option_is_named_as_on_the_command_line(SocketOption option, string flag) => Assert.Equal(flag, OptionText.Flag(option));

    [Theory]
    [InlineData(TimeLimit.ResolveTimeout, "--resolve-timeout")]
    [InlineData(TimeLimit.ConnectTimeout, "--connect-timeout")]
    [InlineData(TimeLimit.IoTimeout, "--io-timeout")]
    [InlineData(TimeLimit.Deadline, "--deadline")]
    [InlineData(TimeLimit.Wait, "--wait")]
    [InlineData(TimeLimit.Kernel, "kernel gave up")]
    public void A_limit_is_named_as_on_the_command_line(TimeLimit limit, string flag) => Assert.Equal(flag, OptionText.Flag(limit));

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_is_shown_in_its_unit(OptionValue? value, string shown) => Assert.Equal(shown, OptionText.Value(value));
}
