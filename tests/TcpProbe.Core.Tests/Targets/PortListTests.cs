using TcpProbe.Core.Targets;

namespace TcpProbe.Core.Tests.Targets;

public sealed class PortListTests : IDisposable
{
    private readonly string _services = Path.GetTempFileName();

    public PortListTests() => File.WriteAllText(_services, "ssh 22/tcp\nhttp 80/tcp www\niso-tsap 102/tcp\n");

    public void Dispose() => File.Delete(_services);

    [Theory]
    [InlineData("80,443", "80 443")]
    [InlineData("443,80", "443 80")]
    [InlineData("8000-8003", "8000 8001 8002 8003")]
    [InlineData("80,443,8000-8002", "80 443 8000 8001 8002")]
    [InlineData("3-4,1-2", "3 4 1 2")]
    [InlineData("5-5", "5")]
    [InlineData("00080,0443-0444", "80 443 444")]
    [InlineData("ssh,80", "22 80")]
    [InlineData("1,www,iso-tsap,65535", "1 80 102 65535")]
    public void Ports_come_in_the_order_in_which_they_are_written(string word, string ports) => Assert.Equal(ports, Parse(word));

    [Theory]
    [InlineData("80,80", "80 80")]
    [InlineData("80,80,80,http", "80 80")]
    [InlineData("1-3,2-4", "1 2 3 2 3 4")]
    [InlineData("1-3,2-4,1-4", "1 2 3 2 3 4 1 4")]
    public void A_port_that_is_written_again_stands_there_twice(string word, string ports) => Assert.Equal(ports, Parse(word));

    [Fact]
    public void However_long_the_word_the_ports_are_bounded()
    {
        string word = string.Join(',', Enumerable.Repeat("1-65535", 100));

        Assert.Equal(2 * 65535, PortList.Parse(word, new ServiceNames(_services)).Count);
    }

    [Theory]
    [InlineData("90-80", "90-80 is upside down")]
    [InlineData("65535-1", "65535-1 is upside down")]
    [InlineData("0-80", "0-80 is not a range of ports")]
    [InlineData("80-65536", "80-65536 is not a range of ports")]
    [InlineData("99999999999999999999-1", "99999999999999999999-1 is not a range of ports")]
    [InlineData("80,", "80,: member 2 is empty")]
    [InlineData(",80", ",80: member 1 is empty")]
    [InlineData("80,,443", "80,,443: member 2 is empty")]
    [InlineData(",", ",: member 1 is empty, member 2 is empty")]
    [InlineData("80,x", "80,x: x is not a port")]
    [InlineData("0,80", "0,80: 0 is not a port")]
    [InlineData("80, 443", "80, 443:  443 is not a port")]
    [InlineData("80,443-", "80,443-: 443- is not a port")]
    [InlineData("80,-443", "80,-443: -443 is not a port")]
    [InlineData("80,1-2-3", "80,1-2-3: 1-2-3 is not a port")]
    [InlineData("80,ssh-80", "80,ssh-80: ssh-80 is not a port")]
    [InlineData("80,\u001b[m", @"80,\x1B[m: \x1B[m is not a port")]
    public void A_member_that_is_no_port_is_refused(string word, string says) =>
        Assert.Equal($"{says}; write ports as in 80,443,8000-8010,ssh", Refusal(word));

    [Fact]
    public void Every_member_that_is_wrong_is_named() => Assert.Equal(
        "80,x,65536,90-80,,ssh: x is not a port, 65536 is not a port, 90-80 is upside down, member 5 is empty; write ports as in 80,443,8000-8010,ssh",
        Refusal("80,x,65536,90-80,,ssh"));

    [Theory]
    [InlineData("80", false)]
    [InlineData("", false)]
    [InlineData("ssh", false)]
    [InlineData("iso-tsap", false)]
    [InlineData("80-", false)]
    [InlineData("-80", false)]
    [InlineData("80-x", false)]
    [InlineData("80-90", true)]
    [InlineData("90-80", true)]
    [InlineData("80,", true)]
    [InlineData("a,b", true)]
    public void A_list_or_range_is_known_by_its_form(string word, bool matches) => Assert.Equal(matches, PortList.Matches(word));

    private string Parse(string word) => string.Join(' ', PortList.Parse(word, new ServiceNames(_services)));

    private string Refusal(string word) => Assert.Throws<FormatException>(() => Parse(word)).Message;
}
