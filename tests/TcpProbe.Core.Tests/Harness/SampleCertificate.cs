using TcpProbe.Core.Tls;

namespace TcpProbe.Core.Tests.Harness;

/// <summary>A certificate as a handshake tells of it.</summary>
internal static class SampleCertificate
{
    /// <summary>One that was accepted.</summary>
    public static PeerCertificate Good { get; } = new()
    {
        Subject = "CN=redis",
        Names = ["redis"],
        Issuer = "CN=ca",
        Fingerprint = "ab12",
        SerialNumber = "0a01",
        NotBefore = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero),
        NotAfter = new DateTimeOffset(2027, 11, 1, 0, 0, 0, TimeSpan.Zero),
        ChainNotAfter = new DateTimeOffset(2027, 1, 22, 0, 0, 0, TimeSpan.Zero),
        SentNotAfter = new DateTimeOffset(2027, 6, 1, 0, 0, 0, TimeSpan.Zero),
        DaysLeft = 61,
        IsTrustChecked = true,
        Objections = [],
    };

    /// <summary>One that was refused for this, in this order.</summary>
    public static PeerCertificate Refused(params CertificateProblem[] objections) => Good with { Problems = objections, Objections = objections };
}
