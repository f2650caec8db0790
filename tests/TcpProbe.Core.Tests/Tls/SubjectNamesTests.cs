using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TcpProbe.Core.Tls;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Core.Tests.Tls;

public sealed class SubjectNamesTests
{
    private static readonly ECDsa s_key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    [Theory]
    [InlineData("CN=leaf,OU=Unit", "leaf")]
    [InlineData("OU=Unit", "OU=Unit")]
    public void A_certificate_is_called_by_its_common_name_or_by_all_its_names(string subject, string name)
    {
        using X509Certificate2 certificate = Issued(subject, issuer: "CN=Authority");
        Assert.Equal(name, SubjectNames.Short(certificate, ofIssuer: false));
    }

    [Theory]
    [InlineData("CN=Authority,OU=Trust", "Authority")]
    [InlineData("OU=Trust", "OU=Trust")]
    public void Its_issuer_is_called_alike(string issuer, string name)
    {
        using X509Certificate2 certificate = Issued("OU=Unit", issuer);
        Assert.Equal(name, SubjectNames.Short(certificate, ofIssuer: true));
    }

    [Theory]
    [InlineData("_service.example", true)]
    [InlineData("_SERVICE.Example", true)]
    [InlineData("_other.example", false)]
    public void A_name_that_no_host_has_is_the_same_by_its_letters_alone(string name, bool matches)
    {
        X509Certificate2 certificate = TestCertificate.Root("Test Root").Issue(TestDates.Good, "_service.example", "*.example").Certificate;
        Assert.Equal(matches, SubjectNames.Matches(certificate, SubjectNames.Of(certificate)!, name));
    }

    private static X509Certificate2 Issued(string subject, string issuer) => new CertificateRequest(subject, s_key, HashAlgorithmName.SHA256)
        .Create(new X500DistinguishedName(issuer), X509SignatureGenerator.CreateForECDsa(s_key), TestDates.Good.NotBefore, TestDates.Good.NotAfter, [1]);
}
