using System.Net.Security;
using System.Security.Authentication;
using TcpProbe.Exporter.Configuration;
using TcpProbe.Exporter.Web;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Exporter.Tests.Web;

/// <summary>The web configuration file, and where a mistake stands in it.</summary>
public sealed class WebFileTests : IDisposable
{
    private const string Hash = "$2y$04$abcdefghijklmnopqrstuu/LVz6MZlItEy42I2juLihZ66HnQx/cy";

    private readonly TemporaryFolder _folder = new();
    private readonly TestCertificate _server = TestCertificate.SelfSigned("server", TestDates.Good, "localhost");

    public WebFileTests()
    {
        _ = _folder.File("server.pem", _server.Pem);
        _ = _folder.File("server.key", _server.KeyPem);
        _ = _folder.File("other.key", TestCertificate.Root("other").KeyPem);
        _ = _folder.File("locked.key", _server.EncryptedKeyPem);
        _ = _folder.File("ca.pem", TestCertificate.Root("ca").Pem);
        _ = _folder.File("empty.pem", string.Empty);
    }

    [Fact]
    public void All_that_the_file_can_say_is_read_and_its_files_lie_beside_it()
    {
        WebSettings settings = Read($"""
            tls_server_config:
              cert_file: server.pem
              key_file: server.key
              client_ca_file: ca.pem
              client_auth_type: RequireAndVerifyClientCert
              client_allowed_sans: [prometheus.invalid, 127.0.0.1]
              min_version: TLS13
              max_version: TLS13
              cipher_suites: [TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256]
              prefer_server_cipher_suites: false
              curve_preferences: []
            http_server_config:
              http2: false
              headers:
                X-Frame-Options: deny
                X-Content-Type-Options: nosniff
                Strict-Transport-Security: max-age=60
                X-XSS-Protection:
            basic_auth_users:
              ali: {Hash}
            rate_limit:
              interval: 0.5s
              burst: 10
            """);
        ServerTlsSettings tls = settings.Tls!;
        Assert.Equal(_server.Certificate.Thumbprint, tls.Identity.Now()!.Certificate.Thumbprint);
        Assert.Equal(_folder.PathOf("ca.pem"), tls.ClientAuthorities!.Now().Path);
        Assert.Equal(ClientAuth.RequireAndVerifyClientCert, tls.ClientAuth);
        Assert.Equal(["prometheus.invalid", "127.0.0.1"], tls.ClientNames);
        Assert.Equal(SslProtocols.Tls13, tls.Versions);
        Assert.Equal([TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256], tls.Suites);
        Assert.False(settings.Http2);
        Assert.Equal(
            ["Strict-Transport-Security: max-age=60", "X-Content-Type-Options: nosniff", "X-Frame-Options: deny"],
            settings.Headers.Items.Select(item => $"{item.Key}: {item.Value}"));
        Assert.Equal(Hash, settings.Users["ali"]);
        Assert.Equal(new RateLimit(TimeSpan.FromMilliseconds(500), 10), settings.Rate);
        Assert.Empty(settings.Remarks);
        Assert.Equal("HTTPS for clients with a certificate, passwords of 1 user", settings.Summary);
    }

    [Theory]
    [InlineData("")]
    [InlineData("http_server_config:\nrate_limit:\n")]
    [InlineData("rate_limit: {interval: 0, burst: 5}\n")]
    public void A_file_that_says_nothing_leaves_the_exporter_open_and_that_is_said(string text)
    {
        WebSettings settings = Read(text);
        Assert.Null(settings.Tls);
        Assert.True(settings.Http2);
        Assert.Empty(settings.Users);
        Assert.Null(settings.Rate);
        Assert.Equal([$"{Path} has neither TLS nor passwords: whoever reaches the exporter may use it"], settings.Remarks);
        Assert.Equal("plain HTTP, no password", settings.Summary);
    }

    [Theory]
    [InlineData("tls_server_config: {cert_file: server.pem, key_file: server.key}", "HTTPS, no password")]
    [InlineData("basic_auth_users: {ali: HASH, cassim: HASH}", "plain HTTP, passwords of 2 users")]
    public void A_file_that_locks_the_door_says_how_and_nothing_else(string text, string summary)
    {
        WebSettings settings = Read(text.Replace("HASH", Hash, StringComparison.Ordinal));
        Assert.Equal(summary, settings.Summary);
        Assert.Empty(settings.Remarks);
    }

    [Fact]
    public void Certificate_and_key_may_stand_in_the_file_itself()
    {
        WebSettings settings = Read($"tls_server_config:\n  cert: |\n{Indented(_server.Pem)}  key: |\n{Indented(_server.KeyPem)}");
        Assert.Equal(_server.Certificate.Thumbprint, settings.Tls!.Identity.Now()!.Certificate.Thumbprint);
    }

    [Theory]
    [InlineData("TLS10")]
    [InlineData("TLS11")]
    public void Versions_that_nobody_should_speak_are_raised_and_that_is_said(string version)
    {
        WebSettings settings = Read($"tls_server_config: {{cert_file: server.pem, key_file: server.key, min_version: {version}}}");
#pragma warning disable CA5398 // What is asked for is what is looked at.
        Assert.Equal(SslProtocols.Tls12 | SslProtocols.Tls13, settings.Tls!.Versions);
#pragma warning restore CA5398
        Assert.Equal([$"{Path}:1:79: min_version: {version} counts as TLS12, the oldest version that is served"], settings.Remarks);
    }

    [Theory]
    [InlineData("tls: {}", "1:1: unknown key; here are tls_server_config, http_server_config, basic_auth_users, rate_limit")]
    [InlineData("tls_server_config:\n", "1:19: tls_server_config: has nothing behind it, so that the door would stand open; fill it, or leave it out")]
    [InlineData("basic_auth_users:\n", "1:18: basic_auth_users: has nothing behind it, so that the door would stand open; fill it, or leave it out")]
    [InlineData("basic_auth_users: {}", "1:19: basic_auth_users: has nothing behind it, so that the door would stand open; fill it, or leave it out")]
    [InlineData("tls_server_config: {}", "1:20: tls_server_config: has neither cert nor cert_file")]
    [InlineData("tls_server_config: {cert_file: '', key_file: }", "1:20: tls_server_config: has neither cert nor cert_file")]
    [InlineData("tls_server_config: {min_version: TLS13}", "1:20: tls_server_config: has neither cert nor cert_file")]
    [InlineData("tls_server_config: {cert_file: server.pem}", "1:32: cert_file: stands without key or key_file, its private key")]
    [InlineData("tls_server_config: {cert: x, cert_file: server.pem, key_file: server.key}", "1:41: cert_file: stands beside cert; write one of them")]
    [InlineData("tls_server_config: {cert_file: no.pem, key_file: server.key}", "1:32: cert_file: FOLDER/no.pem cannot be read: there is no such file")]
    [InlineData("tls_server_config: {cert_file: empty.pem, key_file: server.key}", "1:32: cert_file: FOLDER/empty.pem has no certificate in it (PEM, -----BEGIN CERTIFICATE-----)")]
    [InlineData("tls_server_config: {cert_file: server.pem, key_file: ca.pem}", "1:54: key_file: FOLDER/ca.pem has no private key in it (PEM, -----BEGIN PRIVATE KEY-----)")]
    [InlineData("tls_server_config: {cert_file: server.pem, key_file: other.key}", "1:32: cert_file: FOLDER/server.pem does not belong to the private key, or that key cannot be read")]
    [InlineData("tls_server_config: {cert_file: server.pem, key_file: locked.key}", "1:54: key_file: FOLDER/locked.key has an encrypted key, and nobody is there to type its password; openssl pkey -in KEY -out PLAIN writes it without")]
    [InlineData("tls_server_config: {cert_file: server.pem, key_file: server.key, client_ca_file: ca.pem}", "1:82: client_ca_file: stands there without a client_auth_type, so that no client would be asked")]
    [InlineData("tls_server_config: {cert_file: server.pem, key_file: server.key, client_auth_type: RequireAndVerifyClientCert}", "1:84: client_auth_type: needs client_ca or client_ca_file")]
    [InlineData("tls_server_config: {cert_file: server.pem, key_file: server.key, client_auth_type: Any}", "1:84: client_auth_type: Any is not one of NoClientCert, RequestClientCert, RequireAnyClientCert, VerifyClientCertIfGiven, RequireAndVerifyClientCert")]
    [InlineData("tls_server_config: {cert_file: server.pem, key_file: server.key, client_auth_type: RequireAnyClientCert, client_allowed_sans: [a]}", "1:127: client_allowed_sans: proves nothing about a certificate that anybody may have signed; set client_auth_type to RequireAndVerifyClientCert")]
    [InlineData("tls_server_config: {cert_file: server.pem, key_file: server.key, min_version: TLS9}", "1:79: min_version: TLS9 is not one of TLS10, TLS11, TLS12, TLS13")]
    [InlineData("tls_server_config: {cert_file: server.pem, key_file: server.key, max_version: TLS11}", "1:79: max_version: TLS11 is older than what is spoken here (TLS12, TLS13)")]
    [InlineData("tls_server_config: {cert_file: server.pem, key_file: server.key, min_version: TLS13, max_version: TLS12}", "1:79: min_version: is newer than max_version")]
    [InlineData("tls_server_config: {cert_file: server.pem, key_file: server.key, cipher_suites: [TLS_RSA_WITH_RC4_128_SHA]}", "1:82: TLS_RSA_WITH_RC4_128_SHA is not a cipher suite that is served; write a name such as TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")]
    [InlineData("tls_server_config: {cert_file: server.pem, key_file: server.key, curve_preferences: [X25519]}", "1:85: curve_preferences: cannot be set here: .NET leaves the curves to OpenSSL, whose own configuration (Groups) has them")]
    [InlineData("http_server_config: {http2: perhaps}", "1:29: http2: perhaps is not true or false")]
    [InlineData("http_server_config: {headers: {Server: x}}", "1:32: unknown key; here are Content-Security-Policy, Strict-Transport-Security, X-Content-Type-Options, X-Frame-Options, X-XSS-Protection")]
    [InlineData("http_server_config: {headers: {X-Frame-Options: allow}}", "1:49: X-Frame-Options: allow is not deny or sameorigin")]
    [InlineData("http_server_config: {headers: {Content-Security-Policy: \"a\\r\\nb\"}}", "1:57: Content-Security-Policy: a\\r\\nb has a character in it that no header may have")]
    [InlineData("basic_auth_users: {ali: open sesame}", "1:25: ali: is not a bcrypt hash; htpasswd -nBC 10 \"\" prints one")]
    [InlineData("basic_auth_users: {ali: $2y$18$abcdefghijklmnopqrstuudMegMbPN37MbpdEfAtP66w1z0RBCtLG}", "1:25: ali: has the cost 18, so that a check would take from half a minute to days; 17 is the most; htpasswd -nBC 10 \"\" prints one")]
    [InlineData("basic_auth_users:\n  ali:\n", "2:3: has no bcrypt hash behind it; htpasswd -nBC 10 \"\" prints one")]
    [InlineData("basic_auth_users: {'a:b': x}", "1:27: a:…: has a colon in the name, where the password would begin")]
    [InlineData("rate_limit: {interval: 1}", "1:24: interval: 1 has no unit; write 1s")]
    [InlineData("rate_limit: {interval: 1s}", "1:13: rate_limit: has no burst, so that no request would ever be answered; write burst: 1 or more")]
    [InlineData("rate_limit: {interval: 1s, burst: -1}", "1:35: burst: -1 is not a whole number from 0 to 1000000")]
    public void A_mistake_is_told_with_its_place(string text, string said)
    {
        ConfigMistake mistake = Assert.Throws<ConfigMistake>(() => Read(text));
        string folder = System.IO.Path.GetDirectoryName(Path)!;
        Assert.Equal($"{Path}:{said.Replace("FOLDER", folder, StringComparison.Ordinal)}", mistake.Message);
    }

    [Theory]
    [InlineData("basic_auth_users: {ali: SECRET}")]
    [InlineData("basic_auth_users: {ali: $2y$99$SECRET}")]
    [InlineData("tls_server_config: {cert_file: server.pem, key: SECRET}")]
    [InlineData("tls_server_config: {cert_file: server.pem, key: \"-----BEGIN PRIVATE KEY-----\\nSECRET\\n-----END PRIVATE KEY-----\"}")]
    [InlineData("tls_server_config: {cert: SECRET, key: SECRET}")]
    public void No_message_shows_a_secret(string text) =>
        Assert.DoesNotContain("SECRET", Assert.Throws<ConfigMistake>(() => Read(text)).ToString(), StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();

    private string Path => _folder.PathOf("web.yml");

    private static string Indented(string pem) => string.Concat(pem.TrimEnd('\n').Split('\n').Select(line => $"    {line}\n"));

    private WebSettings Read(string text) => WebFile.Read(_folder.File("web.yml", text));
}
