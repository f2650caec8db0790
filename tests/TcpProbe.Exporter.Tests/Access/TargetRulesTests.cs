using System.Net;
using TcpProbe.Core.Targets;
using TcpProbe.Exporter.Access;

namespace TcpProbe.Exporter.Tests.Access;

/// <summary>Who may be probed under rules, and what does not get around them.</summary>
public sealed class TargetRulesTests
{
    [Fact]
    public void Without_rules_anybody_may_be_probed()
    {
        Assert.True(TargetRules.None.MayProbe(Target("10.0.0.1:22")));
        Assert.True(TargetRules.None.MayProbe(Target("db.invalid:22")));
        Assert.True(TargetRules.None.MayConnect(Target("db.invalid:22"), IPAddress.Loopback));
    }

    [Fact]
    public void Deny_wins_over_allow()
    {
        TargetRules rules = Rules("10.0.0.0/8", deny: "10.0.0.1:22");
        Assert.True(rules.MayProbe(Target("10.0.0.1:80")));
        Assert.True(rules.MayProbe(Target("10.0.0.2:22")));
        Assert.False(rules.MayProbe(Target("10.0.0.1:22")));
    }

    [Fact]
    public void With_an_allow_list_only_what_is_on_it_may_be_probed()
    {
        TargetRules rules = Rules("10.0.0.0/8:443 *.db.invalid");
        Assert.True(rules.MayProbe(Target("10.0.0.1:443")));
        Assert.False(rules.MayProbe(Target("10.0.0.1:80")));
        Assert.False(rules.MayProbe(Target("192.0.2.1:443")));
        Assert.True(rules.MayProbe(Target("a.db.invalid:5432")));

        // Its addresses may be in the network yet, but on no other port.
        Assert.True(rules.MayProbe(Target("other.invalid:443")));
        Assert.False(rules.MayProbe(Target("other.invalid:5432")));
    }

    [Fact]
    public void Without_rules_for_addresses_a_name_is_decided_before_it_is_resolved()
    {
        Assert.False(Rules("*.db.invalid").MayProbe(Target("other.invalid:443")));
        Assert.False(Rules(deny: "*.db.invalid").MayProbe(Target("a.db.invalid:443")));
        Assert.False(Rules("a.db.invalid", deny: "*").MayProbe(Target("a.db.invalid:443")));
        Assert.True(Rules(deny: "10.0.0.0/8").MayProbe(Target("a.db.invalid:443")));
    }

    [Fact]
    public void A_rule_of_addresses_decides_for_each_address_of_a_name()
    {
        TargetRules rules = Rules("10.0.0.0/8", deny: "10.0.0.0/24");
        Target name = Target("db.invalid:5432");
        Assert.True(rules.MayConnect(name, IPAddress.Parse("10.0.1.1")));
        Assert.False(rules.MayConnect(name, IPAddress.Parse("10.0.0.1")));
        Assert.False(rules.MayConnect(name, IPAddress.Parse("192.0.2.1")));
    }

    [Fact]
    public void A_name_that_is_allowed_does_not_open_the_addresses_that_are_denied()
    {
        TargetRules rules = Rules("*.db.invalid", deny: "127.0.0.0/8 169.254.0.0/16");
        Target name = Target("a.db.invalid:5432");
        Assert.True(rules.MayConnect(name, IPAddress.Parse("10.0.0.1")));
        Assert.False(rules.MayConnect(name, IPAddress.Parse("127.0.0.1")));
        Assert.False(rules.MayConnect(name, IPAddress.Parse("169.254.169.254")));
    }

    [Fact]
    public void A_name_that_is_denied_stays_so_at_whatever_address() =>
        Assert.False(Rules("10.0.0.0/8", deny: "*.db.invalid").MayConnect(Target("A.db.invalid.:1"), IPAddress.Parse("10.0.0.1")));

    // What is written or resolved, and the rule that must hold against it.
    [Theory]
    [InlineData("::ffff:10.0.0.1", "10.0.0.0/8")]
    [InlineData("::ffff:a00:1", "10.0.0.0/8")]
    [InlineData("::10.0.0.1", "10.0.0.0/8")]
    [InlineData("64:ff9b::10.0.0.1", "10.0.0.0/8")]
    [InlineData("64:ff9b::a00:1", "10.0.0.1")]
    [InlineData("10.0.0.1", "::ffff:10.0.0.0/104")]
    [InlineData("0.0.0.0", "127.0.0.0/8")]
    [InlineData("0.0.0.0", "127.0.0.1")]
    [InlineData("::", "::1")]
    [InlineData("::", "127.0.0.0/8")]
    [InlineData("::ffff:0.0.0.0", "127.0.0.1")]
    [InlineData("::ffff:127.0.0.1", "127.0.0.0/8")]
    [InlineData("64:ff9b::", "127.0.0.0/8")]
    [InlineData("fe80::1%1", "fe80::/10")]
    [InlineData("::1%1", "::1")]
    [InlineData("0:0:0:0:0:0:0:1", "::1")]
    [InlineData("::1", "*")]
    public void Another_spelling_of_an_address_is_no_way_around_a_denial(string spelling, string denied)
    {
        IPAddress address = IPAddress.Parse(spelling);
        TargetRules rules = Rules(deny: denied);
        Assert.False(rules.MayConnect(Target("db.invalid:1"), address));
        Assert.False(rules.MayProbe(new Target(spelling, 1, address)));
    }

    [Theory]
    [InlineData("::ffff:127.0.0.1", "::/0")]
    [InlineData("::1", "0.0.0.0/8")]
    [InlineData("10.0.0.1", "*.invalid")]
    [InlineData("10.0.0.1", "a*")]
    public void What_is_allowed_is_no_more_than_what_is_written(string spelling, string allowed)
    {
        IPAddress address = IPAddress.Parse(spelling);
        Assert.False(Rules(allowed).MayProbe(new Target(spelling, 1, address)));
    }

    [Theory]
    [InlineData("64:ff9b::10.0.0.1", "10.0.0.0/8")]
    [InlineData("::ffff:10.0.0.1", "10.0.0.0/8")]
    [InlineData("fe80::1%1", "fe80::/10")]
    [InlineData("0.0.0.0", "127.0.0.1")]
    public void An_address_is_allowed_as_what_it_carries_too(string spelling, string allowed)
    {
        IPAddress address = IPAddress.Parse(spelling);
        Assert.True(Rules(allowed).MayConnect(Target("db.invalid:1"), address));
    }

    // Digits that a resolver would take for an address; none of them gets as far as a rule.
    [Theory]
    [InlineData("127.1:80")]
    [InlineData("2130706433:80")]
    [InlineData("0x7f000001:80")]
    [InlineData("0177.0.0.1:80")]
    [InlineData("127.0.0.1.:80")]
    public void A_name_that_is_an_address_in_disguise_is_no_target(string word) =>
        Assert.Throws<FormatException>(() => TargetSyntax.ParseHostPort(word));

    private static TargetRules Rules(string allow = "", string deny = "") => new(List(allow), List(deny));

    private static TargetRule[] List(string rules) => [.. rules.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(TargetRule.Parse)];

    private static Target Target(string word) => TargetSyntax.ParseHostPort(word);
}
