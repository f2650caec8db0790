using System.Text;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tests.Exchanges.StartTls;

/// <summary>LDAP, PostgreSQL and MySQL: the answers are those of slapd, PostgreSQL 15 and MariaDB 10.11.</summary>
public sealed class BinaryProtocolTests
{
    private const string LdapRequest = "301d02010177188016312e332e362e312e342e312e313436362e3230303337";
    private const string PostgresRequest = "0000000804d2162f";
    private const string MysqlRequest = "20000001" + "000a0000" + "00000001" + "21" + "0000000000000000000000000000000000000000000000";

    // Version, thread, salt and filler; then the lower half of the capabilities, the character set, the status and the rest.
    private const string MysqlStart = "64000000" + "0a352e352e352d31302e31312e31392d4d6172696144422d302b6465623132753100" + "05000000" + "6162636465666768" + "00";
    private const string MysqlEnd = "08" + "0200" + "ff81" + "15" + "000000000000" + "1d000000" + "61626364656667686a6b6c6d00" + "6d7973716c5f6e61746976655f70617373776f726400";

    [Theory]
    [InlineData("ldap", "300c02010178070a010004000400", LdapRequest)]
    [InlineData("ldap", "3084000000280201017884000000" + "1f" + "0a0100040004008a16312e332e362e312e342e312e313436362e3230303337", LdapRequest)]
    [InlineData("postgres", "53", PostgresRequest)]
    [InlineData("mysql", MysqlStart + "feff" + MysqlEnd, MysqlRequest)]
    [InlineData("mysql", "12000000" + "0a3500" + "05000000" + "6162636465666768" + "00" + "0008", MysqlRequest)]
    public void A_peer_that_agrees_is_talked_to_byte_for_byte(string protocol, string answer, string said) =>
        Assert.Equal((StepEnd.Done, Text(said)), StartTlsTalk.With(protocol, Text(answer)));

    [Theory]
    [InlineData("ldap", "302a02010178250a01020400041e756e737570706f7274656420657874656e646564206f7065726174696f6e", LdapRequest)]
    [InlineData("ldap", "300c02010178070a013404000400", LdapRequest)]
    [InlineData("ldap", "30050201017800", LdapRequest)]
    [InlineData("ldap", "300c02010178800a010004000400", LdapRequest)]
    [InlineData("postgres", "4e", PostgresRequest)]
    [InlineData("postgres", "450000000a53464154414c00", PostgresRequest)]
    [InlineData("mysql", MysqlStart + "fef7" + MysqlEnd, "")]
    public void A_peer_that_does_not_agree_refuses_TLS(string protocol, string answer, string said) =>
        Assert.Equal((StepEnd.Refused, Text(said)), StartTlsTalk.With(protocol, Text(answer)));

    [Theory]
    [InlineData("ldap", "302402010078")]
    [InlineData("ldap", "300c02010178070a0100")]
    [InlineData("ldap", "30800201")]
    [InlineData("ldap", "3000")]
    [InlineData("ldap", "5353482d322e30")]
    [InlineData("postgres", "3232302068690d0a")]
    [InlineData("mysql", "5353482d322e302d4f70656e5353480d0a")]
    [InlineData("mysql", "17000000ff6904486f7374202778272069732062")]
    [InlineData("mysql", "0300000009")]
    [InlineData("mysql", "050000000a31323334")]
    [InlineData("mysql", "050000010a31320034")]
    [InlineData("mysql", "22")]
    [InlineData("mysql", "11000000" + "0a3500" + "05000000" + "6162636465666768" + "00" + "00")]
    [InlineData("mysql", "14000000" + "0a31313131313131313131313131313131313131")]
    public void A_peer_that_speaks_otherwise_is_a_mismatch(string protocol, string answer) =>
        Assert.Equal(StepEnd.Mismatch, Talking.Hold([Convert.FromHexString(answer)], StartTlsTalk.Step(protocol)).Last!.End);

    [Theory]
    [InlineData("ldap", "3000")]
    [InlineData("postgres", "4e")]
    [InlineData("mysql", "17000001")]
    public void What_is_wrong_by_now_is_not_waited_for(string protocol, string answer)
    {
        Talking talking = new() { StaysOpen = true };
        Conversation conversation = talking.With([Convert.FromHexString(answer)], StartTlsTalk.Step(protocol));
        Assert.NotEqual(StepEnd.Done, conversation.Last!.End);
        Assert.Equal(Talking.Tick, talking.Passed);
    }

    [Theory]
    [InlineData("4e", "\"N\", its no")]
    [InlineData("58", "\"X\"")]
    public void The_no_of_PostgreSQL_is_called_one(string answer, string got) => Assert.Equal(got, StartTlsTalk.Mismatch("postgres", Text(answer)).Got);

    [Theory]
    [InlineData(10)]
    [InlineData(300)]
    [InlineData(60_000)]
    public void The_greeting_of_MySQL_may_be_of_any_length(int length)
    {
        string version = new('5', length), rest = "\0\u0005\0\0\0abcdefgh\0\u0000\u0008";
        int whole = 1 + length + rest.Length;
        string header = new([(char)(whole & 0xff), (char)(whole >> 8), '\0', '\0']);
        Assert.Equal("Done", Talking.Ends(Talking.Hold([Encoding.Latin1.GetBytes($"{header}\n{version}{rest}")], StartTlsTalk.Step("mysql"))));
    }

    [Theory]
    [InlineData("ldap", "300c02010178070a010004000400")]
    [InlineData("postgres", "53")]
    [InlineData("mysql", MysqlStart + "feff" + MysqlEnd)]
    public void What_somebody_put_behind_the_consent_is_never_taken_over_TLS(string protocol, string answer)
    {
        Conversation conversation = Talking.Hold([[.. Convert.FromHexString(answer), .. "injected"u8]], StartTlsTalk.Step(protocol));
        Assert.Equal((StepEnd.Refused, "\"injected\""), (conversation.Last!.End, conversation.Last.Mismatch!.Got));
    }

    [Theory]
    [InlineData("ldap", "3084")]
    [InlineData("ldap", "300c0201")]
    [InlineData("mysql", "640000")]
    [InlineData("mysql", "000100000a")]
    [InlineData("mysql", "000001000a")]
    [InlineData("mysql", MysqlStart + "fe")]
    public void Half_an_answer_is_waited_for(string protocol, string half)
    {
        Talking talking = new() { StaysOpen = true };
        Conversation conversation = talking.With([Convert.FromHexString(half)], StartTlsTalk.Step(protocol));
        Assert.Equal((StepEnd.Mismatch, TimeLimit.IoTimeout), (conversation.Last!.End, conversation.Last.Fault!.Limit));
        Assert.Equal(Talking.StepLimit, talking.Passed);
    }

    [Theory]
    [InlineData("ldap", "30847fffffff020101")]
    [InlineData("ldap", "3084ffffffff020101")]
    [InlineData("mysql", "ffffff000a")]
    public void A_length_beyond_the_bound_takes_no_more_memory_than_the_bound(string protocol, string start)
    {
        Conversation conversation = Talking.Hold([Convert.FromHexString(start), .. Enumerable.Repeat(new byte[8192], 100)], StartTlsTalk.Step(protocol));
        Assert.Equal((StepEnd.TooLarge, Exchange.DefaultMaxReply + 1), (conversation.Last!.End, conversation.BytesReceived));
    }

    [Theory]
    [InlineData("ldap")]
    [InlineData("postgres")]
    [InlineData("mysql")]
    [InlineData("xmpp")]
    public void Whatever_a_peer_says_the_talk_ends(string protocol)
    {
        Random random = new(11);
        for (int i = 0; i < 300; i++)
        {
            byte[] noise = new byte[random.Next(1, 60)];
            random.NextBytes(noise);
            noise[0] = (byte)"0S<d"[i % 4];
            _ = Talking.Hold([noise], StartTlsTalk.Step(protocol));
        }
    }

    private static string Text(string hex) => Encoding.Latin1.GetString(Convert.FromHexString(hex));
}
