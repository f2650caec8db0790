using System.Net;

using TcpProbe.Core.Targets;

namespace TcpProbe.Core.Tests.Targets;

public sealed class TargetSyntaxTests
{
    [Theory]
    [InlineData("example.invalid:8080", "example.invalid", 8080)]
    [InlineData("localhost:80", "localhost", 80)]
    [InlineData("localhost.:80", "localhost.", 80)]
    [InlineData("under_score.invalid:1", "under_score.invalid", 1)]
    [InlineData("xn--bcher-kva.invalid:1", "xn--bcher-kva.invalid", 1)]
    [InlineData("4.example:65535", "4.example", 65535)]
    [InlineData("0xdb.invalid:080", "0xdb.invalid", 80)]
    [InlineData("0xg:1", "0xg", 1)]
    [InlineData("tcp://redis:6379", "redis", 6379)]
    [InlineData("TCP://redis:6379/", "redis", 6379)]
    public void A_name_with_a_port_is_a_target(string word, string host, int port) =>
        Assert.Equal(new Target(host, port, Literal: null), TargetSyntax.ParseHostPort(word));

    [Theory]
    [InlineData("192.168.1.1:443", "192.168.1.1", 443, "192.168.1.1")]
    [InlineData("0.0.0.0:1", "0.0.0.0", 1, "0.0.0.0")]
    [InlineData("255.255.255.255:1", "255.255.255.255", 1, "255.255.255.255")]
    [InlineData("[2001:db8::1]:8080", "2001:db8::1", 8080, "2001:db8::1")]
    [InlineData("[::1]:22", "::1", 22, "::1")]
    [InlineData("[1:2:3:4:5:6:7:8]:9", "1:2:3:4:5:6:7:8", 9, "1:2:3:4:5:6:7:8")]
    [InlineData("[::ffff:127.0.0.1]:80", "::ffff:127.0.0.1", 80, "127.0.0.1")]
    [InlineData("[::FFFF:7f00:1]:80", "::FFFF:7f00:1", 80, "127.0.0.1")]
    [InlineData("[fe80::1%7]:80", "fe80::1%7", 80, "fe80::1%7")]
    [InlineData("tcp://172.17.0.5:6379", "172.17.0.5", 6379, "172.17.0.5")]
    [InlineData("tcp://[::1]:6379/", "::1", 6379, "::1")]
    public void An_address_with_a_port_is_a_target(string word, string host, int port, string literal) =>
        Assert.Equal(new Target(host, port, IPAddress.Parse(literal)), TargetSyntax.ParseHostPort(word));

    [Theory]
    [InlineData("example.invalid", "8080", "example.invalid", null)]
    [InlineData("::1", "80", "::1", "::1")]
    [InlineData("[::1]", "80", "::1", "::1")]
    [InlineData("::1:80", "443", "::1:80", "::1:80")]
    [InlineData("::ffff:127.0.0.1", "80", "::ffff:127.0.0.1", "127.0.0.1")]
    [InlineData("127.0.0.1", "1", "127.0.0.1", "127.0.0.1")]
    public void A_host_and_a_port_in_two_words_are_a_target(string host, string port, string written, string? literal) =>
        Assert.Equal(
            new Target(written, int.Parse(port, null), literal is null ? null : IPAddress.Parse(literal)),
            Assert.Single(TargetSyntax.ParseHostAndPorts(host, port)));

    [Theory]
    [InlineData("db", "80,443,8000-8002", "db:80 db:443 db:8000 db:8001 db:8002")]
    [InlineData("db", "443,80", "db:443 db:80")]
    [InlineData("::1", "1-2", "[::1]:1 [::1]:2")]
    [InlineData("[::1]", "1-2", "[::1]:1 [::1]:2")]
    [InlineData("127.0.0.1", "7-7", "127.0.0.1:7")]
    public void A_host_may_have_several_ports_in_the_second_word(string host, string ports, string targets) =>
        Assert.Equal(targets, string.Join(' ', TargetSyntax.ParseHostAndPorts(host, ports)));

    [Fact]
    public void Each_of_several_ports_has_the_address_of_the_host() =>
        Assert.All(TargetSyntax.ParseHostAndPorts("::ffff:127.0.0.1", "1,2"), target => Assert.Equal(IPAddress.Loopback, target.Literal));

    [Theory]
    [InlineData("db:80,443", "db:80,443 has more than one port; write db 80,443")]
    [InlineData("db:8000-8010", "db:8000-8010 has more than one port; write db 8000-8010")]
    [InlineData("db:80,", "db:80, has more than one port; write db 80,")]
    [InlineData("[::1]:80,443", "[::1]:80,443 has more than one port; write ::1 80,443")]
    [InlineData("tcp://127.0.0.1:1-2/", "127.0.0.1:1-2 has more than one port; write 127.0.0.1 1-2")]
    public void Several_ports_are_a_word_of_their_own(string word, string message) => Refused(word, message);

    [Fact]
    public void Each_of_several_words_is_a_target() =>
        Assert.Equal(["a:1", "[::1]:2", "a:1", "b:3"], TargetSyntax.ParseEach(["a:1", "[::1]:2", "A:1", "tcp://b:3"]).Select(target => target.ToString().ToLowerInvariant()));

    [Theory]
    [InlineData("", "the target is empty; write HOST:PORT")]
    [InlineData(":80", "no host; write HOST:80")]
    [InlineData("80", "80 is a port without a host; write HOST:80")]
    [InlineData("redis", "redis: no port; write redis:PORT")]
    [InlineData("::1", "::1: no port; write [::1]:PORT")]
    [InlineData("::1:80", "::1:80 is ambiguous; write [::1]:80")]
    [InlineData("db:80,443", "db:80,443 has more than one port; write db:PORT for each of them")]
    [InlineData("[::1]:1-2", "[::1]:1-2 has more than one port; write [::1]:PORT for each of them")]
    public void A_word_among_others_is_not_told_to_be_two(string word, string message)
    {
        Assert.Equal(message, Assert.Throws<FormatException>(() => TargetSyntax.ParseEach(["a:1", word])).Message);
        Assert.Equal(message, Assert.Throws<FormatException>(() => TargetSyntax.ParseEach([word, "redis", "a:1"])).Message);
    }

    [Theory]
    [InlineData("redis:6379", "redis:6379")]
    [InlineData("127.0.0.1:080", "127.0.0.1:80")]
    [InlineData("tcp://[::1]:22/", "[::1]:22")]
    [InlineData("[::ffff:127.0.0.1]:80", "[::ffff:127.0.0.1]:80")]
    public void A_target_is_shown_as_it_could_be_typed(string word, string shown)
    {
        Target target = TargetSyntax.ParseHostPort(word);

        Assert.Equal(shown, target.ToString());
        Assert.Equal(target, TargetSyntax.ParseHostPort(shown));
    }

    [Theory]
    [InlineData("", "the target is empty; write HOST:PORT or HOST PORT")]
    [InlineData("tcp://", "the target is empty; write HOST:PORT or HOST PORT")]
    [InlineData(":80", "no host; write HOST:80 or HOST 80")]
    [InlineData(":", "no host; write HOST:PORT or HOST PORT")]
    [InlineData(":0", "no host; write HOST:0 or HOST 0")]
    [InlineData("80", "80 is a port without a host; write HOST:80 or HOST 80")]
    public void An_unset_host_is_never_localhost(string word, string message) => Refused(word, message);

    [Theory]
    [InlineData("redis", "redis: no port; write redis:PORT or redis PORT")]
    [InlineData("redis:", "redis: no port; write redis:PORT or redis PORT")]
    [InlineData("tcp://redis", "redis: no port; write redis:PORT or redis PORT")]
    [InlineData("example.com", "example.com: no port; write example.com:PORT or example.com PORT")]
    [InlineData("127.0.0.1", "127.0.0.1: no port; write 127.0.0.1:PORT or 127.0.0.1 PORT")]
    [InlineData("::1", "::1: no port; write [::1]:PORT or ::1 PORT")]
    [InlineData("2001:db8::1", "2001:db8::1: no port; write [2001:db8::1]:PORT or 2001:db8::1 PORT")]
    [InlineData("[::1]", "::1: no port; write [::1]:PORT or ::1 PORT")]
    [InlineData("[::1]:", "::1: no port; write [::1]:PORT or ::1 PORT")]
    public void A_bare_word_is_refused_with_the_form_to_write(string word, string message) => Refused(word, message);

    [Theory]
    [InlineData("::1:80", "::1:80 is ambiguous; write [::1]:80 or ::1 80")]
    [InlineData("::1:22", "::1:22 is ambiguous; write [::1]:22 or ::1 22")]
    [InlineData("2001:db8::1:8080", "2001:db8::1:8080 is ambiguous; write [2001:db8::1]:8080 or 2001:db8::1 8080")]
    [InlineData("a:1:2", "a:1:2 is not an IPv6 address; write [ADDRESS]:PORT for one, HOST:PORT for a name")]
    [InlineData("1:2:3:4:5:6:7:8:", "1:2:3:4:5:6:7:8: is not an IPv6 address; write [ADDRESS]:PORT for one, HOST:PORT for a name")]
    [InlineData("127.0.0.1:80:", "127.0.0.1:80: is not an IPv6 address; write [ADDRESS]:PORT for one, HOST:PORT for a name")]
    public void More_than_one_colon_needs_brackets(string word, string message) => Refused(word, message);

    [Theory]
    [InlineData("[::1", "[::1: the bracket is not closed; write [ADDRESS]:PORT")]
    [InlineData("[::1:80", "[::1:80: the bracket is not closed; write [ADDRESS]:PORT")]
    [InlineData("::1]", "::1]: the bracket is not opened; write [ADDRESS]:PORT")]
    [InlineData("::1]:80", "::1]:80: the bracket is not opened; write [ADDRESS]:PORT")]
    [InlineData("a[::1]:80", "a[::1]:80: the bracket is not opened; write [ADDRESS]:PORT")]
    [InlineData("[]", "[]: nothing stands between the brackets; write [ADDRESS]:PORT")]
    [InlineData("[]:80", "[]:80: nothing stands between the brackets; write [ADDRESS]:PORT")]
    [InlineData("[127.0.0.1]:80", "[127.0.0.1]:80: brackets are for IPv6 addresses; write 127.0.0.1 without them")]
    [InlineData("[localhost]:80", "[localhost]:80: brackets are for IPv6 addresses; write localhost without them")]
    [InlineData("[::1::2]:80", "[::1::2]:80: that is not an IPv6 address; write one such as [2001:db8::1]:PORT")]
    [InlineData("[::1]80", "[::1]80: no colon before the port; write [::1]:PORT")]
    [InlineData("[::1]]:80", "[::1]]:80: no colon before the port; write [::1]:PORT")]
    [InlineData("[::ffff:10.0.0.01]:80", "[::ffff:10.0.0.01]:80: that is not an IPv6 address; write one such as [2001:db8::1]:PORT")]
    [InlineData("[::1/64]:80", "[::1/64]:80: that is not an IPv6 address; write one such as [2001:db8::1]:PORT")]
    [InlineData("[fe80::1%a23456789012345x]:80", "[fe80::1%a23456789012345x]:80: that is not an IPv6 address; write one such as [2001:db8::1]:PORT")]
    [InlineData("[fe80::1%a b]:80", "[fe80::1%a b]:80: that is not an IPv6 address; write one such as [2001:db8::1]:PORT")]
    [InlineData("[fe80::1%a/b]:80", "[fe80::1%a/b]:80: that is not an IPv6 address; write one such as [2001:db8::1]:PORT")]
    [InlineData("[fe80::1%a:b]:80", "[fe80::1%a:b]:80: that is not an IPv6 address; write one such as [2001:db8::1]:PORT")]
    [InlineData("[fe80::1%a%b]:80", "[fe80::1%a%b]:80: that is not an IPv6 address; write one such as [2001:db8::1]:PORT")]
    [InlineData("[fe80::1%é]:80", "[fe80::1%é]:80: that is not an IPv6 address; write one such as [2001:db8::1]:PORT")]
    [InlineData("[fe80::1%]:80", "[fe80::1%]:80: that is not an IPv6 address; write one such as [2001:db8::1]:PORT")]
    public void Brackets_hold_one_IPv6_address_and_nothing_else(string word, string message) => Refused(word, message);

    [Theory]
    [InlineData("http://x:80", "http:// is not understood; write tcp://HOST:PORT or HOST:PORT")]
    [InlineData("://x:80", ":// is not understood; write tcp://HOST:PORT or HOST:PORT")]
    [InlineData("tcp6://x:80", "tcp6:// is not understood; write tcp://HOST:PORT or HOST:PORT")]
    public void Another_scheme_than_tcp_is_refused(string word, string message) => Refused(word, message);

    [Fact]
    public void A_password_in_a_URL_does_not_come_back() =>
        Assert.DoesNotContain("secret", Message(() => TargetSyntax.ParseHostPort("redis://:secret@db:6379")), StringComparison.Ordinal);

    [Theory]
    [InlineData("a:1", "80", "a:1 80 has two ports; write a:1 or a 80")]
    [InlineData("[::1]:80", "443", "[::1]:80 443 has two ports; write [::1]:80 or ::1 443")]
    [InlineData("a:", "80", "a: 80 has a colon too many; write a:80 or a 80")]
    [InlineData("[::1]:", "80", "[::1]: 80 has a colon too many; write [::1]:80 or ::1 80")]
    [InlineData("", "80", "no host; write HOST:80 or HOST 80")]
    [InlineData(":1", "80", "no host; write HOST:80 or HOST 80")]
    [InlineData("", "", "no host; write HOST:PORT or HOST PORT")]
    [InlineData("redis", "", "the port is empty; write HOST PORT or HOST:PORT")]
    [InlineData("a:1:2", "80", "a:1:2 is not an IPv6 address; write [ADDRESS]:PORT for one, HOST:PORT for a name")]
    [InlineData("tcp://a", "80", "a URL is one word with its port; write tcp://HOST:PORT or HOST PORT")]
    [InlineData("redis", "b:2", "b:2 is not a port; write a number from 1 to 65535 or the name of a TCP service")]
    [InlineData("[localhost]", "80", "[localhost]: brackets are for IPv6 addresses; write localhost without them")]
    [InlineData("a:1", "80,443", "a:1 80,443 has two ports; write a:1 or a 80,443")]
    [InlineData("a:", "80,443", "a: 80,443 has a colon too many; write a:80,443 or a 80,443")]
    [InlineData("127.1", "80", "127.1 is not an IPv4 address; write four decimal parts, such as 127.0.0.1")]
    public void Two_words_that_are_no_host_and_port_are_refused(string host, string port, string message) =>
        Assert.Equal(message, Message(() => TargetSyntax.ParseHostAndPorts(host, port, new ServiceNames("/dev/null"))));

    [Theory]
    [InlineData("127.1")]
    [InlineData("1")]
    [InlineData("010.0.0.1")]
    [InlineData("08.1.1.1")]
    [InlineData("127.0.0.01")]
    [InlineData("127.0.0.0001")]
    [InlineData("256.1.1.1")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1.2.3.4.")]
    [InlineData("0x7f000001")]
    [InlineData("0X7F.1")]
    [InlineData("0x")]
    [InlineData("2130706433")]
    [InlineData("99999999999999999999")]
    [InlineData("db.1")]
    public void A_host_that_ends_in_a_number_is_a_dotted_quad_or_nothing(string host) =>
        Refused($"{host}:80", $"{host} is not an IPv4 address; write four decimal parts, such as 127.0.0.1");

    [Theory]
    [InlineData("db1", "db1")]
    [InlineData("web.host2a", "web.host2a")]
    [InlineData("0xg", "0xg")]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("0:0:0:0:0:0:0:1", "::1")]
    [InlineData("2001:DB8::1", "2001:db8::1")]
    public void A_host_alone_is_a_name_or_an_address_as_it_is_usually_written(string word, string host) => Assert.Equal(host, TargetSyntax.ParseHost(word));

    private static void Refused(string word, string message) => Assert.Equal(message, Message(() => TargetSyntax.ParseHostPort(word)));

    private static string Message(Func<object> parse) => Assert.Throws<FormatException>(parse).Message;
}
