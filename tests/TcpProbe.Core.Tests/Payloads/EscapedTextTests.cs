using System.Text;
using CsCheck;
using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Tests.Payloads;

public sealed class EscapedTextTests
{
    [Theory]
    [InlineData(@"a\r\n\t\\\$b", "610d0a095c2462")]
    [InlineData(@"\0", "00")]
    [InlineData(@"\07", "0037")]
    [InlineData(@"\x00\xfF7", "00ff37")]
    [InlineData("é€😀", "c3a9e282acf09f9880")]
    [InlineData("", "")]
    public void Escapes_stand_for_bytes_and_all_else_for_its_UTF8(string text, string hex) =>
        Assert.Equal(hex, Convert.ToHexStringLower(EscapedText.Parse(text)));

    [Theory]
    [InlineData(@"a\qb", @"\q is no escape; the escapes are \r \n \t \\ \0 \xHH \$")]
    [InlineData(@"a\", @"a \ at the end is no escape; the escapes are \r \n \t \\ \0 \xHH \$")]
    [InlineData(@"\xg1", @"\xg1 is no escape; the escapes are \r \n \t \\ \0 \xHH \$")]
    [InlineData(@"\x1", @"\x1 is no escape; the escapes are \r \n \t \\ \0 \xHH \$")]
    [InlineData(@"\x", @"\x is no escape; the escapes are \r \n \t \\ \0 \xHH \$")]
    [InlineData(@"\x 1", @"\x 1 is no escape; the escapes are \r \n \t \\ \0 \xHH \$")]
    [InlineData("\\😀", @"\\xf0\x9f\x98\x80 is no escape; the escapes are \r \n \t \\ \0 \xHH \$")]
    [InlineData("a\uFFFDb", @"the text is not UTF-8; \xHH writes any byte")]
    [InlineData("a\uD83D", @"the text is not UTF-8; \xHH writes any byte")]
    public void What_is_no_escape_is_refused_and_named(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => EscapedText.Parse(text)).Message);

    [Theory]
    [InlineData("a\r\n\t\0\\\"", @"a\r\n\t\0\\\x22")]
    [InlineData("${HOME} $5 {", @"\${HOME} $5 {")]
    [InlineData("\u001b[31mé\u007f", @"\x1b[31m\xc3\xa9\x7f")]
    public void Bytes_are_shown_in_the_notation_that_is_read(string text, string shown) =>
        Assert.Equal(shown, EscapedText.Show(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Whatever_is_shown_reads_back_as_the_same_bytes() => Gen.Byte.Array.Sample(bytes =>
        Assert.Equal(bytes, EscapedText.Parse(EscapedText.Show(bytes))));

    [Fact]
    public void Whatever_is_shown_is_printable_ASCII_and_opens_no_variable() =>
        Gen.OneOf(Gen.Byte, Gen.OneOf((byte)'$', (byte)'{', (byte)'\\', (byte)'0')).Array.Sample(bytes =>
        {
            string shown = EscapedText.Show(bytes);
            Assert.All(shown, character => Assert.InRange(character, ' ', '~'));
            Assert.DoesNotContain('"', shown);
            Assert.Equal(bytes, EscapedText.Parse(shown));
        });

    [Theory]
    [InlineData("data\n", 6, @"data\n")]
    [InlineData("data\n", 5, @"data…")]
    [InlineData("dat\n!", 5, @"dat…")]
    [InlineData("dat\n!", 6, @"dat\n!")]
    [InlineData("\u0001\u0001", 7, @"\x01…")]
    [InlineData("\u0001\u0001", 4, @"…")]
    [InlineData("ab", 1, @"…")]
    [InlineData("", 1, @"")]
    public void A_bound_cuts_between_whole_escapes(string text, int bound, string shown) =>
        Assert.Equal(shown, EscapedText.Show(Encoding.UTF8.GetBytes(text), bound));

    [Fact]
    public void A_bounded_show_is_within_its_bound_and_the_beginning_of_the_whole() =>
        Gen.Select(Gen.Byte.Array, Gen.Int[1, 80]).Sample((bytes, bound) =>
        {
            string whole = EscapedText.Show(bytes);
            string shown = EscapedText.Show(bytes, bound);
            Assert.True(shown.Length <= bound);
            if (whole.Length <= bound) Assert.Equal(whole, shown);
            else
            {
                Assert.EndsWith("…", shown, StringComparison.Ordinal);
                Assert.StartsWith(shown[..^1], whole, StringComparison.Ordinal);
                byte[] cut = EscapedText.Parse(shown[..^1]);
                Assert.Equal(bytes[..cut.Length], cut);
            }
        });
}
