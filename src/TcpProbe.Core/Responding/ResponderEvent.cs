using System.Net;
using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Responding;

/// <summary>Something that happened on a connection of a <see cref="Responder"/>.</summary>
/// <param name="Peer">The address of the other side.</param>
public abstract record ResponderEvent(IPEndPoint Peer)
{
    /// <summary>A connection was accepted.</summary>
    public sealed record Accepted(IPEndPoint Peer) : ResponderEvent(Peer);

    /// <summary>A line came, its line feed included if it had one.</summary>
    public sealed record LineReceived(IPEndPoint Peer, ReadOnlyMemory<byte> Line) : ResponderEvent(Peer);

    /// <summary>All bytes of the recipe's struct came.</summary>
    public sealed record StructReceived(IPEndPoint Peer, IReadOnlyList<StructValue> Values) : ResponderEvent(Peer);

    /// <summary>A connection is over and its socket closed.</summary>
    public sealed record Ended(IPEndPoint Peer, long BytesReceived, long BytesSent, ResponderEnding How) : ResponderEvent(Peer);
}
