using System.Net;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Responding;

/// <summary>Something that happened on a connection of a <see cref="Responder"/>.</summary>
/// <param name="Peer">The address of the other side.</param>
public abstract record ResponderEvent(IPEndPoint Peer)
{
    /// <summary>A connection was accepted.</summary>
    public sealed record Accepted(IPEndPoint Peer) : ResponderEvent(Peer);

    /// <summary>The TLS handshake is done; the version and cipher suite as the RFCs spell them.</summary>
    public sealed record TlsStarted(IPEndPoint Peer, string Version, string Cipher) : ResponderEvent(Peer);

    /// <summary>The TLS handshake failed; the words are those of the TLS library.</summary>
    public sealed record TlsRefused(IPEndPoint Peer, string Why) : ResponderEvent(Peer);

    /// <summary>Bytes came; at most the first <see cref="HearingLog.KeptBytes"/> of them are here.</summary>
    public sealed record PieceReceived(IPEndPoint Peer, int Count, ReadOnlyMemory<byte> Head) : ResponderEvent(Peer);

    /// <summary>A line came, its line feed included if it had one.</summary>
    public sealed record LineReceived(IPEndPoint Peer, ReadOnlyMemory<byte> Line) : ResponderEvent(Peer);

    /// <summary>All bytes of a struct came.</summary>
    public sealed record StructReceived(IPEndPoint Peer, IReadOnlyList<StructValue> Values) : ResponderEvent(Peer);

    /// <summary>The peer sent another request than it must, and is reset.</summary>
    public sealed record Unexpected(IPEndPoint Peer, Mismatch How) : ResponderEvent(Peer);

    /// <summary>So much was told of this peer that what it sends from now on is only counted.</summary>
    public sealed record Muted(IPEndPoint Peer) : ResponderEvent(Peer);

    /// <summary>A connection is over and its socket closed.</summary>
    public sealed record Ended(IPEndPoint Peer, long BytesReceived, long BytesSent, ResponderEnding How) : ResponderEvent(Peer);
}
