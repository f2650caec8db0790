using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Tests.Payloads;

public sealed class ByteSizeTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData("65536", 65536)]
    [InlineData("064", 64)]
    [InlineData("1k", 1024)]
    [InlineData("64K", 65536)]
    [InlineData("64KiB", 65536)]
    [InlineData("1M", 1 << 20)]
    [InlineData("3MiB", 3 << 20)]
    [InlineData("1G", 1 << 30)]
    [InlineData("1GiB", 1 << 30)]
    [InlineData("2147483647", int.MaxValue)]
    [InlineData("2097151k", 2097151 * 1024)]
    public void A_number_with_or_without_a_unit_is_a_size_in_powers_of_1024(string text, int bytes) => Assert.Equal(bytes, ByteSize.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("k")]
    [InlineData(" 5")]
    [InlineData("5 ")]
    [InlineData("5 k")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1.5k")]
    [InlineData("1,5")]
    [InlineData("1e3")]
    [InlineData("0x10")]
    [InlineData("NaN")]
    [InlineData("none")]
    [InlineData("1kb")]
    [InlineData("1KB")]
    [InlineData("1kib")]
    [InlineData("1g")]
    [InlineData("1T")]
    [InlineData("1kk")]
    [InlineData("٣")]
    [InlineData("1\n")]
    public void Anything_else_is_not_a_size(string text)
    {
        FormatException wrong = Assert.Throws<FormatException>(() => ByteSize.Parse(text));
        Assert.Equal("is not a size (65536, 64k, 1MiB)", wrong.Message);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0k")]
    public void Zero_is_refused(string text)
    {
        FormatException wrong = Assert.Throws<FormatException>(() => ByteSize.Parse(text));
        Assert.Equal("is not above zero (65536, 64k, 1MiB)", wrong.Message);
    }

    [Theory]
    [InlineData("2147483648")]
    [InlineData("2097152k")]
    [InlineData("2G")]
    [InlineData("9223372036854775808")]
    [InlineData("99999999999999999999999999G")]
    public void What_no_socket_option_can_hold_is_too_large(string text)
    {
        FormatException wrong = Assert.Throws<FormatException>(() => ByteSize.Parse(text));
        Assert.Equal("is too large; at most 2147483647 bytes", wrong.Message);
    }
}
