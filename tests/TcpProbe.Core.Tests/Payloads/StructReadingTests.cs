using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Tests.Payloads;

public sealed class StructReadingTests
{
    [Theory]
    [InlineData("!H2s", "00016162", "1 \"ab\"", 0, 0)]
    [InlineData("!H2s", "0001616263", "1 \"ab\", 1 byte left over", 0, 1)]
    [InlineData("!H2s", "000161626300", "1 \"ab\", 2 bytes left over", 0, 2)]
    [InlineData("!H2s", "000161", "no struct: 1 of 4 bytes is missing", 1, 0)]
    [InlineData("!H2s", "", "no struct: 4 of 4 bytes are missing", 4, 0)]
    [InlineData("!2x", "ff", "no struct: 1 of 2 bytes is missing", 1, 0)]
    [InlineData("!f", "40066666", "2.0999999046325684", 0, 0)]
    public void A_reply_of_any_length_is_read(string format, string reply, string shown, int missing, int leftOver)
    {
        StructReading reading = StructReading.Of(StructFormat.Parse(format), Convert.FromHexString(reply));
        Assert.Equal(shown, reading.ToString());
        Assert.Equal(missing, reading.Missing);
        Assert.Equal(leftOver, reading.LeftOver);
        Assert.Equal(missing > 0, reading.Values is null);
    }
}
