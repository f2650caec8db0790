using TcpProbe.Core.Payloads;
using TcpProbe.Core.Tls;

namespace TcpProbe.Exporter.Files;

/// <summary>Who we say we are: a certificate and its key, put together anew when one of them has changed.</summary>
/// <param name="certificate">The certificate, with those that lie between it and an authority.</param>
/// <param name="key">Its key.</param>
internal sealed class IdentityFiles(RememberedFile<CertificateFile> certificate, RememberedFile<PrivateKeyFile> key)
{
    private Identification? _known;

    /// <summary>Who we are now; <c>null</c> without the TLS library, which the handshake will miss in its turn.</summary>
    /// <exception cref="FormatException">A file cannot be read, or the two do not belong together; the message is a clause that names the file.</exception>
    public TlsIdentity? Now()
    {
        CertificateFile ours = certificate.Now();
        PrivateKeyFile its = key.Now();
        if (Volatile.Read(ref _known) is { } known && ReferenceEquals(known.Certificate, ours) && ReferenceEquals(known.Key, its)) return known.Identity;
        try
        {
            Identification pair = new(ours, its, TlsIdentity.Of(ours, its));
            Volatile.Write(ref _known, pair);
            return pair.Identity;
        }
        catch (FormatException wrong)
        {
            throw new FormatException($"{EscapedText.Show(ours.Path, 200)} {wrong.Message}");
        }
    }

    private sealed record Identification(CertificateFile Certificate, PrivateKeyFile Key, TlsIdentity? Identity);
}
