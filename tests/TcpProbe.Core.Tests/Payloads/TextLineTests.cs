using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Tests.Payloads;

public sealed class TextLineTests
{
    [Theory]
    [InlineData("data", "646174610a")]
    [InlineData("", "0a")]
    [InlineData(@"a\r", "610d0a")]
    [InlineData(@"a\n", "610a0a")]
    public void A_line_ends_with_one_line_feed_of_ours(string text, string hex) =>
        Assert.Equal(hex, Convert.ToHexStringLower(TextLine.Encode(text)));

    [Fact]
    public void A_line_with_a_bad_escape_is_refused() => Assert.Throws<FormatException>(() => TextLine.Encode(@"\q"));
}
