using System.Net.NetworkInformation;

using TcpProbe.Core.Targets;

namespace TcpProbe.Core.Tests.Targets;

public sealed class HostNameSyntaxTests
{
    private static readonly string s_longestLabel = new('a', 63);

    [Theory]
    [InlineData("a b", "a b: no host name has a blank; write letters, digits, dots and hyphens")]
    [InlineData(" a", " a: no host name has a blank; write letters, digits, dots and hyphens")]
    [InlineData("a/b", "a/b: no host name has a /; write letters, digits, dots and hyphens")]
    [InlineData("me@host", "me@host: no host name has a @; write letters, digits, dots and hyphens")]
    [InlineData("a?b", "a?b: no host name has a ?; write letters, digits, dots and hyphens")]
    [InlineData("a#b", "a#b: no host name has a #; write letters, digits, dots and hyphens")]
    [InlineData("lo%eth0", "lo%eth0: no host name has a %; write letters, digits, dots and hyphens")]
    [InlineData("127.0.0.1%1", "127.0.0.1%1: no host name has a %; write letters, digits, dots and hyphens")]
    [InlineData("\"a\"", "\"a\": no host name has a \"; write letters, digits, dots and hyphens")]
    [InlineData("'a'", "'a': no host name has a '; write letters, digits, dots and hyphens")]
    [InlineData("$HOST", "$HOST: no host name has a $; write letters, digits, dots and hyphens")]
    [InlineData("a\\b", @"a\\b: no host name has a \\; write letters, digits, dots and hyphens")]
    [InlineData("a\u001b[31m", @"a\x1B[31m: no host name has a \x1B; write letters, digits, dots and hyphens")]
    [InlineData("a\0", @"a\x00: no host name has a \x00; write letters, digits, dots and hyphens")]
    [InlineData("a\u202eb", @"a\u202Eb: no host name has a \u202E; write letters, digits, dots and hyphens")]
    public void A_character_that_no_host_name_has_is_refused(string host, string message) =>
        Assert.Equal(message, Refusal(() => HostNameSyntax.Require(host)));

    [Theory]
    [InlineData("bücher.invalid")]
    [InlineData("例え.invalid")]
    [InlineData("１２７.0.0.1")]
    public void A_name_beyond_ASCII_is_refused_with_the_form_to_write(string host) =>
        Assert.Equal($"{host} is not ASCII; write its xn-- form", Refusal(() => TargetSyntax.ParseHostAndPorts(host, "80")));

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a..b")]
    [InlineData(".a")]
    [InlineData("a..")]
    public void A_name_with_an_empty_label_is_refused(string host) =>
        Assert.Equal(
            $"{host} has nothing between its dots; write a name such as db.example",
            Refusal(() => TargetSyntax.ParseHostPort($"{host}:80")));

    [Fact]
    public void A_label_ends_at_63_characters()
    {
        HostNameSyntax.Require($"{s_longestLabel}.invalid");

        Assert.Contains("more than 63", Refusal(() => HostNameSyntax.Require($"{s_longestLabel}a.invalid")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_ends_at_253_characters_and_a_root_dot()
    {
        string start = $"{s_longestLabel}.{s_longestLabel}.{s_longestLabel}.";
        string longest = start + new string('a', 253 - start.Length);
        HostNameSyntax.Require(longest);
        HostNameSyntax.Require(longest + ".");

        Assert.Contains("longer than the 253", Refusal(() => HostNameSyntax.Require(longest + "a")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_scope_is_an_interface_of_this_machine()
    {
        if (NetworkInterface.GetAllNetworkInterfaces().FirstOrDefault() is not { } present) return;

        Target target = TargetSyntax.ParseHostPort($"[fe80::1%{present.Name}]:80");

        Assert.Equal($"fe80::1%{present.Name}", target.Host);
        Assert.NotEqual(0, target.Literal!.ScopeId);
    }

    [Theory]
    [InlineData("[fe80::1%nosuch]:80", "nosuch")]
    [InlineData("[fe80::1%25lo]:80", "25lo")]
    [InlineData("[fe80::1%LO]:80", "LO")]
    [InlineData("[fe80::1%0]:80", "0")]
    [InlineData("[fe80::1%no~such]:80", "no~such")]
    [InlineData("[fe80::1%4294967296]:80", "4294967296")]
    public void A_scope_that_is_no_interface_is_refused(string word, string scope) =>
        Assert.Equal(
            $"this machine has no interface {scope}; write fe80::1%INTERFACE with one that it has",
            Refusal(() => TargetSyntax.ParseHostPort(word)));

    private static string Refusal(Action parse) => Assert.Throws<FormatException>(parse).Message;
}
