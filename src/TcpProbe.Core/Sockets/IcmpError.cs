using System.Buffers.Binary;
using System.Net;

namespace TcpProbe.Core.Sockets;

/// <summary>What a router or the host answered to a SYN instead of TCP (<c>struct sock_extended_err</c>, ip(7)).</summary>
/// <param name="Error">The errno the kernel made of it.</param>
/// <param name="IsV6">Whether it is ICMPv6 (RFC 4443) or ICMP (RFC 792, RFC 1812).</param>
/// <param name="Type">The ICMP type.</param>
/// <param name="Code">The ICMP code.</param>
/// <param name="From">Who sent it, if the kernel tells.</param>
internal sealed record IcmpError(Errno Error, bool IsV6, byte Type, byte Code, IPAddress? From)
{
    /// <summary>How many bytes hold one control message with its offender.</summary>
    public const int ControlLength = 128;

    /// <summary>What the code says in words, <c>null</c> for one that says no more than the errno.</summary>
    public string? Meaning => (IsV6, Type, Code) switch
    {
        (false, 3, 0 or 6 or 11) => "net unreachable",
        (false, 3, 1 or 7 or 8 or 12) => "host unreachable",
        (false, 3, 2) => "protocol unreachable",
        (false, 3, 3) => "port unreachable",
        (false, 3, 9 or 10 or 13) => "admin-prohibited",
        (false, 11, _) => "TTL exceeded",
        (true, 1, 0) => "no route",
        (true, 1, 1 or 5 or 6) => "admin-prohibited",
        (true, 1, 3) => "address unreachable",
        (true, 1, 4) => "port unreachable",
        _ => null,
    };

    /// <summary>Reads the first control message; <c>null</c> if it is not an ICMP error.</summary>
    public static IcmpError? Parse(ReadOnlySpan<byte> control)
    {
        // struct cmsghdr { size_t len; int level; int type; }, then { u32 errno; u8 origin, type, code, pad; u32 info, data; }, then sockaddr.
        const int Header = 16, Extended = 16, SolIp = 0, IpReceiveError = 11, SolIpV6 = 41, IpV6ReceiveError = 25, OriginIcmp = 2, OriginIcmpV6 = 3;
        if (control.Length < Header + Extended) return null;
        int level = BinaryPrimitives.ReadInt32LittleEndian(control[8..]);
        int kind = BinaryPrimitives.ReadInt32LittleEndian(control[12..]);
        if ((level, kind) is not ((SolIp, IpReceiveError) or (SolIpV6, IpV6ReceiveError))) return null;
        ReadOnlySpan<byte> error = control[Header..];
        byte origin = error[4];
        if (origin is not (OriginIcmp or OriginIcmpV6)) return null;
        Errno number = (Errno)BinaryPrimitives.ReadInt32LittleEndian(error);
        return new IcmpError(number, origin == OriginIcmpV6, error[5], error[6], SocketName.Read(error[Extended..])?.Address);
    }
}
