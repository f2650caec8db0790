using System.Buffers.Binary;
using System.Net;

namespace TcpProbe.Core.Sockets;

/// <summary>An address and port as the kernel writes them: <c>struct sockaddr_in</c>, ip(7), and <c>struct sockaddr_in6</c>, ipv6(7).</summary>
internal static class SocketName
{
    /// <summary>How many bytes hold the longest of them, <c>sockaddr_in6</c>.</summary>
    public const int LongestLength = 28;

    private const int V4Length = 16, FamilyV4 = 2, FamilyV6 = 10;

    /// <summary>The bytes of an address and port.</summary>
    public static ReadOnlySpan<byte> Of(IPEndPoint endPoint)
    {
        SocketAddress address = endPoint.Serialize();
        return address.Buffer.Span[..address.Size];
    }

    /// <summary>The address and port of the bytes, <c>null</c> if they are too few or of no such family.</summary>
    public static IPEndPoint? Read(ReadOnlySpan<byte> name)
    {
        if (name.Length < V4Length) return null;
        int family = BinaryPrimitives.ReadUInt16LittleEndian(name), port = BinaryPrimitives.ReadUInt16BigEndian(name[2..]);
        return family switch
        {
            FamilyV4 => new IPEndPoint(new IPAddress(name.Slice(4, 4)), port),
            FamilyV6 when name.Length >= LongestLength =>
                new IPEndPoint(new IPAddress(name.Slice(8, 16), BinaryPrimitives.ReadUInt32LittleEndian(name[24..])), port),
            _ => null,
        };
    }
}
