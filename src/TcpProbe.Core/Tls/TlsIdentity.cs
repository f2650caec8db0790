using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TcpProbe.Core.Tls;

/// <summary>A certificate of ours with its private key, and the certificates that stood beside it, for a peer that asks who we are.</summary>
/// <param name="Certificate">The certificate, which has its key.</param>
/// <param name="Intermediates">What lies between it and an authority.</param>
public sealed record TlsIdentity(X509Certificate2 Certificate, IReadOnlyList<X509Certificate2> Intermediates)
{
    // id-dsa (RFC 3279): TLS 1.3 has dropped it, and OpenSSL with it.
    private const string Dsa = "1.2.840.10040.4.1";

    /// <summary>The first certificate of a file with its key, the others as its intermediates; <c>null</c> without the TLS library.</summary>
    /// <param name="certificates">The certificates.</param>
    /// <param name="key">The key, <c>null</c> if it stands beside them.</param>
    /// <exception cref="FormatException">The two do not belong together; the message completes the sentence "FILE …".</exception>
    public static TlsIdentity? Of(CertificateFile certificates, PrivateKeyFile? key)
    {
        key ??= PrivateKeyFile.Beside(certificates);
        if (certificates.Certificates.Count == 0) return null;
        try
        {
            X509Certificate2 certificate = X509Certificate2.CreateFromPem(certificates.Text, key.Text);
            return certificate.GetKeyAlgorithm() is not Dsa
                ? new TlsIdentity(certificate, [.. certificates.Certificates.Skip(1)])
                : throw new FormatException("has a key of a kind that TLS has no use for (RSA and EC have one)");
        }
        catch (Exception wrong) when (wrong is CryptographicException or ArgumentException)
        {
            throw new FormatException("does not belong to the private key, or that key cannot be read");
        }
    }
}
