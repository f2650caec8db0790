using System.Text;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Tests.Harness;

namespace TcpProbe.Core.Tests.Exchanges.StartTls;

/// <summary>The answers are those of Prosody.</summary>
public sealed class XmppStartTlsTests
{
    private const string Header = "<?xml version='1.0'?><stream:stream xml:lang='en' id='43706f55' version='1.0' xmlns:stream='http://etherx.jabber.org/streams' from='localhost' xmlns='jabber:client'>";
    private const string Offer = "<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>PLAIN</mechanism></mechanisms></stream:features>";
    private const string Demand = "<stream:features><starttls xmlns=\"urn:ietf:params:xml:ns:xmpp-tls\"><required/></starttls></stream:features>";
    private const string NoOffer = "<stream:features><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>PLAIN</mechanism></mechanisms></stream:features>";
    private const string Proceed = "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";
    private const string HostUnknown = "<stream:error><host-unknown xmlns='urn:ietf:params:xml:ns:xmpp-streams'/><text>This server does not serve nosuch.test</text></stream:error></stream:stream>";
    private const string Stream = "<?xml version='1.0'?><stream:stream to='peer.test' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>";
    private const string StartTls = "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";

    [Theory]
    [InlineData(Header + Offer + Proceed)]
    [InlineData(Header + Demand + Proceed)]
    [InlineData(Header + " \r\n" + Offer + Proceed)]
    public void A_peer_that_agrees_is_talked_to_byte_for_byte(string answers) =>
        Assert.Equal((StepEnd.Done, Stream + StartTls), StartTlsTalk.With("xmpp", answers));

    [Theory]
    [InlineData(Header + NoOffer, Stream)]
    [InlineData(Header + "<stream:features/>", Stream)]
    [InlineData(Header + Offer + "<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:stream>", Stream + StartTls)]
    [InlineData(Header + Offer + "<stream:error><unsupported-stanza-type/></stream:error></stream:stream>", Stream + StartTls)]
    public void A_peer_that_does_not_agree_refuses_TLS(string answers, string said) =>
        Assert.Equal((StepEnd.Refused, said), StartTlsTalk.With("xmpp", answers));

    [Theory]
    [InlineData(Header + NoOffer)]
    [InlineData(Header + Offer + "<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>")]
    public void A_refusal_is_not_waited_for(string answers)
    {
        Talking talking = new() { StaysOpen = true };
        Assert.Equal("Refused", Talking.Ends(talking.With([Encoding.UTF8.GetBytes(answers)], StartTlsTalk.Step("xmpp"))));
        Assert.Equal(Talking.Tick, talking.Passed);
    }

    [Fact]
    public void Features_without_TLS_are_shown_and_not_the_header_before_them() =>
        Assert.Contains("<stream:features>", StartTlsTalk.Mismatch("xmpp", Header + NoOffer).Got, StringComparison.Ordinal);

    [Theory]
    [InlineData(Header + HostUnknown)]
    [InlineData("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n")]
    [InlineData("<html><body>400 Bad Request</body></html>")]
    public void A_peer_that_speaks_otherwise_is_a_mismatch(string answers) =>
        Assert.Equal((StepEnd.Mismatch, Stream), StartTlsTalk.With("xmpp", answers));

    [Fact]
    public void What_the_server_complains_about_is_shown_not_its_header() => Assert.Contains(
        "<stream:error><host-unknown", StartTlsTalk.Mismatch("xmpp", Header + HostUnknown).Got, StringComparison.Ordinal);

    [Fact]
    public void What_somebody_put_behind_the_consent_is_never_taken_over_TLS() => Assert.Equal(
        StepEnd.Refused, Talking.Hold([Encoding.ASCII.GetBytes(Header + Offer + Proceed + "<iq/>")], StartTlsTalk.Step("xmpp")).Last!.End);

    [Theory]
    [InlineData("x<stream:features></stream:features>", StepEnd.Mismatch)]
    [InlineData("<a></stream:stream><stream:features></stream:features>", StepEnd.Mismatch)]
    [InlineData("<a><stream:features/><b xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>", StepEnd.Refused)]
    public void What_is_complete_first_decides_however_it_is_cut(string answers, StepEnd end) => Assert.Equal(end, StartTlsTalk.With("xmpp", answers).End);
}
