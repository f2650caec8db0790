using System.Net;
using System.Net.Sockets;

using TcpProbe.Core.Targets;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tests.Targets;

public sealed class SystemResolverTests
{
    [Fact]
    public void Localhost_is_a_loopback_address()
    {
        Resolution.Found found = Assert.IsType<Resolution.Found>(Resolve("localhost", AddressFamily.Unspecified));

        Assert.All(found.Addresses, address => Assert.True(IPAddress.IsLoopback(address), $"{address}"));
        Assert.Equal(found.Addresses.Distinct(), found.Addresses);
        Assert.True(found.Elapsed > TimeSpan.Zero);
    }

    [Fact]
    public void Localhost_in_IPv4_is_127_0_0_1_alone() =>
        Assert.Equal([IPAddress.Loopback], Assert.IsType<Resolution.Found>(Resolve("localhost", AddressFamily.InterNetwork)).Addresses);

    /// <summary>The hosts file decides: the loopback address of IPv6, or the answer that there is only the other.</summary>
    [Fact]
    public void Localhost_in_IPv6_is_its_loopback_address_or_known_to_be_IPv4_only()
    {
        Resolution resolution = Resolve("localhost", AddressFamily.InterNetworkV6);

        if (resolution is Resolution.NotFound notFound) Assert.Equal("the name has IPv4 addresses only", notFound.Message);
        else Assert.Equal([IPAddress.IPv6Loopback], Assert.IsType<Resolution.Found>(resolution).Addresses);
    }

    /// <summary>getaddrinfo(3) reads numbers of either family by itself: the way to see an IPv6 sockaddr without a name server.</summary>
    [Theory]
    [InlineData("192.0.2.77", "192.0.2.77")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2:3:4:5:6")]
    [InlineData("::ffff:192.0.2.77", "192.0.2.77")]
    [InlineData("fe80::1%1", "fe80::1%1")]
    public void The_bytes_of_an_address_are_read_in_their_order(string written, string address) =>
        Assert.Equal([IPAddress.Parse(address)], SystemResolver.Ask(written, AddressFamily.Unspecified).Addresses);

    [Fact]
    public void A_name_that_nobody_has_gives_no_address()
    {
        Resolution resolution = Resolve("nosuchhost.invalid", AddressFamily.Unspecified);

        Assert.True(resolution is Resolution.NotFound or Resolution.Unavailable, $"{resolution}");
    }

    private static Resolution Resolve(string name, AddressFamily family) =>
        NameResolution.Resolve(
            new Target(name, 80, Literal: null),
            family,
            Deadline.After(TimeSpan.FromSeconds(10), TimeLimit.ResolveTimeout, TimeProvider.System),
            TimeProvider.System);
}
