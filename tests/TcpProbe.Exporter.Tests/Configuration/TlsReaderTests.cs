using TcpProbe.Core.Tls;
using TcpProbe.Exporter.Configuration;
using TcpProbe.Exporter.Modules;
using TcpProbe.Exporter.Tests.Harness;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Exporter.Tests.Configuration;

/// <summary>The TLS of a module: what is asked of the handshake, and where its files are.</summary>
public sealed class TlsReaderTests
{
    [Fact]
    public void Every_key_can_be_set()
    {
        TlsTerms terms = Terms("{server_name: mail.invalid, insecure_skip_verify: true, min_version: TLS13, max_version: TLS13, alpn: [h2, http/1.1], cert_days: 14}");
        Assert.Equal(("mail.invalid", true, TlsVersion.Tls13, TlsVersion.Tls13, 14), (terms.ServerName, terms.Insecure, terms.Minimum, terms.Maximum, terms.CertificateDays));
        Assert.Equal(["h2", "http/1.1"], terms.Protocols);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("{ca: '', ca_file: '', cert: '', cert_file: '', key: '', key_file: '', ca_ref: '', server_name: ''}")]
    public void What_is_empty_asks_nothing(string config)
    {
        TlsTerms terms = Terms(config);
        Assert.Equal(new TlsTerms() with { Protocols = terms.Protocols }, terms);
        Assert.Empty(terms.Protocols);
    }

    [Theory]
    [InlineData("{min_version: TLS10}", TlsVersion.Tls12, TlsVersion.Tls13)]
    [InlineData("{min_version: TLS11, max_version: TLS12}", TlsVersion.Tls12, TlsVersion.Tls12)]
    [InlineData("{min_version: TLS12}", TlsVersion.Tls12, TlsVersion.Tls13)]
    [InlineData("{min_version: TLS13}", TlsVersion.Tls13, TlsVersion.Tls13)]
    public void What_is_older_than_TLS_1_2_is_not_spoken(string config, TlsVersion oldest, TlsVersion newest)
    {
        TlsTerms terms = Terms(config);
        Assert.Equal((oldest, newest), (terms.Minimum, terms.Maximum));
    }

    [Fact]
    public void The_name_of_the_request_stands_in_for_one_that_the_module_does_not_say()
    {
        TlsFiles unnamed = ModuleText.Tcp("   tls: true").Tls!, named = ModuleText.Tcp("   tls: true\n   tls_config: {server_name: own.invalid}").Tls!;
        Assert.Equal(("asked.invalid", "own.invalid", null), (unnamed.Now("asked.invalid").ServerName, named.Now("asked.invalid").ServerName, unnamed.Now(null).ServerName));
    }

    [Fact]
    public void Certificates_and_keys_stand_in_the_configuration_or_in_files()
    {
        TestCertificate root = TestCertificate.Root("root"), leaf = root.Issue(TestDates.Good, "a.invalid");
        using TemporaryFolder folder = new();
        string inFiles = $"{{ca_file: {folder.File("ca.pem", root.Pem)}, cert_file: {folder.File("cert.pem", leaf.Pem)}, key_file: {folder.File("key.pem", leaf.KeyPem)}}}";
        string inText = $"{{ca: {Quoted(root.Pem)}, cert: {Quoted(leaf.Pem)}, key: {Quoted(leaf.KeyPem)}}}";
        Assert.All([inFiles, inText], config =>
        {
            Settings settings = Settings(config);
            TlsTerms terms = settings.Modules["m"].Tls!.Now(null);
            Assert.Empty(settings.Warnings);
            Assert.Null(terms.Obstacle);
            Assert.Equal(root.Certificate.Thumbprint, Assert.Single(terms.Authorities!).Thumbprint);
            Assert.Equal(leaf.Certificate.Thumbprint, terms.Identity!.Certificate.Thumbprint);
        });
    }

    [Fact]
    public void A_file_that_is_not_there_is_told_and_is_in_the_way_of_the_handshake_until_it_is()
    {
        using TemporaryFolder folder = new();
        string path = folder.PathOf("ca.pem"), obstacle = $"{path} cannot be read: there is no such file";
        Settings settings = Settings($"{{ca_file: {path}}}");
        Assert.Equal([$"f.yml:1:67: ca_file: {obstacle}"], settings.Warnings);
        TlsFiles files = settings.Modules["m"].Tls!;
        Assert.Equal(obstacle, files.Now(null).Obstacle);
        _ = folder.File("ca.pem", TestCertificate.Root("root").Pem);
        Assert.Null(files.Now(null).Obstacle);
        _ = folder.File("ca.pem", "nothing");
        Assert.Equal($"{path} has no certificate in it (PEM, -----BEGIN CERTIFICATE-----)", files.Now(null).Obstacle);
    }

    [Fact]
    public void A_key_of_another_certificate_is_told()
    {
        TestCertificate one = TestCertificate.Root("one"), other = TestCertificate.Root("other");
        using TemporaryFolder folder = new();
        string path = folder.File("cert.pem", one.Pem);
        Settings settings = Settings($"{{cert_file: {path}, key: {Quoted(other.KeyPem)}}}");
        Assert.Equal($"{path} does not belong to the private key, or that key cannot be read", settings.Modules["m"].Tls!.Now(null).Obstacle);
        _ = Assert.Single(settings.Warnings);
    }

    [Fact]
    public void Each_file_that_cannot_be_used_is_told_once_where_it_is_named() => Assert.Equal(
        [
            "f.yml:1:69: cert_file: /no/such/cert cannot be read: there is no such directory",
            "f.yml:1:94: key_file: /no/such/key cannot be read: there is no such directory",
        ],
        Settings("{cert_file: /no/such/cert, key_file: /no/such/key}").Warnings);

    [Fact]
    public void Files_of_a_module_without_TLS_are_nobodys_concern_but_that_nothing_begins_it_is_said()
    {
        string warning = Assert.Single(ModuleText.Settings("modules: {m: {prober: tcp, tcp: {tls_config: {ca_file: /no/such/file}}}}").Warnings);
        Assert.EndsWith("tls_config: is for TLS, and nothing begins it (tls: true, or starttls in query_response)", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cert_days: 14")]
    [InlineData("alpn: [h2]")]
    public void What_is_asked_of_TLS_that_nothing_begins_is_refused(string key) =>
        Assert.Contains("tls_config: asks something of TLS, and nothing begins it", Assert.Throws<ConfigMistake>(() => ModuleText.Settings($"modules: {{m: {{prober: tcp, tcp: {{tls_config: {{{key}}}}}}}}}")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{ca: x, ca_file: y}", "2:33: ca_file: stands beside ca; write one of them")]
    [InlineData("{cert: x, cert_file: y}", "2:37: cert_file: stands beside cert; write one of them")]
    [InlineData("{cert_file: x}", "2:28: cert_file: stands without key or key_file, its private key")]
    [InlineData("{key_file: x}", "2:27: key_file: stands without cert or cert_file, the certificate it belongs to")]
    [InlineData("{ca_ref: x}", "2:25: ca_ref: names a secret that Prometheus would keep; write ca or ca_file")]
    [InlineData("{key_ref: x}", "2:26: key_ref: names a secret that Prometheus would keep; write key or key_file")]
    [InlineData("{ca: x}", "2:21: ca: has no certificate in it (PEM, -----BEGIN CERTIFICATE-----)")]
    [InlineData("{cert_file: y, key: x}", "2:36: key: has no private key in it (PEM, -----BEGIN PRIVATE KEY-----)")]
    [InlineData("{min_version: TLS14}", "2:30: min_version: TLS14 is not one of TLS10, TLS11, TLS12, TLS13")]
    [InlineData("{max_version: TLS11}", "2:30: max_version: TLS11 is older than what is spoken here (TLS12, TLS13)")]
    [InlineData("{min_version: TLS13, max_version: TLS12}", "2:30: min_version: is newer than max_version")]
    [InlineData("{insecure_skip_verify: 1}", "2:39: insecure_skip_verify: 1 is not true or false")]
    [InlineData("{server_name: 'a b'}", "2:30: server_name: ")]
    [InlineData("{alpn: h2}", "2:23: alpn: is not a list")]
    [InlineData("{alpn: ['']}", "2:23: alpn: is not a list of protocols (h2,http/1.1)")]
    [InlineData("{cert_days: -1}", "2:28: cert_days: -1 is not a whole number from 0 to 36500")]
    [InlineData("{verify: true}", "2:17: unknown key; here are ca, ca_file, ca_ref, cert, cert_file")]
    [InlineData("[1]", "2:16: tls_config: is not a map")]
    public void A_mistake_is_told_with_its_place_and_what_to_write(string config, string said) =>
        Assert.StartsWith(said, ModuleText.Mistake($"   tls: true\n   tls_config: {config}"), StringComparison.Ordinal);

    private static TlsTerms Terms(string config) => ModuleText.Tcp($"   tls: true\n   tls_config: {config}").Tls!.Now(null);

    private static Settings Settings(string config) => ModuleText.Settings($"modules: {{m: {{prober: tcp, tcp: {{tls: true, tls_config: {config}}}}}}}");

    private static string Quoted(string pem) => $"\"{pem.Replace("\n", "\\n", StringComparison.Ordinal)}\"";
}
