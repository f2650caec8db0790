using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TcpProbe.Exporter.Web;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Exporter.Tests.Web;

/// <summary>The names in a certificate.</summary>
public sealed class AlternativeNamesTests
{
    [Fact]
    public void Names_of_every_kind_are_read_and_none_where_there_are_none()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=x", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("a.invalid");
        names.AddIpAddress(IPAddress.IPv6Loopback);
        names.AddEmailAddress("ali@a.invalid");
        names.AddUri(new Uri("spiffe://a.invalid/ali"));
        names.AddUserPrincipalName("unread");
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 certificate = request.CreateSelfSigned(TestDates.Good.NotBefore, TestDates.Good.NotAfter);
        Assert.Equal(["a.invalid", "::1", "ali@a.invalid", "spiffe://a.invalid/ali"], AlternativeNames.Of(certificate));
        Assert.Empty(AlternativeNames.Of(TestCertificate.Root("none").Certificate));
    }
}
