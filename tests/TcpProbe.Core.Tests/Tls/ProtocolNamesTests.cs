using TcpProbe.Core.Tls;

namespace TcpProbe.Core.Tests.Tls;

public sealed class ProtocolNamesTests
{
    // A name may have 255 letters, and takes one byte more.
    private static readonly string s_longest = new('a', 255);

    [Theory]
    [InlineData("h2", new[] { "h2" })]
    [InlineData("h2,http/1.1", new[] { "h2", "http/1.1" })]
    [InlineData("!,~", new[] { "!", "~" })]
    public void Protocols_stand_between_commas(string text, string[] protocols) => Assert.Equal(protocols, ProtocolNames.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData(",")]
    [InlineData("h2,")]
    [InlineData("h2,,imap")]
    [InlineData("h2, imap")]
    [InlineData("h2,imap\u007f")]
    [InlineData("h2,für")]
    public void What_is_no_list_of_protocols_is_refused(string text) => Assert.Equal("is not a list of protocols (h2,http/1.1)", Refusal(text));

    [Fact]
    public void A_protocol_ends_at_255_letters()
    {
        Assert.Equal([s_longest], ProtocolNames.Parse(s_longest));
        Assert.Equal("is not a list of protocols (h2,http/1.1)", Refusal(s_longest + "a"));
    }

    [Fact]
    public void A_list_ends_at_what_a_handshake_can_carry()
    {
        string longest = string.Join(',', Enumerable.Repeat(s_longest, 4));
        Assert.Equal(4, ProtocolNames.Parse(longest).Count);
        Assert.Equal("is longer than a handshake can carry", Refusal(longest + ",a"));
    }

    private static string Refusal(string text) => Assert.Throws<FormatException>(() => ProtocolNames.Parse(text)).Message;
}
