using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TcpProbe.Core.Tls;

/// <summary>A PEM file with certificates in it, perhaps with a key beside them.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Certificates">Its certificates, in their order; none without the TLS library, which the handshake will miss in its turn.</param>
public sealed record CertificateFile(string Path, IReadOnlyList<X509Certificate2> Certificates)
{
    /// <summary>All that is in the file.</summary>
    internal string Text { get; private init; } = string.Empty;

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">It cannot be read, or has no certificate in it; the message completes the sentence "FILE …".</exception>
    public static CertificateFile Read(string path)
    {
        if (TlsSupport.IsLeftOut) throw new FormatException(TlsSupport.Absence);
        return Parse(PemFile.ReadText(path), path);
    }

    /// <summary>Takes the text of a file, wherever it stands.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">What it is called.</param>
    /// <exception cref="FormatException">It has no certificate in it; the message completes the sentence "FILE …".</exception>
    public static CertificateFile Parse(string text, string path)
    {
        if (TlsSupport.IsLeftOut) throw new FormatException(TlsSupport.Absence);
        if (!PemFile.Labels(text).Contains("CERTIFICATE")) throw new FormatException("has no certificate in it (PEM, -----BEGIN CERTIFICATE-----)");
        if (!TlsLibrary.IsThere) return new CertificateFile(path, []) { Text = text };
        try
        {
            X509Certificate2Collection certificates = [];
            certificates.ImportFromPem(text);
            return new CertificateFile(path, [.. certificates]) { Text = text };
        }
        catch (CryptographicException)
        {
            throw new FormatException("has a certificate in it that cannot be read");
        }
    }
}
