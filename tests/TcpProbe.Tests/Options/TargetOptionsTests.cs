using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using TcpProbe.Commands;
using TcpProbe.Core.Targets;
using TcpProbe.Endings;
using TcpProbe.Options;
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

    [Theory]
    [InlineData("a:1 b:2 [::1]:3", "a:1 b:2 [::1]:3", false)]
    [InlineData("tcp://a:1/ tcp://b:2", "a:1 b:2", false)]
    [InlineData("a:1 -4 b:2", "a:1 b:2", false)]
    [InlineData("h 80,443,8000-8002", "h:80 h:443 h:8000 h:8001 h:8002", true)]
    [InlineData("::1 2-3", "[::1]:2 [::1]:3", true)]
    [InlineData("h 80-80", "h:80", true)]
    [InlineData("-H h -p 3,1-2", "h:3 h:1 h:2", true)]
    [InlineData("h 80", "h:80", false)]
    [InlineData("h:80", "h:80", false)]
    public void Several_targets_come_in_the_order_in_which_they_are_named(string line, string targets, bool listed)
    {
        ChosenTargets chosen = Choose(line.Split(' '));
        Assert.Equal(targets, string.Join(' ', chosen.Targets));
        Assert.Equal(listed, chosen.AreListed);
        Assert.Empty(chosen.Repeated);
    }

    [Theory]
    [InlineData("a:1 b:1 A:1 a:1", "a:1 b:1", "A:1")]
    [InlineData("h 80,79-81,80", "h:80 h:79 h:81", "h:80")]
    public void A_target_that_is_named_again_is_left_out(string line, string targets, string repeated)
    {
        ChosenTargets chosen = Choose(line.Split(' '));
        Assert.Equal(targets, string.Join(' ', chosen.Targets));
        Assert.Equal(repeated, string.Join(' ', chosen.Repeated));
    }

    [Theory]
    [InlineData("a:1 127.0.0.1:1 -6", "127.0.0.1 is an IPv4 address, and -6 takes IPv6 only")]
    [InlineData("127.0.0.1:1 [::1]:1 -4", "::1 is an IPv6 address, and -4 takes IPv4 only")]
    public void Each_literal_must_be_of_the_family(string line, string says) =>
        Assert.Equal(says, Assert.Throws<UsageException>(() => Choose(line.Split(' '))).Message);

    /// <summary>The cases of tcping's TestParseHostPortArgs.</summary>
    [Theory]
    [InlineData("example.com 8080", "example.com", 8080)]
    [InlineData("example.com:8080", "example.com", 8080)]
    [InlineData("192.168.1.1:443", "192.168.1.1", 443)]
    [InlineData("[2001:db8::1]:8080", "2001:db8::1", 8080)]
    [InlineData("localhost:80", "localhost", 80)]
    [InlineData("[::1]:22", "::1", 22)]
    public void What_tcping_takes_for_host_and_port(string line, string host, int port)
    {
        Target target = Bind(line).Target;
        Assert.Equal((host, port), (target.Host, target.Port));
    }

    /// <summary>The rest of them: a bare IPv6 address with a port is ambiguous here, and what has no port or a word too many is no target anywhere.</summary>
    [Theory]
    [InlineData("2001:db8::1:8080", "2001:db8::1:8080 is ambiguous; write [2001:db8::1]:8080 or 2001:db8::1 8080")]
    [InlineData("::1:22", "::1:22 is ambiguous; write [::1]:22 or ::1 22")]
    [InlineData("example.com", "example.com: no port; write example.com:PORT or example.com PORT")]
    [InlineData("example.com 8080 extra", "extra is one word too many; write HOST PORT or HOST:PORT, and a command behind --")]
    public void What_could_be_two_things_or_nothing_is_a_mistake(string line, string says) => Assert.Equal(says, CommandLine.Mistake(line.Split(' ')));

    /// <summary>tcping's TestPermuteArgs.</summary>
    [Theory]
    [InlineData("-4 -z -t 2 example.com 8080")]
    [InlineData("example.com 8080 -4 -z -t 2")]
    [InlineData("-4 example.com -z 8080 -t 2")]
    [InlineData("-4zt2 example.com:8080")]
    public void Options_stand_before_between_or_after_the_words(string line)
    {
        Core.Probing.ClientOptions options = Bind(line);
        Assert.Equal(("example.com:8080", AddressFamily.InterNetwork, Core.Exchanges.ExchangeKind.None, TimeSpan.FromSeconds(2)), (options.Target.ToString(), options.Family, options.Exchange.Kind, options.Deadline));
    }

    private static ChosenTargets Choose(params string[] args)
    {
        TargetOptions options = new();
        (ParseResult parsed, IReadOnlyList<string> words) = CommandParser.Parse("tcpprobe", [options], args);
        return options.Bind(parsed, words);
    }

    private static Core.Probing.ClientOptions Bind(string line) => CommandLine.Bind(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
