using System.CommandLine;
using TcpProbe.Commands;
using TcpProbe.Core.Tls;
using TcpProbe.Endings;
using TcpProbe.Options;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.Options;

public sealed class TlsOptionsTests : IDisposable
{
    private static readonly TestCertificate Root = TestCertificate.Root("Test Root");
    private static readonly TestCertificate Middle = Root.Authority("Test Intermediate");
    private static readonly TestCertificate Client = Middle.Issue(TestDates.Good, "client");

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [ProgramFact("openssl")]
    public void A_key_that_TLS_has_no_use_for_is_a_mistake()
    {
        string key = folder.File("dsa-key.pem", string.Empty), certificate = folder.File("dsa.pem", string.Empty);
        string make = $"openssl dsaparam -genkey -out {key} 2048 && openssl req -x509 -new -key {key} -subj /CN=dsa -out {certificate}";
        using (System.Diagnostics.Process shell = System.Diagnostics.Process.Start("sh", ["-c", $"{{ {make}; }} >/dev/null 2>&1"])) shell.WaitForExit();
        Assert.Contains("a kind that TLS has no use for", CommandLine.Mistake("h", "1", "--tls", "--cert", certificate, "--key", key), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_tls_nothing_is_asked_of_a_handshake() => Assert.Null(Bind());

    [Fact]
    public void Tls_alone_verifies_by_the_systems_authorities()
    {
        TlsTerms terms = Bind("--tls")!;
        Assert.True(terms is { ServerName: null, Protocols: [], Authorities: null, Identity: null, Minimum: TlsVersion.Tls12, Insecure: false, CertificateDays: null });
    }

    [Fact]
    public void Every_option_reaches_the_terms()
    {
        string ca = folder.File("ca.pem", Root.Pem + "words between\n" + Middle.Pem), cert = folder.File("cert.pem", Client.Pem + Middle.Pem), key = folder.File("key.pem", Client.KeyPem);
        TlsTerms terms = Bind(
            "--tls", "--ca", ca, "--sni", "www.example", "--alpn", "h2,http/1.1", "--cert", cert, "--key", key, "--tls-min", "1.3", "--insecure", "--cert-days", "14")!;
        Assert.Equal(("www.example", TlsVersion.Tls13, true, 14), (terms.ServerName, terms.Minimum, terms.Insecure, terms.CertificateDays));
        Assert.Equal(["h2", "http/1.1"], terms.Protocols);
        Assert.Equal(["CN=Test Root", "CN=Test Intermediate"], terms.Authorities!.Select(authority => authority.Subject));
        Assert.True(terms.Identity!.Certificate.HasPrivateKey);
        Assert.Equal("CN=Test Intermediate", Assert.Single(terms.Identity.Intermediates).Subject);
    }

    [Fact]
    public void The_key_may_stand_beside_the_certificate() =>
        Assert.True(Bind("--tls", "--cert", folder.File("both.pem", Client.KeyPem + Client.Pem))!.Identity!.Certificate.HasPrivateKey);

    [Fact]
    public void The_options_serve_a_step_that_begins_TLS_too() => Assert.True(Bind(startTls: true, "--insecure")!.Insecure);

    [Fact]
    public void Tls_cannot_begin_twice() =>
        Assert.Equal("--tls begins at once and --starttls after a talk; write one of them", Assert.Throws<UsageException>(() => Bind(startTls: true, "--tls")).Message);

    [Theory]
    [InlineData("--sni", "www.example")]
    [InlineData("--alpn", "h2")]
    [InlineData("--tls-min", "1.2")]
    [InlineData("--cert-days", "0")]
    [InlineData("--insecure")]
    public void What_is_about_a_handshake_needs_one(params string[] options) =>
        Assert.Equal($"{options[0]} is given without --tls", Assert.Throws<UsageException>(() => Bind(options)).Message);

    [Fact]
    public void A_key_needs_its_certificate() =>
        Assert.Equal("--key is given without --cert, the certificate it belongs to", Assert.Throws<UsageException>(() => Bind("--tls", "--key", folder.File("key.pem", Client.KeyPem))).Message);

    [Theory]
    [InlineData("--sni", "256.1.1.1", "--sni: 256.1.1.1 is not an IPv4 address; write four decimal parts, such as 127.0.0.1")]
    [InlineData("--sni", "a b", "--sni: a b: no host name has a blank; write letters, digits, dots and hyphens")]
    [InlineData("--sni", "", "--sni: an empty name is sent nowhere")]
    [InlineData("--alpn", "", "--alpn '' is not a list of protocols (h2,http/1.1)")]
    [InlineData("--alpn", "h2,,x", "--alpn h2,,x is not a list of protocols (h2,http/1.1)")]
    [InlineData("--alpn", "h2, x", "--alpn h2, x is not a list of protocols (h2,http/1.1)")]
    [InlineData("--tls-min", "1.1", "--tls-min 1.1 is not one of 1.2, 1.3")]
    [InlineData("--cert-days", "-1", "--cert-days -1 is not a whole number from 0 to 36500")]
    [InlineData("--cert-days", "1.5", "--cert-days 1.5 is not a whole number from 0 to 36500")]
    public void A_wrong_value_says_what_is_right(string option, string value, string complaint) =>
        Assert.Equal(complaint, Assert.Throws<UsageException>(() => Bind("--tls", $"{option}={value}")).Message);

    [Fact]
    public void A_file_that_is_not_there_is_a_mistake_of_the_option()
    {
        string nowhere = folder.PathOf("nowhere.pem");
        foreach (string option in (string[])["--ca", "--cert", "--key"])
            Assert.Equal($"{option} {nowhere} cannot be read: there is no such file", Mistake(option, nowhere));
    }

    [Fact]
    public void A_folder_is_no_file() => Assert.Equal($"--ca {Path.GetTempPath()} cannot be read: it is a directory", Mistake("--ca", Path.GetTempPath()));

    [Fact]
    public void A_file_without_what_is_looked_for_is_a_mistake()
    {
        string empty = folder.File("empty.pem", string.Empty), key = folder.File("key.pem", Client.KeyPem), cert = folder.File("cert.pem", Client.Pem);
        Assert.Equal($"--ca {empty} has no certificate in it (PEM, -----BEGIN CERTIFICATE-----)", Mistake("--ca", empty));
        Assert.Equal($"--cert {key} has no certificate in it (PEM, -----BEGIN CERTIFICATE-----)", Mistake("--cert", key));
        Assert.Equal($"--key {cert} has no private key in it (PEM, -----BEGIN PRIVATE KEY-----)", Mistake("--cert", cert, "--key", cert));
        Assert.Equal($"--cert {cert} has no private key in it; name the key's file with --key", Mistake("--cert", cert));
    }

    [Fact]
    public void A_damaged_certificate_is_a_mistake()
    {
        string damaged = folder.File("damaged.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        Assert.Equal($"--ca {damaged} has a certificate in it that cannot be read", Mistake("--ca", damaged));
    }

    [Fact]
    public void A_key_of_another_certificate_is_a_mistake()
    {
        string cert = folder.File("cert.pem", Client.Pem), key = folder.File("key.pem", Middle.KeyPem);
        Assert.Equal($"--cert {cert} does not belong to the private key, or that key cannot be read", Mistake("--cert", cert, "--key", key));
    }

    [Fact]
    public void A_key_that_needs_a_password_is_a_mistake()
    {
        string key = folder.File("key.pem", Client.EncryptedKeyPem);
        Assert.Equal(
            $"--key {key} has an encrypted key, and nobody is there to type its password; openssl pkey -in KEY -out PLAIN writes it without",
            Mistake("--cert", folder.File("cert.pem", Client.Pem), "--key", key));
    }

    [Fact]
    public void A_file_without_an_end_is_a_mistake()
    {
        if (!OperatingSystem.IsLinux()) return;
        Assert.Equal("--ca /dev/zero is larger than any file of certificates (16 MiB)", Mistake("--ca", "/dev/zero"));
    }

    private static string Mistake(params string[] options) => Assert.Throws<UsageException>(() => Bind(["--tls", .. options])).Message;

    private static TlsTerms? Bind(params string[] options) => Bind(startTls: false, options);

    private static TlsTerms? Bind(bool startTls, params string[] options)
    {
        TlsOptions group = new();
        (ParseResult parsed, _) = CommandParser.Parse("tcpprobe", [group], options);
        return group.Bind(parsed, startTls);
    }
}
