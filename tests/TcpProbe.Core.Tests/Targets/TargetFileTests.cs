using System.Net;
using System.Text;
using TcpProbe.Core.Targets;

namespace TcpProbe.Core.Tests.Targets;

public sealed class TargetFileTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("\n", "")]
    [InlineData("# nothing\n\n \t \n  # here\n\t#\n", "")]
    [InlineData("a:1", "a:1")]
    [InlineData("a:1\n", "a:1")]
    [InlineData("a:1\n\n# and\nb:2\n", "a:1|b:2")]
    [InlineData("a:1\r\nb:2 label\r\n\r\n# c:3\r\n", "a:1|b:2=label")]
    [InlineData("\uFEFFa:1\n", "a:1")]
    [InlineData("\uFEFF# a:1\n", "")]
    [InlineData("\uFEFF", "")]
    [InlineData("  a:1  \n\tb:2\t\n", "a:1|b:2")]
    [InlineData("a:1 the database\n", "a:1=the database")]
    [InlineData("a:1\t \tthe  database \t\n", "a:1=the  database")]
    [InlineData("a:1 # primary\n", "a:1=# primary")]
    [InlineData("a:1 b:2\n", "a:1=b:2")]
    [InlineData("a:1 Zürich 東京 👩‍🔧\n", "a:1=Zürich 東京 👩‍🔧")]
    [InlineData("tcp://a:1 docker\ntcp://[::1]:2/\n", "a:1=docker|[::1]:2")]
    [InlineData("[::1]:1\n127.0.0.1:2\nb:1\nb:1\n", "[::1]:1|127.0.0.1:2|b:1|b:1")]
    public void Each_line_is_a_target_or_nothing(string content, string targets)
    {
        TargetFile file = Parse(content);

        Assert.Empty(file.Mistakes);
        Assert.Equal(targets, string.Join('|', file.Targets.Select(target => target.Label is { } label ? $"{target}={label}" : $"{target}")));
    }

    [Fact]
    public void A_literal_in_a_file_is_known_as_one() =>
        Assert.Equal(new Target("::1", 80, IPAddress.IPv6Loopback) { Label = "x" }, Assert.Single(Parse("[::1]:80 x").Targets));

    [Theory]
    [InlineData("redis", "redis: no port; write redis:PORT")]
    [InlineData("redis cache", "redis: no port; write redis:PORT")]
    [InlineData("redis 6379", "redis and 6379 are two words; write redis:6379")]
    [InlineData("redis 99999", "redis: no port; write redis:PORT")]
    [InlineData("80", "80 is a port without a host; write HOST:80")]
    [InlineData(":80", "no host; write HOST:80")]
    [InlineData("::1 80", "::1: no port; write [::1]:PORT")]
    [InlineData("a:0", "0 is not a port; write a number from 1 to 65535")]
    [InlineData("a:80,443", "a:80,443 has more than one port; write a:PORT for each of them")]
    [InlineData("127.1:80", "127.1 is not an IPv4 address; write four decimal parts, such as 127.0.0.1")]
    [InlineData("a\0:80", @"a\x00: no host name has a \x00; write letters, digits, dots and hyphens")]
    [InlineData("\0", @"\x00: no host name has a \x00; write letters, digits, dots and hyphens")]
    [InlineData("a:1\r", null)]
    [InlineData("a:1\r\r", @"1\x0D is not a port; write a number from 1 to 65535 or the name of a TCP service")]
    [InlineData("a:1 b\0c", @"the label has a control character in it (\x00)")]
    [InlineData("a:1 b\tc", @"the label has a control character in it (\x09)")]
    [InlineData("a:1 \u001b[31mred", @"the label has a control character in it (\x1B)")]
    [InlineData("a:1 b\u0085c", @"the label has a control character in it (\u0085)")]
    [InlineData("a:1 b\u2028c", @"the label has a control character in it (\u2028)")]
    [InlineData("a:1 b\u202Ec", @"the label has a control character in it (\u202E)")]
    [InlineData("a:1 b\u200Dc", null)]
    [InlineData("b:2\n\uFEFFa:1", @"\uFEFFa: no host name has a \uFEFF; write letters, digits, dots and hyphens")]
    public void What_is_wrong_with_a_line_is_told(string content, string? wrong) =>
        Assert.Equal(wrong, Parse(content).Mistakes.SingleOrDefault()?.Wrong);

    [Fact]
    public void Every_wrong_line_is_told_with_its_number()
    {
        TargetFile file = Parse("a:1\nredis\n\n# x\nb:2\n:3\nc:4 c\n");

        Assert.Equal([2, 6], file.Mistakes.Select(mistake => mistake.Line));
        Assert.Equal(["a:1", "b:2", "c:4"], file.Targets.Select(target => target.ToString()));
        Assert.Equal(0, file.MoreMistakes);
    }

    [Theory]
    [InlineData(20, 20, 0)]
    [InlineData(21, 20, 1)]
    [InlineData(1000, 20, 980)]
    public void Beyond_twenty_wrong_lines_are_counted(int lines, int told, int more)
    {
        TargetFile file = Parse(string.Concat(Enumerable.Repeat("x\n", lines)));

        Assert.Equal(Enumerable.Range(1, told), file.Mistakes.Select(mistake => mistake.Line));
        Assert.Equal(more, file.MoreMistakes);
    }

    [Theory]
    [InlineData("a:1 Z\u00fcrich")]
    [InlineData("# Z\u00fcrich")]
    [InlineData("\u00ff\u00fea\0:\01\0")]
    public void A_line_that_is_not_UTF8_is_wrong(string latin1)
    {
        TargetFile file = TargetFile.Parse(Encoding.Latin1.GetBytes($"b:2\n{latin1}"));

        Assert.Equal(new LineMistake(2, "the line is not UTF-8"), Assert.Single(file.Mistakes));
    }

    [Fact]
    public void A_line_has_a_greatest_length()
    {
        string label = new('x', 4096 - "a:1 ".Length);

        Assert.Equal(label, Assert.Single(Parse($"a:1 {label}\r\n").Targets).Label);
        Assert.Equal(new LineMistake(1, "the line is longer than 4096 bytes"), Assert.Single(Parse($"a:1 {label}x\r\n").Mistakes));
        Assert.Equal(new LineMistake(1, "the line is longer than 4096 bytes"), Assert.Single(TargetFile.Parse(new byte[1 << 20]).Mistakes));
    }

    [Fact]
    public void Any_bytes_are_targets_or_wrong_lines()
    {
        byte[] bytes = new byte[1 << 16];
        new Random(4).NextBytes(bytes);

        TargetFile file = TargetFile.Parse(bytes);

        Assert.Equal(TargetFile.MostMistakes, file.Mistakes.Count);
        Assert.True(file.MoreMistakes > 0);
    }

    private static TargetFile Parse(string content) => TargetFile.Parse(Encoding.UTF8.GetBytes(content));
}
