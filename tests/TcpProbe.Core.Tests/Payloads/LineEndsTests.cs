using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Tests.Payloads;

public sealed class LineEndsTests
{
    [Theory]
    [InlineData(@"a\nb", @"a\r\nb")]
    [InlineData(@"\r\n", @"\r\n")]
    [InlineData(@"\n\r\n\n", @"\r\n\r\n\r\n")]
    [InlineData(@"\r\r\n", @"\r\r\n")]
    [InlineData(@"\0", @"\0")]
    [InlineData("", "")]
    public void A_line_feed_without_a_carriage_return_gets_one(string text, string ended)
    {
        byte[] bytes = EscapedText.Parse(text);
        Assert.Equal(ended, EscapedText.Show(LineEnds.Of(bytes, crlf: true)));
        Assert.Equal(bytes, LineEnds.Of(bytes, crlf: false));
        Assert.Equal(LineEnds.Of(bytes, crlf: true), LineEnds.Of(LineEnds.Of(bytes, crlf: true), crlf: true));
    }
}
