using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TcpProbe.Core.Tls;

namespace TcpProbe.Core.Responding;

/// <summary>The certificate and key that a <see cref="Responder"/> speaks TLS with.</summary>
public sealed class ResponderIdentity
{
    private static readonly TimeSpan Leeway = TimeSpan.FromDays(1);
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    private readonly X509Certificate2 _certificate;

    private ResponderIdentity(X509Certificate2 certificate, X509Certificate2Collection chain)
    {
        _certificate = certificate;
        Terms = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(certificate, chain, offline: true),
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        };
    }

    /// <summary>Spares a process that believes nobody's certificate the 0.1 s of reading those of the system; only before its first use of TLS.</summary>
    public static void Prepare() => TlsLibrary.Prepare(system: false);

    /// <summary>The certificate as PEM: of a throw-away one all that a client needs to trust it.</summary>
    public string CertificatePem => _certificate.ExportCertificatePem() + "\n";

    /// <summary>What a handshake takes.</summary>
    internal SslServerAuthenticationOptions Terms { get; }

    /// <summary>A certificate signed by itself, for 90 days and the names localhost, 127.0.0.1 and ::1; its key is kept nowhere.</summary>
    public static ResponderIdentity MakeThrowAway(TimeProvider clock)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());

        // An authority as well, because some clients trust nothing else; it can sign only as long as this process has its key.
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1", "serverAuth")], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        DateTimeOffset now = clock.GetUtcNow();
        return new ResponderIdentity(request.CreateSelfSigned(now - Leeway, now + Lifetime), []);
    }

    /// <summary>A certificate of one's own; its intermediates are sent along.</summary>
    /// <exception cref="FormatException">The TLS library does not shake hands with it; the message completes the sentence "FILE …".</exception>
    public static ResponderIdentity Of(TlsIdentity identity)
    {
        ResponderIdentity own = new(identity.Certificate, [.. identity.Intermediates]);
        return TlsTrial.Refusal(own.Terms) is { } refusal ? throw new FormatException($"is refused by the TLS library: {refusal}") : own;
    }
}
