using TcpProbe.Exporter.Tests.Harness;
using TcpProbe.Exporter.Web;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Exporter.Tests.Web;

/// <summary>Which clients the server asks for a certificate, and which it lets in.</summary>
public sealed class ServerTlsClientTests : IDisposable
{
    private const string ForServers = "1.3.6.1.5.5.7.3.1", ForClients = "1.3.6.1.5.5.7.3.2";

    private readonly ServedTls _files = new();

    [Theory]
    [InlineData(ClientAuth.NoClientCert, true, true, true)]
    [InlineData(ClientAuth.RequestClientCert, true, true, true)]
    [InlineData(ClientAuth.RequireAnyClientCert, false, true, true)]
    [InlineData(ClientAuth.VerifyClientCertIfGiven, true, false, true)]
    [InlineData(ClientAuth.RequireAndVerifyClientCert, false, false, true)]
    internal async Task Clients_are_asked_as_the_file_says(ClientAuth auth, bool without, bool withForeign, bool withOurs)
    {
        await using GuardedServer server = await _files.StartAsync(_files.Pair(ServedTls.Leaf()), auth);
        Assert.Equal(without, await ServedTls.ComesInAsync(server, null));
        Assert.Equal(withForeign, await ServedTls.ComesInAsync(server, TestCertificate.Root("strangers").IssueFor(ForClients, "a.invalid")));
        Assert.Equal(withForeign, await ServedTls.ComesInAsync(server, TestCertificate.SelfSigned("clients", TestDates.Good, "a.invalid")));
        Assert.Equal(withForeign, await ServedTls.ComesInAsync(server, ServedTls.Clients.IssueFor(ForServers, "a.invalid")));
        Assert.Equal(withForeign, await ServedTls.ComesInAsync(server, ServedTls.Clients.Issue(TestDates.Days(-9, -1), "a.invalid")));
        Assert.Equal(withOurs, await ServedTls.ComesInAsync(server, ServedTls.Clients.IssueFor(ForClients, "a.invalid")));
    }

    [Fact]
    public async Task An_authority_need_not_be_a_root()
    {
        TestCertificate middle = ServedTls.Root.Authority("middle");
        await using GuardedServer server = await _files.StartAsync(_files.Pair(ServedTls.Leaf()), ClientAuth.RequireAndVerifyClientCert, authority: middle);
        Assert.True(await ServedTls.ComesInAsync(server, middle.IssueFor(ForClients, "a.invalid")));
        Assert.False(await ServedTls.ComesInAsync(server, ServedTls.Root.IssueFor(ForClients, "a.invalid")));

        // The same name, another key.
        Assert.False(await ServedTls.ComesInAsync(server, TestCertificate.Root("middle").IssueFor(ForClients, "a.invalid")));
    }

    [Theory]
    [InlineData("prometheus.invalid", true)]
    [InlineData("127.0.0.9", true)]
    [InlineData("Prometheus.invalid", false)]
    [InlineData("other.invalid", false)]
    public async Task A_client_has_one_of_the_names_exactly_as_it_is_written(string name, bool comesIn)
    {
        await using GuardedServer server = await _files.StartAsync(_files.Pair(ServedTls.Leaf()), ClientAuth.RequireAndVerifyClientCert, names: ["prometheus.invalid", "127.0.0.9"]);
        Assert.Equal(comesIn, await ServedTls.ComesInAsync(server, ServedTls.Clients.IssueFor(ForClients, "first.invalid", name)));
        Assert.False(await ServedTls.ComesInAsync(server, ServedTls.Clients.IssueFor(ForClients)));
    }

    [Fact]
    public async Task Whom_the_authorities_no_longer_vouch_for_does_not_come_in_again()
    {
        TestCertificate client = ServedTls.Clients.IssueFor(ForClients, "a.invalid");
        await using GuardedServer server = await _files.StartAsync(_files.Pair(ServedTls.Leaf()), ClientAuth.RequireAndVerifyClientCert);
        Assert.True(await ServedTls.ComesInAsync(server, client));
        _ = _files.Folder.File("ca.pem", ServedTls.Root.Pem);
        Assert.False(await ServedTls.ComesInAsync(server, client));
    }

    public void Dispose() => _files.Dispose();
}
