using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using TcpProbe.Exporter.Tests.Harness;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Exporter.Tests.Web;

/// <summary>The TLS of the server: who it is, and what it speaks.</summary>
public sealed class ServerTlsTests : IDisposable
{
    private readonly ServedTls _files = new();

    [Fact]
    public async Task The_certificate_is_presented_with_what_stands_behind_it()
    {
        TestCertificate middle = ServedTls.Root.Authority("middle"), leaf = middle.Issue(TestDates.Good, "localhost");
        await using GuardedServer server = await _files.StartAsync(_files.Pair(leaf, middle));
        Assert.Equal([leaf.Certificate.Thumbprint, middle.Certificate.Thumbprint], await ServedTls.PresentedAsync(server));
    }

    [Theory]
    [InlineData(true, "2.0")]
    [InlineData(false, "1.1")]
    public async Task HTTP_2_is_spoken_if_it_is_on(bool isOn, string version)
    {
        await using GuardedServer server = await _files.StartAsync(_files.Pair(ServedTls.Leaf()), http2: isOn);
        using HttpResponseMessage response = await server.GetAsync();
        Assert.Equal(version, response.Version.ToString());
    }

#pragma warning disable CA5398 // What a client asks for is what is looked at.
    [Theory]
    [InlineData(SslProtocols.Tls12 | SslProtocols.Tls13, SslProtocols.Tls12, true)]
    [InlineData(SslProtocols.Tls12 | SslProtocols.Tls13, SslProtocols.Tls13, true)]
    [InlineData(SslProtocols.Tls13, SslProtocols.Tls12, false)]
    [InlineData(SslProtocols.Tls12, SslProtocols.Tls13, false)]
    public async Task Only_the_versions_of_the_file_are_spoken(SslProtocols served, SslProtocols asked, bool comesIn)
    {
        await using GuardedServer server = await _files.StartAsync(_files.Pair(ServedTls.Leaf()), versions: served);
        Assert.Equal(comesIn ? asked : null, await HandshakeAsync(server, asked, stream => stream.SslProtocol));
    }

    [Fact]
    public async Task Cipher_suites_bound_TLS_1_2_alone()
    {
        await using GuardedServer server = await _files.StartAsync(_files.Pair(ServedTls.Leaf()), suites: [TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256]);
        Assert.Equal(TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, await HandshakeAsync(server, SslProtocols.Tls12, stream => stream.NegotiatedCipherSuite));
        Assert.Equal(SslProtocols.Tls13, await HandshakeAsync(server, SslProtocols.Tls13, stream => stream.SslProtocol));
    }
#pragma warning restore CA5398

    public void Dispose() => _files.Dispose();

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
