using System.Text;

using CsCheck;

using TcpProbe.Core.Targets;

namespace TcpProbe.Core.Tests.Targets;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("redis:6379", "redis:6379")]
    [InlineData("bücher", "bücher")]
    [InlineData("a\tb", @"a\x09b")]
    [InlineData("\u007f", @"\x7F")]
    [InlineData("\u009b31m", @"\u009B31m")]
    [InlineData("\u202e\u2066\u200f", @"\u202E\u2066\u200F")]
    [InlineData("\u2028", @"\u2028")]
    [InlineData("\U000E0041", @"\U000E0041")]
    [InlineData(@"\x1b", @"\\x1b")]
    public void What_cannot_be_seen_is_escaped(string text, string shown) => Assert.Equal(shown, VisibleText.Of(text));

    [Fact]
    public void Long_input_is_cut() => Assert.Equal(new string('a', 80) + "…", VisibleText.Of(new string('a', 100_000)));

    [Fact]
    public void No_refusal_brings_a_control_character_back() =>
        Gen.Select(Gen.String, Gen.String).Sample((host, port) =>
            !MessageOf(() => TargetSyntax.ParseHostPort($"{host}:{port}")).Any(char.IsControl)
            && !MessageOf(() => TargetSyntax.ParseHostPort($"[{host}]{port}")).Any(char.IsControl)
            && !MessageOf(() => TargetSyntax.ParseHostAndPorts(host, port)).Any(char.IsControl)
            && !MessageOf(() => TargetSyntax.ParseHostAndPorts(host, $"80,{port}")).Any(char.IsControl));

    [Fact]
    public void A_file_of_targets_brings_no_control_character_back() =>
        Gen.Select(Gen.String, Gen.String).Sample((line, label) =>
        {
            TargetFile file = TargetFile.Parse(Encoding.UTF8.GetBytes($"{line}\na:1 {label}\nb:2"));
            return !file.Mistakes.Select(mistake => mistake.Wrong).Concat(file.Targets.Select(target => $"{target}{target.Label}")).Any(text => text.Any(char.IsControl));
        });

    private static string MessageOf(Func<object> parse)
    {
        try
        {
            return parse().ToString()!;
        }
        catch (FormatException refusal)
        {
            return refusal.Message;
        }
    }
}
