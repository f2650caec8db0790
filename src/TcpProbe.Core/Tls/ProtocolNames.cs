namespace TcpProbe.Core.Tls;

/// <summary>The protocols that a handshake offers (ALPN, RFC 7301), as they are written.</summary>
public static class ProtocolNames
{
    // The list in a ClientHello has two bytes of length, RFC 7301 3.1; .NET's own buffer for it is smaller.
    private const int LongestProtocols = 1024;

    /// <summary>The protocols of a list with commas.</summary>
    /// <exception cref="FormatException">They are none; the message completes the sentence "VALUE …".</exception>
    public static IReadOnlyList<string> Parse(string text) => Demand(text.Split(','));

    /// <summary>The protocols, if a handshake can offer them.</summary>
    /// <exception cref="FormatException">It cannot; the message completes the sentence "VALUE …".</exception>
    public static IReadOnlyList<string> Demand(IReadOnlyList<string> protocols)
    {
        if (protocols.Sum(protocol => protocol.Length + 1) > LongestProtocols) throw new FormatException("is longer than a handshake can carry");
        return protocols.All(protocol => protocol.Length is > 0 and < 256 && protocol.All(letter => letter is > ' ' and <= '~'))
            ? protocols
            : throw new FormatException("is not a list of protocols (h2,http/1.1)");
    }
}
