using TcpProbe.Values;

namespace TcpProbe.Tests.Values;

public sealed class ExchangeOrderTests
{
    [Theory]
    [InlineData("line,reply,payload")]
    [InlineData("payload")]
    [InlineData("reply")]
    [InlineData("reply,line")]
    public void An_order_takes_each_step_at_most_once(string text) => Assert.Equal(text, string.Join(',', ExchangeOrder.Parse(text)));

    [Fact]
    public void The_word_default_is_no_order_of_ones_own() => Assert.Empty(ExchangeOrder.Parse("default"));

    [Theory]
    [InlineData("")]
    [InlineData("line,")]
    [InlineData(",line")]
    [InlineData("line,line")]
    [InlineData("line, reply")]
    [InlineData("Line")]
    [InlineData("line,default")]
    [InlineData("line;reply")]
    [InlineData("send")]
    public void Other_orders_are_refused(string text) => Assert.Throws<FormatException>(() => ExchangeOrder.Parse(text));
}
