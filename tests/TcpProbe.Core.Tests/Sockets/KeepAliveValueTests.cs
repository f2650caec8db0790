using TcpProbe.Core.Sockets;

namespace TcpProbe.Core.Tests.Sockets;

public sealed class KeepAliveValueTests
{
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
}
