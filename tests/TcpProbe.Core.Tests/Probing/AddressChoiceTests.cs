using System.Net;
using System.Net.Sockets;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Core.Tests.Probing;

public sealed class AddressChoiceTests
{
    private static readonly IPAddress[] s_found = [IPAddress.Loopback, IPAddress.IPv6Loopback, IPAddress.Parse("127.0.0.2"), IPAddress.Parse("::2")];

    [Fact]
    public void Unless_told_otherwise_all_are_tried_in_the_resolvers_order() => Assert.Equal(s_found, new AddressChoice().Of(s_found));

    [Fact]
    public void The_preferred_family_goes_first_and_each_keeps_its_order() => Assert.Equal(
        ["::1", "::2", "127.0.0.1", "127.0.0.2"],
        new AddressChoice { Preferred = AddressFamily.InterNetworkV6 }.Of(s_found).Select(address => address.ToString()));

    [Fact]
    public void Only_the_first_is_tried_if_that_is_wanted() =>
        Assert.Equal([IPAddress.IPv6Loopback], new AddressChoice { Preferred = AddressFamily.InterNetworkV6, FirstOnly = true }.Of(s_found));

    [Fact]
    public void The_first_is_the_first_of_those_that_may_be_tried() => Assert.Equal(
        [s_found[2]],
        new AddressChoice { FirstOnly = true, Admits = address => !address.Equals(IPAddress.Loopback) && address.AddressFamily == AddressFamily.InterNetwork }.Of(s_found));

    [Fact]
    public void An_address_that_may_not_be_probed_is_not_connected_to_however_it_was_written()
    {
        using ScriptedPeer peer = new(_ => { });
        ClientOptions options = Probe.Of(peer.EndPoint) with { Exchange = Exchange.None, Choice = new AddressChoice { Admits = _ => false } };
        ProbeReport report = Probe.Run(options);
        Assert.Equal((Phase.Resolve, FailureReason.LocalError, "EACCES"), (report.Failure!.Phase, report.Failure.Reason, report.Failure.ErrorName));
        Assert.Empty(report.Attempts);
        report = Probe.Run(options with { Target = options.Target with { Host = "localhost", Literal = null } });
        Assert.Equal((Phase.Resolve, FailureReason.LocalError), (report.Failure!.Phase, report.Failure.Reason));
        Assert.Empty(report.Attempts);
    }
}
