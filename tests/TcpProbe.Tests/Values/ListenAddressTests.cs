using TcpProbe.Values;

namespace TcpProbe.Tests.Values;

public sealed class ListenAddressTests
{
    [Theory]
    [InlineData("9999", "127.0.0.1:9999")]
    [InlineData("0", "127.0.0.1:0")]
    [InlineData("65535", "127.0.0.1:65535")]
    [InlineData("localhost:80", "127.0.0.1:80")]
    [InlineData("0.0.0.0:80", "0.0.0.0:80")]
    [InlineData("[::1]:80", "[::1]:80")]
    [InlineData("[::]:0", "[::]:0")]
    public void A_listener_takes_a_port_on_loopback_or_an_address_with_its_port(string word, string endPoint) =>
        Assert.Equal(endPoint, ListenAddress.Parse(word).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("65536")]
    [InlineData(":80")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:")]
    [InlineData("127.1:80")]
    [InlineData("example.com:80")]
    [InlineData("::1:80")]
    [InlineData("[::1]")]
    [InlineData("[127.0.0.1]:80")]
    [InlineData("[]:80")]
    [InlineData("*:80")]
    public void Other_places_to_listen_are_refused_with_the_forms_to_write(string word)
    {
        FormatException wrong = Assert.Throws<FormatException>(() => ListenAddress.Parse(word));
        Assert.Equal("is no address to listen on; write PORT, ADDRESS:PORT or [IPV6]:PORT, port 0 for any", wrong.Message);
    }
}
