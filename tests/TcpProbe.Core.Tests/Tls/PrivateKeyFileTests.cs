using TcpProbe.Core.Tls;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Core.Tests.Tls;

public sealed class PrivateKeyFileTests
{
    private const string Encrypted = "has an encrypted key, and nobody is there to type its password; openssl pkey -in KEY -out PLAIN writes it without";

    // What OpenSSL wrote before PKCS #8, with the headers of RFC 1421.
    private const string EncryptedOfOld = """
        -----BEGIN RSA PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED
        DEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF

        AAAA
        -----END RSA PRIVATE KEY-----
        """;

    private static readonly TestCertificate s_leaf = TestCertificate.SelfSigned("leaf", TestDates.Good);

    [Fact]
    public void A_file_may_have_more_in_it_than_its_key()
    {
        using TemporaryFolder folder = new();
        string text = s_leaf.Pem + s_leaf.KeyPem;
        Assert.Equal(text, PrivateKeyFile.Read(folder.File("both.pem", text)).Text);
    }

    [Theory]
    [InlineData("PRIVATE KEY")]
    [InlineData("EC PRIVATE KEY")]
    [InlineData("RSA PRIVATE KEY")]
    public void A_key_of_any_kind_is_a_key(string label)
    {
        string text = $"-----BEGIN {label}-----\nAAAA\n-----END {label}-----\n";
        Assert.Equal(text, PrivateKeyFile.Parse(text).Text);
    }

    [Fact]
    public void A_key_that_needs_a_password_is_refused()
    {
        Assert.Equal(Encrypted, Refusal(s_leaf.EncryptedKeyPem));
        Assert.Equal(Encrypted, Refusal(EncryptedOfOld));
    }

    [Fact]
    public void A_text_without_a_key_is_refused() => Assert.Equal("has no private key in it (PEM, -----BEGIN PRIVATE KEY-----)", Refusal(s_leaf.Pem));

    private static string Refusal(string text) => Assert.Throws<FormatException>(() => PrivateKeyFile.Parse(text)).Message;
}
