using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace TcpProbe.Core.Targets;

/// <summary>Asks the resolver of this system and waits for it, however long it takes.</summary>
/// <remarks>
/// On Linux that is getaddrinfo(3) itself: <see cref="Dns"/> adds the addresses of the interfaces to the local host's own name and
/// folds the codes together.
/// </remarks>
internal static class SystemResolver
{
    private const int LinuxInterNetwork = 2;
    private const int LinuxInterNetworkV6 = 10;
    private const int StreamSocket = 1;

    public static ResolverAnswer Ask(string name, AddressFamily family) =>
        OperatingSystem.IsLinux() ? AskLibrary(name, family) : AskRuntime(name, family);

    private static unsafe ResolverAnswer AskLibrary(string name, AddressFamily family)
    {
        // In this order: only the C library of a static program is known to have the call, musl has not.
        if (BuiltInSources.AreAll && !BuiltInSources.Choose()) return ResolverAnswer.Without(ResolverCode.Memory);
        var hints = new ResolverCalls.AddressInfo { Family = Native(family), SocketType = StreamSocket };
        int code = ResolverCalls.GetAddressInfo(name, service: null, in hints, out ResolverCalls.AddressInfo* list);
        if (code != 0) return Unanswered(code, Marshal.GetLastPInvokeError());
        try
        {
            var addresses = new List<IPAddress>();
            for (ResolverCalls.AddressInfo* entry = list; entry is not null; entry = entry->Next)
            {
                if (Address(new ReadOnlySpan<byte>(entry->Address, (int)entry->AddressLength), entry->Family) is { } address
                    && (family is AddressFamily.Unspecified || address.AddressFamily == family))
                {
                    addresses.Add(address);
                }
            }
            return new ResolverAnswer(code, 0, addresses);
        }
        finally
        {
            ResolverCalls.FreeAddressInfo(list);
        }
    }

    // Out of descriptors, glibc can read neither /etc/hosts nor ask a server, and says that there is no such name. It says so, too, and asks
    // nobody, where resolv.conf is a directory, which is what a container gets for a file that its host does not have.
    private static ResolverAnswer Unanswered(int code, int errno)
    {
        if (code == ResolverCode.System) return ResolverAnswer.Without(code, errno);
        if (code == ResolverCode.NoName && Directory.Exists("/etc/resolv.conf")) return ResolverAnswer.Without(ResolverCode.Again);
        int spare = ResolverCalls.OpenSocket(LinuxInterNetwork, StreamSocket, 0);
        if (spare < 0) return ResolverAnswer.Without(ResolverCode.System, Marshal.GetLastPInvokeError());
        _ = ResolverCalls.Close(spare);
        return ResolverAnswer.Without(code);
    }

    private static int Native(AddressFamily family) => family switch
    {
        AddressFamily.InterNetwork => LinuxInterNetwork,
        AddressFamily.InterNetworkV6 => LinuxInterNetworkV6,
        _ => 0,
    };

    /// <summary>The address of a sockaddr_in (ip(7)) or sockaddr_in6 (ipv6(7)); a mapped one as the IPv4 it is.</summary>
    private static IPAddress? Address(ReadOnlySpan<byte> socketAddress, int family)
    {
        if (family == LinuxInterNetwork && socketAddress.Length >= 8) return new IPAddress(socketAddress.Slice(4, 4));
        if (family != LinuxInterNetworkV6 || socketAddress.Length < 28) return null;
        uint scope = BitConverter.ToUInt32(socketAddress[24..]);
        var address = new IPAddress(socketAddress.Slice(8, 16), scope);
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }

    private static ResolverAnswer AskRuntime(string name, AddressFamily family)
    {
        try
        {
            return new ResolverAnswer(0, 0, Dns.GetHostAddresses(name, family));
        }
        catch (SocketException failure)
        {
            return ResolverAnswer.Without(failure.SocketErrorCode switch
            {
                SocketError.HostNotFound => ResolverCode.NoName,
                SocketError.NoData => ResolverCode.NoData,
                SocketError.TryAgain => ResolverCode.Again,
                SocketError.NoRecovery => ResolverCode.Fail,
                _ => ResolverCode.System,
            });
        }
    }
}
