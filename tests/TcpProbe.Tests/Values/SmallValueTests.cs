using TcpProbe.Core.Sockets;
using TcpProbe.Core.Timing;
using TcpProbe.Values;

namespace TcpProbe.Tests.Values;

public sealed class SmallValueTests
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

    [Fact]
    public void Keepalive_takes_idle_interval_and_count_of_which_the_last_two_may_lack()
    {
        TimeSpan idle = TimeSpan.FromSeconds(60), interval = TimeSpan.FromSeconds(10);
        Assert.Equal(new KeepAlive(idle, null, null), KeepAliveValue.Parse("60"));
        Assert.Equal(new KeepAlive(idle, interval, null), KeepAliveValue.Parse("1m,10"));
        Assert.Equal(new KeepAlive(idle, interval, 3), KeepAliveValue.Parse("60s,10000ms,3"));
        Assert.Equal(new KeepAlive(TimeSpan.FromSeconds(32767), TimeSpan.FromSeconds(1), 127), KeepAliveValue.Parse("32767,1,127"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("none")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("500ms")]
    [InlineData("32768")]
    [InlineData("60,")]
    [InlineData("60,,3")]
    [InlineData("60, 10")]
    [InlineData("60,0")]
    [InlineData("60,10,0")]
    [InlineData("60,10,128")]
    [InlineData("60,10,3s")]
    [InlineData("60,10,3,1")]
    public void Other_keepalives_are_refused(string text) => Assert.Throws<FormatException>(() => KeepAliveValue.Parse(text));

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
