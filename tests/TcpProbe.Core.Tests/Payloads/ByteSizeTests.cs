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

    [Fact]
    public void Every_size_in_any_unit_is_read_as_so_many_bytes_or_is_too_large()
    {
        Random dice = new(1);
        (string Name, long Bytes)[] units = [("", 1), ("k", 1024), ("K", 1024), ("KiB", 1024), ("M", 1 << 20), ("MiB", 1 << 20), ("G", 1 << 30), ("GiB", 1 << 30)];
        for (int i = 0; i < 10_000; i++)
        {
            (string name, long unit) = units[dice.Next(units.Length)];
            long number = dice.NextInt64(1, 1L << dice.Next(1, 33));
            string text = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number}{name}");
            if (number * unit <= int.MaxValue) Assert.Equal(number * unit, ByteSize.Parse(text));
            else Assert.StartsWith("is too large", Assert.Throws<FormatException>(() => ByteSize.Parse(text)).Message, StringComparison.Ordinal);
        }
    }
}
