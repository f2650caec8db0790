using TcpProbe.Core.Targets;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Core.Tests.Targets;

public sealed class PortSyntaxTests : IDisposable
{
    private readonly string _services = Path.GetTempFileName();

    private ServiceNames Services => new(_services);

    public void Dispose() => File.Delete(_services);

    [Theory]
    [InlineData("1", 1)]
    [InlineData("80", 80)]
    [InlineData("00080", 80)]
    [InlineData("65535", 65535)]
    public void Digits_are_the_number_of_a_port(string word, int port) => Assert.Equal(port, PortSyntax.Parse(word, Services));

    [Theory]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("99999")]
    [InlineData("99999999999999999999")]
    public void A_number_that_is_no_port_is_refused_with_the_range(string word) =>
        Assert.Equal($"{word} is not a port; write a number from 1 to 65535", Refusal(word));

    [Theory]
    [InlineData("htpp", "htpp")]
    [InlineData("+80", "+80")]
    [InlineData("-80", "-80")]
    [InlineData("80-", "80-")]
    [InlineData("80/", "80/")]
    [InlineData("0x50", "0x50")]
    [InlineData("8e1", "8e1")]
    [InlineData(" 80", " 80")]
    [InlineData("80\n", @"80\x0A")]
    [InlineData("80\0", @"80\x00")]
    [InlineData("８０", "８０")]
    public void A_word_that_no_service_has_is_refused(string word, string shown) =>
        Assert.Equal($"{shown} is not a port; write a number from 1 to 65535 or the name of a TCP service", Refusal(word));

    [Fact]
    public void A_service_is_known_by_its_name_and_its_aliases()
    {
        File.WriteAllText(_services, "# services\n\nssh\t\t22/tcp\t\t\t# SSH\nhttp\t80/tcp\t\twww web # WorldWideWeb\niso-tsap 102/tcp\npop3 110/tcp\n");

        Assert.Equal(22, PortSyntax.Parse("ssh", Services));
        Assert.Equal(80, PortSyntax.Parse("www", Services));
        Assert.Equal(80, PortSyntax.Parse("web", Services));
        Assert.Equal(102, PortSyntax.Parse("iso-tsap", Services));
        Assert.Equal(110, PortSyntax.Parse("pop3", Services));
    }

    [Fact]
    public void A_target_may_name_its_port()
    {
        File.WriteAllText(_services, "ssh 22/tcp\n");

        Assert.Equal(new Target("db", 22, null), TargetSyntax.ParseHostPort("db:ssh", Services, TargetMistake.Alone));
        Assert.Equal([new Target("db", 22, null)], TargetSyntax.ParseHostAndPorts("db", "ssh", Services));
        Assert.Equal([new Target("db", 22, null), new Target("db", 80, null)], TargetSyntax.ParseHostAndPorts("db", "ssh,80", Services));
    }

    [Theory]
    [InlineData("ntp 123/udp")]
    [InlineData("# ntp 123/tcp")]
    [InlineData("#x 123/tcp ntp")]
    [InlineData("x 1/tcp # ntp")]
    [InlineData("ntpd 123/tcp")]
    [InlineData("NTP 123/tcp")]
    [InlineData("ntp")]
    [InlineData("ntp tcp/123")]
    [InlineData("ntp 0/tcp")]
    [InlineData("ntp 65536/tcp")]
    [InlineData("ntp x/tcp")]
    public void A_line_about_something_else_is_no_service(string line)
    {
        File.WriteAllText(_services, line + "\n");

        Assert.Null(Services.PortOf("ntp"));
    }

    [Fact]
    public void A_service_is_looked_up_once()
    {
        File.WriteAllText(_services, "ntp 123/tcp\n");
        ServiceNames services = Services;
        Assert.Equal((123, null), (services.PortOf("ntp"), services.PortOf("ssh")));

        File.WriteAllText(_services, "ssh 22/tcp\n");

        Assert.Equal((123, null), (services.PortOf("ntp"), services.PortOf("ssh")));
    }

    [LinuxFact]
    public void A_services_file_that_cannot_be_read_knows_no_service() => Assert.Null(new ServiceNames("/proc/self/mem").PortOf("ssh"));

    [Fact]
    public void Without_a_services_file_there_are_only_numbers()
    {
        ServiceNames services = new(_services + ".absent");

        Assert.Null(services.PortOf("ssh"));
        string refusal = Assert.Throws<FormatException>(() => PortSyntax.Parse("ssh", services)).Message;
        Assert.EndsWith($"or the name of a TCP service (there is no {_services}.absent here)", refusal, StringComparison.Ordinal);
    }

    private string Refusal(string word) => Assert.Throws<FormatException>(() => PortSyntax.Parse(word, Services)).Message;
}
