using TcpProbe.Core.Targets;

namespace TcpProbe.Core.Tests.Targets;

public sealed class SourceAddressTests
{
    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1:0")]
    [InlineData("127.0.0.1:4000", "127.0.0.1:4000")]
    [InlineData("::1", "[::1]:0")]
    [InlineData("[::1]", "[::1]:0")]
    [InlineData("[::1]:4000", "[::1]:4000")]
    [InlineData("::ffff:127.0.0.1", "127.0.0.1:0")]
    public void A_source_is_an_address_and_perhaps_a_port(string text, string endPoint) => Assert.Equal(endPoint, SourceAddress.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("localhost")]
    [InlineData("localhost:4000")]
    [InlineData("127.1")]
    [InlineData("010.0.0.1")]
    [InlineData("256.0.0.1")]
    [InlineData("127.0.0.1:")]
    [InlineData("127.0.0.1:0")]
    [InlineData("127.0.0.1:65536")]
    [InlineData("127.0.0.1:abc")]
    [InlineData("[127.0.0.1]")]
    [InlineData("[::1]:")]
    [InlineData("[::1")]
    [InlineData("::1]")]
    [InlineData("fe80::1%nosuch")]
    [InlineData(" 127.0.0.1")]
    [InlineData("127.0.0.1/8")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255:4000")]
    [InlineData("ff02::1")]
    [InlineData("[ff02::1]:4000")]
    public void Other_sources_are_refused(string text)
    {
        FormatException wrong = Assert.Throws<FormatException>(() => SourceAddress.Parse(text));
        Assert.Equal("is not an address of this machine, alone or with a port (127.0.0.1, 127.0.0.1:4000, [::1]:4000)", wrong.Message);
    }
}
