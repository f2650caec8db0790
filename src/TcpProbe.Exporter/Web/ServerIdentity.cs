using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TcpProbe.Exporter.Web;

/// <summary>Who the server is: its certificate with its key and what stands behind it.</summary>
internal static class ServerIdentity
{
    /// <summary>Reads it.</summary>
    /// <exception cref="FormatException">It cannot be used; the message is a sentence.</exception>
    public static SslStreamCertificateContext Read(PemSource certificate, PemSource key)
    {
        X509Certificate2Collection chain = certificate.Certificates();
        string secret = key.Read();
        string[] labels = [.. Labels(secret)];
        if (labels.Contains("ENCRYPTED PRIVATE KEY") || secret.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
            throw new FormatException($"{key.Name} is encrypted, and nobody is there to type its password");
        if (!Array.Exists(labels, label => label.EndsWith("PRIVATE KEY", StringComparison.Ordinal)))
            throw new FormatException($"{key.Name} has no private key in it (PEM, -----BEGIN PRIVATE KEY-----)");
        try
        {
            X509Certificate2 leaf = X509Certificate2.CreateFromPem(chain[0].ExportCertificatePem(), secret);
            chain.RemoveAt(0);
            return SslStreamCertificateContext.Create(leaf, chain, offline: true);
        }
        catch (Exception wrong) when (wrong is CryptographicException or ArgumentException)
        {
            throw new FormatException($"{key.Name} is not the key of {certificate.Name}, or of a kind that TLS has no use for");
        }
    }

    private static IEnumerable<string> Labels(string text)
    {
        for (int at = 0; PemEncoding.TryFind(text.AsSpan(at), out PemFields fields); at += fields.Location.End.Value)
            yield return text.AsSpan(at)[fields.Label].ToString();
    }
}
