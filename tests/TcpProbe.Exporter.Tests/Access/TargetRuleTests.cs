using System.Net;
using CsCheck;
using TcpProbe.Core.Targets;
using TcpProbe.Exporter.Access;
using TcpProbe.Fuzz;

namespace TcpProbe.Exporter.Tests.Access;

/// <summary>What a rule means, and what is none.</summary>
public sealed class TargetRuleTests
{
    private static readonly Gen<string> s_ports = Gen.Select(Gen.Int[1, 9], Gen.Int[0, 3], Gen.Int[1, 9]).Select((first, more, other) => $":{first}-{first + more},{other}");

    private static readonly Gen<string> s_addresses = Gen.OneOf(
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3]).Select((one, two) => $"10.0.{one}.{two}"),
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3]).Select((one, two) => $"2001:db8::{one}:{two}"),
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3]).Select((one, two) => $"::ffff:10.0.{one}.{two}"),
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3]).Select((one, two) => $"64:ff9b::10.0.{one}.{two}"),
        Gen.OneOf("::", "::1", "0.0.0.0", "127.0.0.1", "::10.0.0.1", "fe80::1"));

    private static readonly Gen<string> s_names = Gen.String[Gen.Char["abA-"], 1, 3].Select(label => $"{label}.ab.invalid");

    private static readonly Gen<string> s_targets = Gen.Select(Gen.OneOf(s_names, s_names.Select(name => $"{name}."), s_addresses), Gen.Int[1, 12]).Select(
        (host, port) => host.Contains(':', StringComparison.Ordinal) ? $"[{host}]:{port}" : $"{host}:{port}");

    private static readonly Gen<string> s_rules = Gen.OneOf(
        Gen.Select(Gen.OneOf(Gen.String[Gen.Char["abA-*?"], 1, 3].Select(label => $"{label}.*b.invalid"), s_names, Gen.Const("*"), Gen.Const("*.invalid.")), s_ports, Gen.Bool).Select((host, ports, all) => all ? host : host + ports),
        Gen.Select(s_addresses, Gen.Int[96, 128], s_ports, Gen.Int[0, 2]).Select(Network));

    [Theory]
    [InlineData("10.0.0.0/8", "10.255.0.1:1", true)]
    [InlineData("10.0.0.0/8", "11.0.0.0:1", false)]
    [InlineData("127.0.0.1", "127.0.0.1:65535", true)]
    [InlineData("127.0.0.1", "127.0.0.2:65535", false)]
    [InlineData("0.0.0.0/0", "203.0.113.9:80", true)]
    [InlineData("0.0.0.0/0", "[::1]:80", false)]
    [InlineData("10.0.0.0/8:80,443,8000-8010", "10.0.0.1:443", true)]
    [InlineData("10.0.0.0/8:80,443,8000-8010", "10.0.0.1:8010", true)]
    [InlineData("10.0.0.0/8:80,443,8000-8010", "10.0.0.1:8011", false)]
    [InlineData("2001:db8::/32", "[2001:db8:ffff::1]:1", true)]
    [InlineData("2001:db8::/32", "[2001:db9::1]:1", false)]
    [InlineData("[2001:db8::]/32:443", "[2001:db8::1]:443", true)]
    [InlineData("[2001:db8::/32]:443", "[2001:db8::1]:443", true)]
    [InlineData("[2001:db8::/32]:443", "[2001:db8::1]:80", false)]
    [InlineData("[2001:db8::1]", "[2001:db8::1]:80", true)]
    [InlineData("::1", "[::1]:80", true)]
    [InlineData("::ffff:10.0.0.0/104", "10.1.2.3:80", true)]
    [InlineData("::ffff:10.0.0.0/104", "11.1.2.3:80", false)]
    [InlineData("*", "db.example.com:80", true)]
    [InlineData("*", "[::1]:80", true)]
    [InlineData("*:22", "10.0.0.1:22", true)]
    [InlineData("*:22", "10.0.0.1:23", false)]
    [InlineData("db-*.example.com", "DB-7.Example.COM.:5432", true)]
    [InlineData("DB-*.example.com.", "db-7.example.com:5432", true)]
    [InlineData("db-*.example.com", "db.example.com:5432", false)]
    [InlineData("*.example.com", "a.b.example.com:1", true)]
    [InlineData("*.example.com", "example.com:1", false)]
    [InlineData("*.example.com", "example.com.evil.invalid:1", false)]
    [InlineData("db?.example.com", "db1.example.com:1", true)]
    [InlineData("db?.example.com", "db12.example.com:1", false)]
    [InlineData("localhost:1-2", "localhost:2", true)]
    [InlineData("a*", "10.0.0.1:1", false)]
    [InlineData("a*", "[abcd::1]:1", false)]
    public void A_rule_means_hosts_and_ports(string rule, string target, bool isMeant)
    {
        Target probed = TargetSyntax.ParseHostPort(target);
        TargetRule read = TargetRule.Parse(rule);
        Assert.Equal(isMeant, probed.Literal is { } address ? read.Matches(probed, [address]) : read.MatchesName(probed));
        Assert.Equal(rule, read.Text);
    }

    [Theory]
    [InlineData("", "names no hosts; write 10.0.0.0/8, *.example.com, or * for every host")]
    [InlineData(":80", "names no hosts; write 10.0.0.0/8, *.example.com, or * for every host")]
    [InlineData("10.1.2.3/8", "has bits set behind its prefix; write 10.0.0.0/8 for the network, or the address alone")]
    [InlineData("[2001:db8::1]/32:80", "has bits set behind its prefix; write 2001:db8::/32 for the network, or the address alone")]
    [InlineData("10.0.0.0/33", "has no length of a prefix behind its slash; write a number from 0 to 32")]
    [InlineData("10.0.0.0/", "has no length of a prefix behind its slash; write a number from 0 to 32")]
    [InlineData("10.0.0.0/8/8", "has no length of a prefix behind its slash; write a number from 0 to 32")]
    [InlineData("2001:db8::/129", "has no length of a prefix behind its slash; write a number from 0 to 128")]
    [InlineData("::ffff:0.0.0.0/95", "has no length of a prefix behind its slash; write a number from 96 to 128")]
    [InlineData("010.0.0.0/8", "has no address that can be read; write 10.0.0.0/8, 2001:db8::/32, or [2001:db8::]/32:443 with ports")]
    [InlineData("10.1", "has no address that can be read; write 10.0.0.0/8, 2001:db8::/32, or [2001:db8::]/32:443 with ports")]
    [InlineData("db.example.com/8", "has no address that can be read; write 10.0.0.0/8, 2001:db8::/32, or [2001:db8::]/32:443 with ports")]
    [InlineData("2001:db8::/32:443", "has ports behind an IPv6 network without brackets; write [2001:db8::/32]:443")]
    [InlineData("2001:db8::1:443", "could end in a port; write [2001:db8::1]:443 for that, 2001:db8::1:443/128 for the address")]
    [InlineData("fe80::1%eth0", "has a scope in it; a rule counts on every interface")]
    [InlineData("[::1", "has a bracket that is not closed")]
    [InlineData("[10.0.0.1]:80", "has brackets around what is no IPv6 address; write it without them")]
    [InlineData("[::1]80", "has something else than a slash or a colon behind its bracket")]
    [InlineData("10.*", "looks like addresses, which only a network matches; write 10.0.0.0/8, or * for every host")]
    [InlineData("*.*", "looks like addresses, which only a network matches; write 10.0.0.0/8, or * for every host")]
    [InlineData("**", "is not a name; write * for every host")]
    [InlineData("a b", "has a character in it that no host name has; write as in db-*.example.com:5432")]
    [InlineData("bücher.example", "is not ASCII; write the xn-- form of the name")]
    [InlineData("a..b", "has no name of a host in it")]
    [InlineData("a:0", "has no ports behind its colon that can be read; write numbers from 1 to 65535 as in 80,443,8000-8010")]
    [InlineData("a:", "has no ports behind its colon that can be read; write numbers from 1 to 65535 as in 80,443,8000-8010")]
    [InlineData("a:80,", "has no ports behind its colon that can be read; write numbers from 1 to 65535 as in 80,443,8000-8010")]
    [InlineData("a:80-", "has no ports behind its colon that can be read; write numbers from 1 to 65535 as in 80,443,8000-8010")]
    [InlineData("*:65536", "has no ports behind its colon that can be read; write numbers from 1 to 65535 as in 80,443,8000-8010")]
    [InlineData("*:9-8", "has a range of ports that is upside down (9-8)")]
    public void What_is_no_rule_is_refused_in_words(string rule, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => TargetRule.Parse(rule)).Message);

    [Fact]
    public void An_address_is_in_a_network_if_and_only_if_the_bits_of_the_prefix_agree() =>
        Gen.Select(Gen.Bool, Gen.Byte.Array[16], Gen.Int[0, 128], Gen.Int[0, 127]).Sample((isShort, bytes, length, flipped) =>
        {
            // One bit beside the prefix decides nothing, one in it all.
            byte[] first = isShort ? bytes[..4] : [0x20, .. bytes[1..]];
            int bits = first.Length * 8, prefix = length % (bits + 1), bit = flipped % bits;
            for (int i = prefix; i < bits; i++) first[i / 8] &= (byte)~(0x80 >> (i % 8));
            TargetRule rule = TargetRule.Parse($"{new IPAddress(first)}/{prefix}");

            byte[] other = [.. first];
            other[bit / 8] ^= (byte)(0x80 >> (bit % 8));
            Target anything = new("db.invalid", 1, Literal: null);
            Assert.True(rule.Matches(anything, [new IPAddress(first)]));
            Assert.Equal(bit >= prefix, rule.Matches(anything, [new IPAddress(other)]));
        });

    [Fact]
    public void Whatever_word_comes_it_is_a_rule_or_is_refused_in_words() =>
        Gen.OneOf(Gen.String, Gen.String["0123456789.:/[]*?-,af%"]).Sample(word =>
        {
            try
            {
                Assert.Equal(word, TargetRule.Parse(word).Text);
            }
            catch (FormatException refused)
            {
                Assert.NotEmpty(refused.Message);
            }
        });

    // Names, networks and ports that are near each other, so that a rule and a target often meet.
    private static string Network(string address, int length, string ports, int form)
    {
        // The bits behind the prefix are none; of IPv4, and of what is mapped to it, those of 96 are its first.
        IPAddress start = IPAddress.Parse(address);
        byte[] bytes = start.MapToIPv6().GetAddressBytes();
        for (int bit = length; bit < 128; bit++) bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        IPAddress first = new(bytes);
        if (start.GetAddressBytes().Length == 4) return $"{first.MapToIPv4()}/{length - 96}{(form == 0 ? null : ports)}";
        return form switch { 0 => $"{first}/{length}", 1 => $"[{first}]/{length}{ports}", _ => $"[{first}/{length}]{ports}" };
    }

    [Fact]
    public void A_rule_decides_as_its_words_say() => Gen.Select(s_rules, s_targets, s_addresses).Sample((rule, target, address) =>
    {
        Target probed = TargetSyntax.ParseHostPort(target);
        TargetRuleTarget.Decides(TargetRule.Parse(rule), probed, probed.Literal ?? IPAddress.Parse(address));
    }, iter: 5000);

    [Fact]
    public void A_list_of_ports_has_the_ports_that_are_written_and_no_other() =>
        Gen.Select(Gen.Int[1, 65535], Gen.Int[1, 65535], Gen.Int[1, 65535], Gen.Int[1, 65535]).Sample((one, a, b, asked) =>
        {
            (int first, int last) = (Math.Min(a, b), Math.Max(a, b));
            bool isMeant = asked == one || (asked >= first && asked <= last);
            Assert.Equal(isMeant, PortSet.Parse($"{one},{first}-{last}").Contains(asked));
        });
}
