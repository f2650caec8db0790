using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TcpProbe.Core.Tls;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Core.Tests.Tls;

/// <summary>Certificates and the keys that should be theirs.</summary>
public sealed class TlsIdentityTests
{
    private static readonly TestCertificate s_root = TestCertificate.Root("Test Root");
    private static readonly TestCertificate s_intermediate = s_root.Authority("Test Intermediate");
    private static readonly TestCertificate s_leaf = s_intermediate.Issue(TestDates.Good, "client");

    [Fact]
    public void The_first_certificate_is_ours_and_the_others_lie_between()
    {
        TlsIdentity identity = Of(s_leaf.Pem + s_intermediate.Pem + s_root.Pem, s_leaf.KeyPem);
        Assert.Equal(("CN=leaf", true), (identity.Certificate.Subject, identity.Certificate.HasPrivateKey));
        Assert.Equal(["CN=Test Intermediate", "CN=Test Root"], identity.Intermediates.Select(certificate => certificate.Subject));
    }

    [Fact]
    public void The_key_may_stand_beside_the_certificates() => Assert.True(Of(s_leaf.KeyPem + s_leaf.Pem, key: null).Certificate.HasPrivateKey);

    [Fact]
    public void Of_two_keys_the_one_that_is_named_counts() => Assert.True(Of(s_leaf.Pem + s_root.KeyPem, s_leaf.KeyPem).Certificate.HasPrivateKey);

    [Fact]
    public void Certificates_alone_are_nobody() => Assert.Equal("has no private key in it; name the key's file with --key", Refusal(s_leaf.Pem, key: null));

    [Fact]
    public void A_key_of_another_certificate_is_refused() =>
        Assert.Equal("does not belong to the private key, or that key cannot be read", Refusal(s_leaf.Pem, s_root.KeyPem));

    [Fact]
    public void A_key_that_cannot_be_read_is_refused() =>
        Assert.Equal("does not belong to the private key, or that key cannot be read", Refusal(s_leaf.Pem, "-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n"));

    [Fact]
    public void A_key_that_TLS_has_no_use_for_is_refused()
    {
#pragma warning disable CA5384 // That nobody signs with such a key any more is what this is about.
        using DSA key = DSA.Create(1024);
#pragma warning restore CA5384
        CertificateRequest request = new(new X500DistinguishedName("CN=dsa"), new PublicKey(key), HashAlgorithmName.SHA256);
        using ECDsa issuer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate = request.Create(
            s_root.Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(issuer), TestDates.Good.NotBefore, TestDates.Good.NotAfter, [1]);
        Assert.Equal("has a key of a kind that TLS has no use for (RSA and EC have one)", Refusal(certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem()));
    }

    private static TlsIdentity Of(string certificates, string? key) =>
        TlsIdentity.Of(CertificateFile.Parse(certificates, "cert.pem"), key is null ? null : PrivateKeyFile.Parse(key))!;

    private static string Refusal(string certificates, string? key) => Assert.Throws<FormatException>(() => Of(certificates, key)).Message;
}
