using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Tests.Payloads;

public sealed class HexTextTests
{
    [Theory]
    [InlineData("00ff", "00ff")]
    [InlineData("0x00ff", "00ff")]
    [InlineData("DE AD be ef", "deadbeef")]
    [InlineData("de:ad:be:ef", "deadbeef")]
    [InlineData(" 0a\t0b\n", "0a0b")]
    [InlineData("", "")]
    [InlineData("  ", "")]
    public void Two_digits_are_a_byte_and_blanks_are_free(string text, string bytes) => Assert.Equal(bytes, Convert.ToHexStringLower(HexText.Parse(text)));

    [Theory]
    [InlineData("0", "the last byte has one hex digit only")]
    [InlineData("00 1", "the last byte has one hex digit only")]
    [InlineData("0 0", "character 2, a blank inside a byte, is no hex digit")]
    [InlineData("000x10", "character 4, \"x\", is no hex digit")]
    [InlineData("00gg", "character 3, \"g\", is no hex digit")]
    [InlineData(":00", "character 1, \":\", is no hex digit")]
    [InlineData("00\u001b", @"character 3, ""\x1b"", is no hex digit")]
    [InlineData("\ud83d", @"character 1, ""\xef\xbf\xbd"", is no hex digit")]
    [InlineData("😀", @"character 1, ""\xf0\x9f\x98\x80"", is no hex digit")]
    public void Anything_else_is_refused_at_its_character(string text, string says) =>
        Assert.Contains(says, Assert.Throws<FormatException>(() => HexText.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_byte_is_read_back()
    {
        byte[] all = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        Assert.Equal(all, HexText.Parse(Convert.ToHexString(all)));
        Assert.Equal(all, HexText.Parse(string.Join(':', all.Select(value => $"{value:x2}"))));
    }
}
