using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using TcpProbe.Core.Tls;
using TcpProbe.Exporter.Files;
using TcpProbe.Exporter.Web;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Exporter.Tests.Harness;

/// <summary>The files of a server's TLS, in a folder of one test, and what clients see of it.</summary>
internal sealed class ServedTls : IDisposable
{
    /// <summary>Who signs servers.</summary>
    public static TestCertificate Root { get; } = TestCertificate.Root("root");

    /// <summary>Who signs clients.</summary>
    public static TestCertificate Clients { get; } = TestCertificate.Root("clients");

    public TemporaryFolder Folder { get; } = new();

    /// <summary>A certificate of a server.</summary>
    public static TestCertificate Leaf() => Root.Issue(TestDates.Good, "localhost");

    /// <summary>Those of two files.</summary>
    public static IdentityFiles Identity((string Certificate, string Key) pair) => new(
        new RememberedFile<CertificateFile>(pair.Certificate, CertificateFile.Read),
        new RememberedFile<PrivateKeyFile>(pair.Key, PrivateKeyFile.Read));

    /// <summary>Writes a certificate and its key to where those of before are.</summary>
    public (string Certificate, string Key) Pair(TestCertificate leaf, TestCertificate? behind = null) =>
        (Folder.File("server.pem", leaf.Pem + behind?.Pem), Folder.File("server.key", leaf.KeyPem));

    /// <summary>A server by these files; the authority of clients is in <c>ca.pem</c>.</summary>
    public Task<GuardedServer> StartAsync(
        (string Certificate, string Key) pair,
        ClientAuth auth = ClientAuth.NoClientCert,
        TestCertificate? authority = null,
        string[]? names = null,
        SslProtocols versions = SslProtocols.None,
        TlsCipherSuite[]? suites = null,
        bool http2 = true)
    {
        ServerTlsSettings tls = new()
        {
            Identity = Identity(pair),
            ClientAuth = auth,
            ClientAuthorities = new RememberedFile<CertificateFile>(Folder.File("ca.pem", (authority ?? Clients).Pem), CertificateFile.Read),
            ClientNames = names ?? [],
            Versions = versions,
            Suites = suites ?? [],
        };
        return GuardedServer.StartAsync(new WebSettings { Tls = tls, Http2 = http2 });
    }

    /// <summary>The thumbprints of what a server presents to a client that knows no connection of before.</summary>
    public static async Task<string[]> PresentedAsync(GuardedServer server)
    {
        string[] thumbprints = [];
        using HttpClient client = GuardedServer.Client(seen: certificates => thumbprints = [.. certificates.Select(one => one.Thumbprint)]);
        Assert.Equal("hello", await client.GetStringAsync(server.Url));
        return thumbprints;
    }

    /// <summary>Whether a client is let in.</summary>
    public static async Task<bool> ComesInAsync(GuardedServer server, TestCertificate? client)
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

    public void Dispose() => Folder.Dispose();
}
