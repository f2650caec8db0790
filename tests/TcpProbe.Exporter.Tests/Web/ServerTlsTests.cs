using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TcpProbe.Exporter.Tests.Harness;
using TcpProbe.Exporter.Web;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Exporter.Tests.Web;

/// <summary>The TLS of the server: who it is, whom it asks, and certificates that are renewed while it runs.</summary>
public sealed class ServerTlsTests : IDisposable
{
    private const string ForServers = "1.3.6.1.5.5.7.3.1", ForClients = "1.3.6.1.5.5.7.3.2";

    private static readonly TestCertificate s_root = TestCertificate.Root("root"), s_clients = TestCertificate.Root("clients");

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task The_certificate_is_presented_with_what_stands_behind_it()
    {
        TestCertificate middle = s_root.Authority("middle"), leaf = middle.Issue(TestDates.Good, "localhost");
        await using GuardedServer server = await StartAsync(Pair(leaf, middle));
        Assert.Equal([leaf.Certificate.Thumbprint, middle.Certificate.Thumbprint], await PresentedAsync(server));
    }

    [Theory]
    [InlineData(true, "2.0")]
    [InlineData(false, "1.1")]
    public async Task HTTP_2_is_spoken_if_it_is_on(bool isOn, string version)
    {
        await using GuardedServer server = await GuardedServer.StartAsync(new WebSettings { Tls = Settings(Pair(Leaf())), Http2 = isOn });
        using HttpResponseMessage response = await server.GetAsync();
        Assert.Equal(version, response.Version.ToString());
    }

    [Fact]
    public async Task A_renewed_certificate_is_presented_from_the_next_handshake()
    {
        TestCertificate old = Leaf(), renewed = Leaf();
        await using GuardedServer server = await StartAsync(Pair(old));
        Assert.Equal([old.Certificate.Thumbprint], await PresentedAsync(server));
        _ = Pair(renewed);
        Assert.Equal([renewed.Certificate.Thumbprint], await PresentedAsync(server));
        Assert.Empty(server.Said);
    }

    [Fact]
    public async Task A_link_that_is_turned_round_is_a_renewal()
    {
        TestCertificate old = Leaf(), renewed = Leaf();
        foreach ((string name, TestCertificate one) in (ReadOnlySpan<(string, TestCertificate)>)[("a", old), ("b", renewed)])
        {
            _ = Directory.CreateDirectory(_folder.PathOf(name));
            _ = _folder.File($"{name}/tls.crt", one.Pem);
            _ = _folder.File($"{name}/tls.key", one.KeyPem);
        }

        _ = Directory.CreateSymbolicLink(_folder.PathOf("now"), "a");
        foreach (string file in (string[])["tls.crt", "tls.key"]) _ = File.CreateSymbolicLink(_folder.PathOf(file), $"now/{file}");
        await using GuardedServer server = await StartAsync((_folder.PathOf("tls.crt"), _folder.PathOf("tls.key")));
        Assert.Equal([old.Certificate.Thumbprint], await PresentedAsync(server));

        _ = Directory.CreateSymbolicLink(_folder.PathOf("next"), "b");
        File.Delete(_folder.PathOf("now"));
        Directory.Move(_folder.PathOf("next"), _folder.PathOf("now"));
        Assert.Equal([renewed.Certificate.Thumbprint], await PresentedAsync(server));
    }

    [Fact]
    public async Task A_broken_file_is_said_once_and_the_certificate_of_before_is_served_on()
    {
        TestCertificate old = Leaf(), renewed = Leaf();
        await using GuardedServer server = await StartAsync(Pair(old));
        string file = _folder.File("server.pem", "no certificate");
        Assert.Equal([old.Certificate.Thumbprint], await PresentedAsync(server));
        Assert.Equal([old.Certificate.Thumbprint], await PresentedAsync(server));
        Assert.Equal([$"{file} has no certificate in it (PEM, -----BEGIN CERTIFICATE-----); the certificate of before is served on"], server.Said);

        File.Delete(file);
        Assert.Equal([old.Certificate.Thumbprint], await PresentedAsync(server));
        Assert.Equal($"{file} cannot be read: there is no such file; the certificate of before is served on", server.Said[^1]);
        _ = Pair(renewed);
        Assert.Equal([renewed.Certificate.Thumbprint], await PresentedAsync(server));
        Assert.Equal(2, server.Said.Count);
    }

    [Fact]
    public async Task Settings_that_cannot_be_used_change_nothing()
    {
        TestCertificate old = Leaf();
        await using GuardedServer server = await StartAsync(Pair(old));
        ServerTlsSettings broken = Settings((_folder.File("x.pem", Leaf().Pem), _folder.File("x.key", Leaf().KeyPem)));
        _ = Assert.Throws<FormatException>(() => server.Guard.Renew(new WebSettings { Tls = broken, Rate = new RateLimit(TimeSpan.FromDays(1), 1) }));
        for (int i = 0; i < 2; i++) Assert.Equal([old.Certificate.Thumbprint], await PresentedAsync(server));
    }

    [Theory]
    [InlineData(ClientAuth.NoClientCert, true, true, true)]
    [InlineData(ClientAuth.RequestClientCert, true, true, true)]
    [InlineData(ClientAuth.RequireAnyClientCert, false, true, true)]
    [InlineData(ClientAuth.VerifyClientCertIfGiven, true, false, true)]
    [InlineData(ClientAuth.RequireAndVerifyClientCert, false, false, true)]
    internal async Task Clients_are_asked_as_the_file_says(ClientAuth auth, bool without, bool withForeign, bool withOurs)
    {
        await using GuardedServer server = await StartAsync(Pair(Leaf()), auth);
        Assert.Equal(without, await ComesInAsync(server, null));
        Assert.Equal(withForeign, await ComesInAsync(server, TestCertificate.Root("strangers").IssueFor(ForClients, "a.invalid")));
        Assert.Equal(withForeign, await ComesInAsync(server, TestCertificate.SelfSigned("clients", TestDates.Good, "a.invalid")));
        Assert.Equal(withForeign, await ComesInAsync(server, s_clients.IssueFor(ForServers, "a.invalid")));
        Assert.Equal(withForeign, await ComesInAsync(server, s_clients.Issue(TestDates.Days(-9, -1), "a.invalid")));
        Assert.Equal(withOurs, await ComesInAsync(server, s_clients.IssueFor(ForClients, "a.invalid")));
    }

    [Fact]
    public async Task An_authority_need_not_be_a_root()
    {
        TestCertificate middle = s_root.Authority("middle");
        await using GuardedServer server = await StartAsync(Pair(Leaf()), ClientAuth.RequireAndVerifyClientCert, authority: middle);
        Assert.True(await ComesInAsync(server, middle.IssueFor(ForClients, "a.invalid")));
        Assert.False(await ComesInAsync(server, s_root.IssueFor(ForClients, "a.invalid")));

        // The same name, another key.
        Assert.False(await ComesInAsync(server, TestCertificate.Root("middle").IssueFor(ForClients, "a.invalid")));
    }

    [Theory]
    [InlineData("prometheus.invalid", true)]
    [InlineData("127.0.0.9", true)]
    [InlineData("Prometheus.invalid", false)]
    [InlineData("other.invalid", false)]
    public async Task A_client_has_one_of_the_names_exactly_as_it_is_written(string name, bool comesIn)
    {
        await using GuardedServer server = await StartAsync(Pair(Leaf()), ClientAuth.RequireAndVerifyClientCert, names: ["prometheus.invalid", "127.0.0.9"]);
        Assert.Equal(comesIn, await ComesInAsync(server, s_clients.IssueFor(ForClients, "first.invalid", name)));
        Assert.False(await ComesInAsync(server, s_clients.IssueFor(ForClients)));
    }

    [Fact]
    public async Task Whom_the_authorities_no_longer_vouch_for_does_not_come_in_again()
    {
        TestCertificate client = s_clients.IssueFor(ForClients, "a.invalid");
        await using GuardedServer server = await StartAsync(Pair(Leaf()), ClientAuth.RequireAndVerifyClientCert);
        Assert.True(await ComesInAsync(server, client));
        _ = _folder.File("ca.pem", s_root.Pem);
        Assert.False(await ComesInAsync(server, client));
    }

#pragma warning disable CA5398 // What a client asks for is what is looked at.
    [Theory]
    [InlineData(SslProtocols.Tls12 | SslProtocols.Tls13, SslProtocols.Tls12, true)]
    [InlineData(SslProtocols.Tls12 | SslProtocols.Tls13, SslProtocols.Tls13, true)]
    [InlineData(SslProtocols.Tls13, SslProtocols.Tls12, false)]
    [InlineData(SslProtocols.Tls12, SslProtocols.Tls13, false)]
    public async Task Only_the_versions_of_the_file_are_spoken(SslProtocols served, SslProtocols asked, bool comesIn)
    {
        await using GuardedServer server = await StartAsync(Pair(Leaf()), versions: served);
        Assert.Equal(comesIn ? asked : null, await HandshakeAsync(server, asked, stream => stream.SslProtocol));
    }

    [Fact]
    public async Task Cipher_suites_bound_TLS_1_2_alone()
    {
        await using GuardedServer server = await StartAsync(Pair(Leaf()), suites: [TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256]);
        Assert.Equal(TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, await HandshakeAsync(server, SslProtocols.Tls12, stream => stream.NegotiatedCipherSuite));
        Assert.Equal(SslProtocols.Tls13, await HandshakeAsync(server, SslProtocols.Tls13, stream => stream.SslProtocol));
    }
#pragma warning restore CA5398

    [Fact]
    public void Names_of_every_kind_are_read_and_none_where_there_are_none()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=x", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("a.invalid");
        names.AddIpAddress(IPAddress.IPv6Loopback);
        names.AddEmailAddress("ali@a.invalid");
        names.AddUri(new Uri("spiffe://a.invalid/ali"));
        names.AddUserPrincipalName("unread");
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 certificate = request.CreateSelfSigned(TestDates.Good.NotBefore, TestDates.Good.NotAfter);
        Assert.Equal(["a.invalid", "::1", "ali@a.invalid", "spiffe://a.invalid/ali"], AlternativeNames.Of(certificate));
        Assert.Empty(AlternativeNames.Of(TestCertificate.Root("none").Certificate));
    }

    public void Dispose() => _folder.Dispose();

    private static TestCertificate Leaf() => s_root.Issue(TestDates.Good, "localhost");

    private (string Certificate, string Key) Pair(TestCertificate leaf, TestCertificate? behind = null) =>
        (_folder.File("server.pem", leaf.Pem + behind?.Pem), _folder.File("server.key", leaf.KeyPem));

    private static ServerTlsSettings Settings((string Certificate, string Key) pair) =>
        new() { Certificate = PemSource.File(pair.Certificate), Key = PemSource.File(pair.Key) };

    private Task<GuardedServer> StartAsync(
        (string Certificate, string Key) pair,
        ClientAuth auth = ClientAuth.NoClientCert,
        TestCertificate? authority = null,
        string[]? names = null,
        SslProtocols versions = SslProtocols.None,
        TlsCipherSuite[]? suites = null)
    {
        ServerTlsSettings tls = new()
        {
            Certificate = PemSource.File(pair.Certificate),
            Key = PemSource.File(pair.Key),
            ClientAuth = auth,
            ClientAuthorities = PemSource.File(_folder.File("ca.pem", (authority ?? s_clients).Pem)),
            ClientNames = names ?? [],
            Versions = versions,
            Suites = suites ?? [],
        };
        return GuardedServer.StartAsync(new WebSettings { Tls = tls });
    }

    private static async Task<string[]> PresentedAsync(GuardedServer server)
    {
        string[] thumbprints = [];
        using HttpClient client = GuardedServer.Client(seen: certificates => thumbprints = [.. certificates.Select(one => one.Thumbprint)]);
        Assert.Equal("hello", await client.GetStringAsync(server.Url));
        return thumbprints;
    }

    private static async Task<bool> ComesInAsync(GuardedServer server, TestCertificate? client)
    {
        try
        {
            return await server.StatusAsync(identity: client?.Certificate) == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<T?> HandshakeAsync<T>(GuardedServer server, SslProtocols version, Func<SslStream, T> look)
        where T : struct
    {
        using TcpClient tcp = new();
        await tcp.ConnectAsync(IPAddress.Loopback, server.Port);
        await using SslStream stream = new(tcp.GetStream(), leaveInnerStreamOpen: false, (_, _, _, _) => true);
        try
        {
            await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", EnabledSslProtocols = version });
            return look(stream);
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException)
        {
            return null;
        }
    }
}
