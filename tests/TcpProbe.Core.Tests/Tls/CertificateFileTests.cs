using TcpProbe.Core.Tls;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Core.Tests.Tls;

public sealed class CertificateFileTests
{
    private static readonly TestCertificate s_root = TestCertificate.Root("Test Root");
    private static readonly TestCertificate s_leaf = s_root.Issue(TestDates.Good, "localhost");

    [Fact]
    public void The_certificates_of_a_file_keep_their_order()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("chain.pem", s_leaf.Pem + "words between\n" + s_root.Pem);
        CertificateFile file = CertificateFile.Read(path);
        Assert.Equal(path, file.Path);
        Assert.Equal(["CN=leaf", "CN=Test Root"], file.Certificates.Select(certificate => certificate.Subject));
    }

    [Fact]
    public void A_text_without_a_certificate_is_refused()
    {
        Assert.Equal("has no certificate in it (PEM, -----BEGIN CERTIFICATE-----)", Refusal(string.Empty));
        Assert.Equal("has no certificate in it (PEM, -----BEGIN CERTIFICATE-----)", Refusal(s_leaf.KeyPem));
    }

    [Fact]
    public void A_certificate_that_cannot_be_read_is_refused() =>
        Assert.Equal("has a certificate in it that cannot be read", Refusal(s_leaf.Pem + "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n"));

    private static string Refusal(string text) => Assert.Throws<FormatException>(() => CertificateFile.Parse(text, "any.pem")).Message;
}
