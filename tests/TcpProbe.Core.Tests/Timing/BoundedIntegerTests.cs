using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tests.Timing;

public sealed class BoundedIntegerTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData("127", 127)]
    [InlineData("007", 7)]
    public void A_whole_number_lies_within_its_bounds(string text, int number) => Assert.Equal(number, BoundedInteger.Within(1, 127)(text));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("128")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1.0")]
    [InlineData("1e1")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("0x1")]
    [InlineData("٣")]
    [InlineData("99999999999")]
    public void Anything_else_is_no_whole_number_within_them(string text)
    {
        FormatException wrong = Assert.Throws<FormatException>(() => BoundedInteger.Within(1, 127)(text));
        Assert.Equal("is not a whole number from 1 to 127", wrong.Message);
    }
}
