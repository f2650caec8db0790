using System.Buffers.Binary;
using System.Net;
using TcpProbe.Core.Sockets;

namespace TcpProbe.Core.Tests.Sockets;

public sealed class IcmpErrorTests
{
    private const int SolIp = 0, IpReceiveError = 11, SolIpV6 = 41, IpV6ReceiveError = 25, FromHere = 1, FromIcmp = 2, FromIcmpV6 = 3;

    private static readonly IPAddress s_router = IPAddress.Parse("10.88.0.2");
    private static readonly IPAddress s_routerV6 = IPAddress.Parse("fd88::2");

    [Fact]
    public void An_answer_of_ICMP_tells_its_errno_type_code_and_sender() => Assert.Equal(
        new IcmpError(Errno.EHOSTUNREACH, IsV6: false, 3, 13, s_router),
        IcmpError.Parse(Message(SolIp, IpReceiveError, Errno.EHOSTUNREACH, FromIcmp, 3, 13, s_router)));

    [Fact]
    public void An_answer_of_ICMPv6_tells_the_same() => Assert.Equal(
        new IcmpError(Errno.EACCES, IsV6: true, 1, 1, s_routerV6),
        IcmpError.Parse(Message(SolIpV6, IpV6ReceiveError, Errno.EACCES, FromIcmpV6, 1, 1, s_routerV6)));

    [Fact]
    public void The_sender_may_be_untold()
    {
        byte[] message = Message(SolIp, IpReceiveError, Errno.ECONNREFUSED, FromIcmp, 3, 3, null);
        Assert.Equal(new IcmpError(Errno.ECONNREFUSED, IsV6: false, 3, 3, From: null), IcmpError.Parse(message));
        Assert.Null(IcmpError.Parse(message.AsSpan(0, 32))!.From);
    }

    [Fact]
    public void A_sender_that_was_cut_off_is_untold()
    {
        byte[] message = Message(SolIpV6, IpV6ReceiveError, Errno.EACCES, FromIcmpV6, 1, 1, s_routerV6);
        Assert.Null(IcmpError.Parse(message.AsSpan(0, 32 + 27))!.From);
        Assert.Equal(s_routerV6, IcmpError.Parse(message.AsSpan(0, 32 + 28))!.From);
    }

    [Theory]
    [InlineData(1, IpReceiveError)]
    [InlineData(SolIp, 8)]
    [InlineData(SolIp, IpV6ReceiveError)]
    [InlineData(SolIpV6, IpReceiveError)]
    public void Another_control_message_is_no_ICMP_error(int level, int kind) =>
        Assert.Null(IcmpError.Parse(Message(level, kind, Errno.EHOSTUNREACH, FromIcmp, 3, 1, s_router)));

    [Fact]
    public void An_error_that_this_machine_made_is_no_ICMP_error() =>
        Assert.Null(IcmpError.Parse(Message(SolIp, IpReceiveError, Errno.EMSGSIZE, FromHere, 0, 0, null)));

    [Fact]
    public void A_short_message_is_no_ICMP_error()
    {
        byte[] message = Message(SolIp, IpReceiveError, Errno.EHOSTUNREACH, FromIcmp, 3, 1, s_router);
        for (int length = 0; length < 32; length++) Assert.Null(IcmpError.Parse(message.AsSpan(0, length)));
    }

    [Theory]
    [InlineData(false, 3, 0, "net unreachable")]
    [InlineData(false, 3, 1, "host unreachable")]
    [InlineData(false, 3, 2, "protocol unreachable")]
    [InlineData(false, 3, 3, "port unreachable")]
    [InlineData(false, 3, 9, "admin-prohibited")]
    [InlineData(false, 3, 10, "admin-prohibited")]
    [InlineData(false, 3, 13, "admin-prohibited")]
    [InlineData(false, 3, 5, null)]
    [InlineData(false, 11, 0, "TTL exceeded")]
    [InlineData(false, 12, 0, null)]
    [InlineData(true, 1, 0, "no route")]
    [InlineData(true, 1, 1, "admin-prohibited")]
    [InlineData(true, 1, 3, "address unreachable")]
    [InlineData(true, 1, 4, "port unreachable")]
    [InlineData(true, 3, 0, null)]
    public void A_code_says_which_way_was_barred(bool v6, byte type, byte code, string? meaning) =>
        Assert.Equal(meaning, new IcmpError(Errno.EHOSTUNREACH, v6, type, code, From: null).Meaning);

    // struct cmsghdr, struct sock_extended_err and the sockaddr of the sender as a little-endian 64-bit Linux lays them out.
    private static byte[] Message(int level, int kind, Errno error, byte origin, byte type, byte code, IPAddress? from)
    {
        byte[] bytes = new byte[32 + 28];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, bytes.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), level);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), kind);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), (int)error);
        (bytes[20], bytes[21], bytes[22]) = (origin, type, code);
        if (from is null) return bytes;
        byte[] address = from.GetAddressBytes();
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(32), address.Length == 4 ? (short)2 : (short)10);
        address.CopyTo(bytes, address.Length == 4 ? 36 : 40);
        return bytes;
    }
}
