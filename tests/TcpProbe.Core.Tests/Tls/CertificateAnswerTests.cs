using TcpProbe.Core.Tls;

namespace TcpProbe.Core.Tests.Tls;

/// <summary>Whether a client has answered a request for its certificate: by the records of OpenSSL, which has each message in one of its own.</summary>
public sealed class CertificateAnswerTests
{
    private const string ClientHello = "160301000401000000", ChangeCipherSpec = "140303000101";

    [Theory]
    [InlineData(ClientHello, false)]
    [InlineData(ClientHello + "160303000410000000" + ChangeCipherSpec + "16030300050b9a3c0000", false)]
    [InlineData(ClientHello + "16030300070b000003000000" + "160303000410000000" + ChangeCipherSpec + "1603030004e2000000", true)]
    [InlineData(ClientHello + ChangeCipherSpec + "1703030003aabbcc", false)]
    [InlineData(ClientHello + ChangeCipherSpec + ClientHello + "1703030003aabbcc", false)]
    [InlineData(ClientHello + ChangeCipherSpec + "1703030003aabbcc" + "1703030003aabbcc", true)]
    [InlineData(ClientHello + "1703", false)]
    [InlineData(ClientHello + "1703030009aa", false)]
    public void It_is_a_message_of_its_own(string sent, bool isGiven)
    {
        CertificateAnswer answer = new();
        answer.See(Convert.FromHexString(sent));
        Assert.Equal(isGiven, answer.IsGiven);
    }

    [Fact]
    public void What_is_sent_comes_in_flights()
    {
        CertificateAnswer answer = new();
        foreach (string flight in (string[])[ClientHello, ChangeCipherSpec + "170303000100"])
        {
            answer.See(Convert.FromHexString(flight));
            Assert.False(answer.IsGiven);
        }

        answer.See(Convert.FromHexString("170303000100"));
        Assert.True(answer.IsGiven);
    }
}
