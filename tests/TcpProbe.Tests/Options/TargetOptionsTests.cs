using System.Net;
using System.Net.Sockets;
using TcpProbe.Core.Targets;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.Options;

public sealed class TargetOptionsTests
{
    [Theory]
    [InlineData("localhost 9999", "localhost:9999")]
    [InlineData("localhost:9999", "localhost:9999")]
    [InlineData("127.0.0.1 80", "127.0.0.1:80")]
    [InlineData("::1 80", "[::1]:80")]
    [InlineData("[::1] 80", "[::1]:80")]
    [InlineData("[::1]:80", "[::1]:80")]
    [InlineData("tcp://127.0.0.1:80", "127.0.0.1:80")]
    [InlineData("tcp://127.0.0.1:80/", "127.0.0.1:80")]
    [InlineData("-H localhost -p 80", "localhost:80")]
    [InlineData("-p80 -Hlocalhost", "localhost:80")]
    [InlineData("--host ::1 --port 80", "[::1]:80")]
    [InlineData("-H a -H b -p 1 -p 2", "b:2")]
    [InlineData("-z h --io-timeout 1 80", "h:80")]
    [InlineData("true 80", "true:80")]
    public void Words_or_options_name_a_target(string line, string target) => Assert.Equal(target, Bind(line).Target.ToString());

    [Fact]
    public void A_literal_is_known_as_one()
    {
        Assert.Equal(new Target("::ffff:127.0.0.1", 80, IPAddress.Loopback), Bind("::ffff:127.0.0.1 80").Target);
        Assert.Null(Bind("localhost 80").Target.Literal);
    }

    [Theory]
    [InlineData("", AddressFamily.Unspecified)]
    [InlineData("-4", AddressFamily.InterNetwork)]
    [InlineData("--ipv6", AddressFamily.InterNetworkV6)]
    [InlineData("-4 -6", AddressFamily.InterNetworkV6)]
    [InlineData("-64", AddressFamily.InterNetwork)]
    [InlineData("-6 --ipv4 -6", AddressFamily.InterNetworkV6)]
    public void Of_the_families_the_last_one_named_counts(string options, AddressFamily family) => Assert.Equal(family, Bind($"h 80 {options}").Family);

    [Theory]
    [InlineData("127.0.0.1 80 -6")]
    [InlineData("::ffff:127.0.0.1 80 -6")]
    [InlineData("::1 80 -4")]
    [InlineData("::1 80 -6 -4")]
    public void A_literal_of_the_other_family_is_a_mistake(string line) =>
        Assert.Contains(" only", CommandLine.Mistake(line.Split(' ')), StringComparison.Ordinal);

    [Theory]
    [InlineData("127.0.0.1 80 -4")]
    [InlineData("::1 80 -6")]
    [InlineData("127.0.0.1 80 -6 -4")]
    public void A_literal_of_the_same_family_is_none(string line) => Assert.NotNull(Bind(line).Target.Literal);

    private static Core.Probing.ClientOptions Bind(string line) => CommandLine.Bind(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
