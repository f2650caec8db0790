using System.Security.Authentication;
using System.Security.Cryptography;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tls;

/// <summary>What SslStream throws where the peer or the network is to blame.</summary>
internal static class TlsBreakage
{
    /// <summary>Whether TLS broke, rather than our code.</summary>
    /// <remarks>Of two empty handshake records, which RFC 8446 forbids in section 5.1, .NET reads the kind of message past their end.</remarks>
    public static bool Is(Exception thrown) =>
        thrown is AuthenticationException or IOException or InvalidDataException or CryptographicException or IndexOutOfRangeException;

    /// <summary>The same, but for what the connection below says itself.</summary>
    public static bool IsOfTls(Exception thrown) => Is(thrown) && thrown is not StreamFault;
}
