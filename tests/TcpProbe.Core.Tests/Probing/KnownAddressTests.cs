using System.Net;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Targets;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Core.Timing;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Core.Tests.Probing;

/// <summary>A probe of an address that was looked up before it: the time of that is part of its own.</summary>
public sealed class KnownAddressTests
{
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    [Fact]
    public void The_look_up_counts_as_time_of_the_probe()
    {
        using ScriptedPeer peer = new(_ => { });
        ProbeReport report = Probe.Run(Of(peer.EndPoint) with { Exchange = Exchange.None });
        Assert.Null(report.Failure);
        Assert.Equal(s_hour, report.Timings.Resolve);
        Assert.True(report.Elapsed >= report.Timings.Total && report.Timings.Total > s_hour);
    }

    [Fact]
    public void The_look_up_has_had_its_share_of_the_deadline()
    {
        using ManualResetEventSlim over = new();
        using ScriptedPeer peer = new(_ => over.Wait());
        ClientOptions options = Of(peer.EndPoint) with
        {
            Deadline = s_hour + TimeSpan.FromSeconds(0.3),
            IoTimeout = TimeSpan.FromSeconds(5),
            Exchange = Probe.Custom(Talking.Expect("never")),
        };
        Assert.Equal(TimeLimit.Deadline, Probe.Run(options).Failure?.Limit);
        over.Set();
    }

    [Fact]
    public void Of_several_addresses_behind_a_name_each_is_told_apart_by_its_own()
    {
        ClientOptions named = Of(new IPEndPoint(IPAddress.Loopback, 80));
        Assert.Equal("several.invalid:80 (127.0.0.1)", named.Name);
        Assert.Equal("several.invalid:80", (named with { Address = null }).Name);
        Assert.Equal("127.0.0.1:80", (named with { Target = new Target("127.0.0.1", 80, IPAddress.Loopback) }).Name);
    }

    private static ClientOptions Of(IPEndPoint peer) => Probe.Of(peer) with
    {
        Target = new Target("several.invalid", peer.Port, Literal: null),
        Address = new KnownAddress(peer.Address, s_hour),
    };
}
