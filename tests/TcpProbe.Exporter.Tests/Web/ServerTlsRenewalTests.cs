using TcpProbe.Exporter.Tests.Harness;
using TcpProbe.Exporter.Web;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Exporter.Tests.Web;

/// <summary>Certificates that are renewed while the server runs, well and badly.</summary>
public sealed class ServerTlsRenewalTests : IDisposable
{
    private readonly ServedTls _files = new();

    [Fact]
    public async Task A_renewed_certificate_is_presented_from_the_next_handshake()
    {
        TestCertificate old = ServedTls.Leaf(), renewed = ServedTls.Leaf();
        await using GuardedServer server = await _files.StartAsync(_files.Pair(old));
        Assert.Equal([old.Certificate.Thumbprint], await ServedTls.PresentedAsync(server));
        _ = _files.Pair(renewed);
        Assert.Equal([renewed.Certificate.Thumbprint], await ServedTls.PresentedAsync(server));
        Assert.Empty(server.Said);
    }

    [Fact]
    public async Task A_link_that_is_turned_round_is_a_renewal()
    {
        TestCertificate old = ServedTls.Leaf(), renewed = ServedTls.Leaf();
        foreach ((string name, TestCertificate one) in (ReadOnlySpan<(string, TestCertificate)>)[("a", old), ("b", renewed)])
        {
            _ = Directory.CreateDirectory(_files.Folder.PathOf(name));
            _ = _files.Folder.File($"{name}/tls.crt", one.Pem);
            _ = _files.Folder.File($"{name}/tls.key", one.KeyPem);
        }

        _ = Directory.CreateSymbolicLink(_files.Folder.PathOf("now"), "a");
        foreach (string file in (string[])["tls.crt", "tls.key"]) _ = File.CreateSymbolicLink(_files.Folder.PathOf(file), $"now/{file}");
        await using GuardedServer server = await _files.StartAsync((_files.Folder.PathOf("tls.crt"), _files.Folder.PathOf("tls.key")));
        Assert.Equal([old.Certificate.Thumbprint], await ServedTls.PresentedAsync(server));

        _ = Directory.CreateSymbolicLink(_files.Folder.PathOf("next"), "b");
        File.Delete(_files.Folder.PathOf("now"));
        Directory.Move(_files.Folder.PathOf("next"), _files.Folder.PathOf("now"));
        Assert.Equal([renewed.Certificate.Thumbprint], await ServedTls.PresentedAsync(server));
    }

    [Fact]
    public async Task A_broken_file_is_said_once_and_the_certificate_of_before_is_served_on()
    {
        TestCertificate old = ServedTls.Leaf(), renewed = ServedTls.Leaf();
        await using GuardedServer server = await _files.StartAsync(_files.Pair(old));
        string file = _files.Folder.File("server.pem", "no certificate");
        Assert.Equal([old.Certificate.Thumbprint], await ServedTls.PresentedAsync(server));
        Assert.Equal([old.Certificate.Thumbprint], await ServedTls.PresentedAsync(server));
        Assert.Equal([$"{file} has no certificate in it (PEM, -----BEGIN CERTIFICATE-----); the certificate of before is served on"], server.Said);

        File.Delete(file);
        Assert.Equal([old.Certificate.Thumbprint], await ServedTls.PresentedAsync(server));
        Assert.Equal($"{file} cannot be read: there is no such file; the certificate of before is served on", server.Said[^1]);
        _ = _files.Pair(renewed);
        Assert.Equal([renewed.Certificate.Thumbprint], await ServedTls.PresentedAsync(server));
        Assert.Equal(2, server.Said.Count);
    }

    [Fact]
    public async Task A_fault_that_passes_is_said_once_and_the_new_certificate_served_though_the_file_has_not_changed_again()
    {
        TestCertificate old = ServedTls.Leaf(), renewed = ServedTls.Leaf();
        await using GuardedServer server = await _files.StartAsync(_files.Pair(old));
        (string file, _) = _files.Pair(renewed);
        await using (new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.Equal([old.Certificate.Thumbprint], await ServedTls.PresentedAsync(server));
            Assert.Equal([old.Certificate.Thumbprint], await ServedTls.PresentedAsync(server));
        }

        Assert.Equal([renewed.Certificate.Thumbprint], await ServedTls.PresentedAsync(server));
        Assert.StartsWith($"{file} cannot be read: ", Assert.Single(server.Said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_that_cannot_be_used_change_nothing()
    {
        TestCertificate old = ServedTls.Leaf();
        await using GuardedServer server = await _files.StartAsync(_files.Pair(old));
        ServerTlsSettings broken = new() { Identity = ServedTls.Identity((_files.Folder.File("x.pem", ServedTls.Leaf().Pem), _files.Folder.File("x.key", ServedTls.Leaf().KeyPem))) };
        _ = Assert.Throws<FormatException>(() => server.Guard.Renew(new WebSettings { Tls = broken, Rate = new RateLimit(TimeSpan.FromDays(1), 1) }));
        for (int i = 0; i < 2; i++) Assert.Equal([old.Certificate.Thumbprint], await ServedTls.PresentedAsync(server));
    }

    public void Dispose() => _files.Dispose();
}
