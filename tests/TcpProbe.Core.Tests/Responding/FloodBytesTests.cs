using TcpProbe.Core.Responding;

namespace TcpProbe.Core.Tests.Responding;

public sealed class FloodBytesTests
{
    [Theory]
    [InlineData(FloodBytes.LeastSize)]
    [InlineData(FloodBytes.LeastSize + 1)]
    [InlineData(1 << 20)]
    public void A_long_pattern_is_sent_from_where_it_is(int length)
    {
        ReadOnlyMemory<byte> pattern = new byte[length];

        // Two memories are equal if they are the same bytes at the same place.
        Assert.Equal(pattern, FloodBytes.Of(pattern));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("pong\r\n")]
    public void A_short_pattern_is_repeated_whole(string text)
    {
        ReadOnlyMemory<byte> pattern = System.Text.Encoding.ASCII.GetBytes(text);
        byte[] flood = FloodBytes.Of(pattern).ToArray();
        Assert.InRange(flood.Length, FloodBytes.LeastSize - text.Length + 1, FloodBytes.LeastSize);
        Assert.Equal(0, flood.Length % text.Length);
        Assert.All(flood.Chunk(text.Length), copy => Assert.Equal(pattern.ToArray(), copy));
    }

    [Fact]
    public void A_pattern_of_more_than_half_the_size_is_not_doubled() =>
        Assert.Equal((FloodBytes.LeastSize / 2) + 1, FloodBytes.Of(new byte[(FloodBytes.LeastSize / 2) + 1]).Length);

    [Fact]
    public void Without_a_pattern_it_is_hex_digits() => Assert.StartsWith("0123456789abcdef0", System.Text.Encoding.ASCII.GetString(FloodBytes.Of(null).Span), StringComparison.Ordinal);
}
