using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tests.Exchanges.StartTls;

/// <summary>SMTP, IMAP, POP3 and FTP: the answers are those of Postfix, Dovecot and vsftpd.</summary>
public sealed class LineProtocolTests
{
    private const string Greeting = "220 mail.example.test ESMTP Postfix\r\n";
    private const string Offer =
        "250-mail.example.test\r\n250-PIPELINING\r\n250-SIZE 10240000\r\n250-STARTTLS\r\n250-ENHANCEDSTATUSCODES\r\n250 CHUNKING\r\n";

    private const string NoOffer = "250-mail.example.test\r\n250-PIPELINING\r\n250 CHUNKING\r\n";
    private const string Capabilities = "* OK [CAPABILITY IMAP4rev1 SASL-IR STARTTLS AUTH=PLAIN] Dovecot (Debian) ready.\r\n";

    [Theory]
    [InlineData("smtp", Greeting + Offer + "220 2.0.0 Ready to start TLS\r\n", "EHLO tcpprobe\r\nSTARTTLS\r\n")]
    [InlineData("smtp", "220-one\r\n220-two\r\n220 three\r\n250 STARTTLS\r\n220 go\r\n", "EHLO tcpprobe\r\nSTARTTLS\r\n")]
    [InlineData("smtp", "220\n250-x\n250 starttls\n220\n", "EHLO tcpprobe\r\nSTARTTLS\r\n")]
    [InlineData("imap", Capabilities + "a1 OK Begin TLS negotiation now.\r\n", "a1 STARTTLS\r\n")]
    [InlineData("imap", "* ok hello\r\n* CAPABILITY IMAP4rev1\r\na1 ok go\r\n", "a1 STARTTLS\r\n")]
    [InlineData("pop3", "+OK Dovecot (Debian) ready.\r\n+OK Begin TLS negotiation now.\r\n", "STLS\r\n")]
    [InlineData("ftp", "220 (vsFTPd 3.0.3)\r\n234 Proceed with negotiation.\r\n", "AUTH TLS\r\n")]
    [InlineData("ftp", "220-Welcome\r\n 220 is the code\r\nno code at all\r\n221-no\r\n220 ready\r\n234 go\r\n", "AUTH TLS\r\n")]
    [InlineData("ftp", "220-Welcome\r\nhi\r\n\r\n220\r\n234 go\r\n", "AUTH TLS\r\n")]
    public void A_peer_that_agrees_is_talked_to_byte_for_byte(string protocol, string answers, string said) =>
        Assert.Equal((StepEnd.Done, said), StartTlsTalk.With(protocol, answers));

    [Theory]
    [InlineData("smtp", Greeting + NoOffer)]
    [InlineData("smtp", Greeting + "502 5.5.1 Error: command not implemented\r\n")]
    [InlineData("smtp", Greeting + Offer + "454 TLS not available due to temporary reason\r\n")]
    [InlineData("smtp", Greeting + "2500 STARTTLS\r\n")]
    [InlineData("imap", Capabilities + "a1 BAD TLS support isn't enabled.\r\n")]
    [InlineData("imap", Capabilities + "* still here\r\na1 NO\r\n")]
    [InlineData("pop3", "+OK ready\r\n-ERR TLS support isn't enabled.\r\n")]
    [InlineData("ftp", "220 (vsFTPd 3.0.3)\r\n530 Please login with USER and PASS.\r\n")]
    [InlineData("ftp", "220 ready\r\n502-not\r\n502 here\r\n")]
    public void A_peer_that_does_not_agree_refuses_TLS(string protocol, string answers) =>
        Assert.Equal(StepEnd.Refused, StartTlsTalk.With(protocol, answers).End);

    [Theory]
    [InlineData("smtp", "554 no service\r\n", "")]
    [InlineData("smtp", "421 too busy\r\n", "")]
    [InlineData("smtp", "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n", "")]
    [InlineData("smtp", "+OK Dovecot ready.\r\n", "")]
    [InlineData("imap", "* BYE too many connections\r\n", "")]
    [InlineData("imap", "* PREAUTH welcome\r\n", "")]
    [InlineData("imap", "220 mail.example.test ESMTP\r\n", "")]
    [InlineData("pop3", "-ERR no\r\n", "")]
    [InlineData("pop3", "* OK imap\r\n", "")]
    [InlineData("ftp", "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n", "")]
    [InlineData("ftp", "220 ready\r\n\x16\x03\x01", "AUTH TLS\r\n")]
    public void A_peer_that_speaks_otherwise_is_a_mismatch(string protocol, string answers, string said) =>
        Assert.Equal((StepEnd.Mismatch, said), StartTlsTalk.With(protocol, answers));

    [Theory]
    [InlineData("smtp", "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n")]
    [InlineData("ftp", "J\0\0\0\n5.5.5-10.11.19-MariaDB")]
    [InlineData("imap", "220 mail.example.test ESMTP\r\n")]
    [InlineData("pop3", "* OK imap\r\n")]
    public void A_peer_of_another_protocol_is_not_waited_for(string protocol, string answers)
    {
        Talking talking = new() { StaysOpen = true };
        Conversation conversation = talking.With([System.Text.Encoding.Latin1.GetBytes(answers)], StartTlsTalk.Step(protocol));
        Assert.Equal((StepEnd.Mismatch, Talking.Tick), (conversation.Last!.End, talking.Passed));
    }

    [Theory]
    [InlineData("smtp", Greeting + Offer + "220 go\r\n")]
    [InlineData("imap", Capabilities + "a1 OK go\r\n")]
    [InlineData("pop3", "+OK\r\n+OK go\r\n")]
    [InlineData("ftp", "220 a\r\n234 go\r\n")]
    public void What_somebody_put_behind_the_consent_is_never_taken_over_TLS(string protocol, string answers)
    {
        Mismatch mismatch = StartTlsTalk.Mismatch(protocol, answers + "250 injected\r\n");
        Assert.Equal(("nothing before the handshake", @"""250 injected\r\n"""), (mismatch.Expected, mismatch.Got));
        Assert.Equal(StepEnd.Refused, Talking.Hold([System.Text.Encoding.Latin1.GetBytes(answers + "250 injected\r\n")], StartTlsTalk.Step(protocol)).Last!.End);
    }

    [Theory]
    [InlineData("smtp", "")]
    [InlineData("smtp", Greeting)]
    [InlineData("imap", Capabilities)]
    [InlineData("pop3", "")]
    [InlineData("ftp", "220 a\r\n")]
    public void A_peer_that_hangs_up_or_says_nothing_has_the_reason_of_that(string protocol, string answers)
    {
        byte[][] pieces = answers.Length == 0 ? [] : [System.Text.Encoding.Latin1.GetBytes(answers)];
        Assert.Equal(StepEnd.PeerClosed, Talking.Hold(pieces, StartTlsTalk.Step(protocol)).Last!.End);
        Talking silent = new() { StaysOpen = true };
        Assert.Equal(TimeLimit.IoTimeout, silent.With(pieces, StartTlsTalk.Step(protocol)).Last!.Fault!.Limit);
        Assert.Equal(Talking.StepLimit, silent.Passed);
    }

    [Theory]
    [InlineData("smtp", Greeting + "250-ST")]
    [InlineData("imap", Capabilities + "a1 N")]
    [InlineData("ldap", "0\x2a\x02\x01\x01")]
    public void An_answer_that_is_cut_short_refuses_nothing(string protocol, string answers) =>
        Assert.Equal(StepEnd.Mismatch, Talking.Hold([System.Text.Encoding.Latin1.GetBytes(answers)], StartTlsTalk.Step(protocol)).Last!.End);

    [Fact]
    public void The_whole_talk_has_one_limit()
    {
        Talking talking = new();
        Conversation conversation = talking.With(Enumerable.Repeat("220-x\r\n"u8.ToArray(), 10_000), StartTlsTalk.Step("smtp"));
        Assert.Equal((TimeLimit.IoTimeout, Talking.StepLimit), (conversation.Last!.Fault!.Limit, talking.Passed));
    }

    [Fact]
    public void An_endless_greeting_ends_at_the_bound() =>
        Assert.Equal(StepEnd.TooLarge, Talking.Hold(Enumerable.Repeat((byte[])[.. "220-"u8, .. new byte[4096]], 100), StartTlsTalk.Step("smtp")).Last!.End);

    [Theory]
    [InlineData("smtp", "554 no service\r\n", "\"220 …\"")]
    [InlineData("smtp", Greeting + NoOffer, "\"250 …\" that offers STARTTLS")]
    public void What_was_wanted_is_told_by_its_code_and_what_it_offers(string protocol, string answers, string wanted) =>
        Assert.Equal(wanted, StartTlsTalk.Mismatch(protocol, answers).Expected);

    [Fact]
    public void A_refusal_shows_the_line_that_refuses()
    {
        Mismatch mismatch = StartTlsTalk.Mismatch("imap", Capabilities + "a1 BAD TLS support isn't enabled.\r\n");
        Assert.Equal(("\"a1 OK …\"", @"""a1 BAD TLS support isn't enabled.\r\n"""), (mismatch.Expected, mismatch.Got));
    }
}
