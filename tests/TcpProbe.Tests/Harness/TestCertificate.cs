using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TcpProbe.Tests.Harness;

/// <summary>A certificate with its key, made for one test.</summary>
internal sealed class TestCertificate
{
    private readonly ECDsa key;

    private TestCertificate(string name, TestCertificate? issuer, TestDates dates, string[] names, bool isAuthority, string? usage, byte[]? bytesOfName = null)
    {
        key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, critical: true));
        if (names.Length > 0)
        {
            SubjectAlternativeNameBuilder alternatives = new();
            foreach (string alternative in names)
            {
                if (IPAddress.TryParse(alternative, out IPAddress? address))
                    alternatives.AddIpAddress(address);
                else
                    alternatives.AddDnsName(alternative);
            }

            request.CertificateExtensions.Add(alternatives.Build());
        }

        if (bytesOfName is not null)
            request.CertificateExtensions.Add(new X509Extension("2.5.29.17", Named(bytesOfName), critical: false));

        if (usage is not null)
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: false));

        // Only this overload lets a certificate outlive its issuer, or be signed by a key that is not its issuer's.
        using X509Certificate2 bare = request.Create(
            issuer?.Certificate.SubjectName ?? new X500DistinguishedName($"CN={name}"),
            X509SignatureGenerator.CreateForECDsa(issuer?.key ?? key),
            dates.NotBefore,
            dates.NotAfter,
            RandomNumberGenerator.GetBytes(8));
        Certificate = bare.CopyWithPrivateKey(key);
    }

    public X509Certificate2 Certificate { get; }

    public string Pem => Certificate.ExportCertificatePem() + "\n";

    public string KeyPem => key.ExportPkcs8PrivateKeyPem() + "\n";

    public string EncryptedKeyPem => key.ExportEncryptedPkcs8PrivateKeyPem("secret", new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1)) + "\n";

    /// <summary>Signed by itself, and no authority.</summary>
    public static TestCertificate SelfSigned(string name, TestDates dates, params string[] names) => new(name, null, dates, names, isAuthority: false, null);

    /// <summary>Signed by itself, to sign others.</summary>
    public static TestCertificate Root(string name, TestDates? dates = null) => new(name, null, dates ?? TestDates.Good, [], isAuthority: true, null);

    /// <summary>Signed by this one, to sign others.</summary>
    public TestCertificate Authority(string name, TestDates? dates = null) => new(name, this, dates ?? TestDates.Good, [], isAuthority: true, null);

    /// <summary>Signed by this one, for these names and addresses.</summary>
    public TestCertificate Issue(TestDates dates, params string[] names) => new("leaf", this, dates, names, isAuthority: false, null);

    /// <summary>Signed by this one, for a name that nobody could have registered: any bytes.</summary>
    public TestCertificate IssueForBytes(byte[] name) => new("leaf", this, TestDates.Good, [], isAuthority: false, null, name);

    /// <summary>Signed by this one, for one purpose only.</summary>
    public TestCertificate IssueFor(string usage, params string[] names) => new("leaf", this, TestDates.Good, names, isAuthority: false, usage);

    // GeneralNames { [2] dNSName }, RFC 5280 4.2.1.6; the builder of .NET would refuse what is no name.
    private static byte[] Named(byte[] name)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence()) writer.WriteOctetString(name, new Asn1Tag(TagClass.ContextSpecific, 2));
        return writer.Encode();
    }
}
