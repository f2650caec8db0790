using System.Security.Cryptography.X509Certificates;

namespace TcpProbe.Core.Tls;

/// <summary>Certificates that are believed by name: whoever names one as an authority believes it, whether or not it is a root.</summary>
public static class TrustAnchors
{
    /// <summary>Whether one of them stands in a chain.</summary>
    public static bool IsIn(IEnumerable<X509ChainElement> chain, IReadOnlyList<X509Certificate2> believed) =>
        chain.Any(element => believed.Any(authority => authority.RawDataMemory.Span.SequenceEqual(element.Certificate.RawDataMemory.Span)));
}
