using System.Runtime.InteropServices;

namespace TcpProbe.Core.Targets;

/// <summary>The calls of the C library that resolve names, and the one that names an interface.</summary>
internal static unsafe partial class ResolverCalls
{
    /// <summary>getaddrinfo(3); 0 or a code of EAI_*, for EAI_SYSTEM with the reason in errno.</summary>
    [LibraryImport("libc", EntryPoint = "getaddrinfo", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int GetAddressInfo(string node, byte* service, in AddressInfo hints, out AddressInfo* list);

    /// <summary>freeaddrinfo(3).</summary>
    [LibraryImport("libc", EntryPoint = "freeaddrinfo")]
    public static partial void FreeAddressInfo(AddressInfo* list);

    /// <summary>socket(2).</summary>
    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    public static partial int OpenSocket(int family, int type, int protocol);

    /// <summary>close(2).</summary>
    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);

    /// <summary>if_nametoindex(3); 0 if there is no such interface.</summary>
    [LibraryImport("libc", EntryPoint = "if_nametoindex", StringMarshalling = StringMarshalling.Utf8)]
    public static partial uint InterfaceIndex(string name);

    /// <summary><c>struct addrinfo</c>, netdb.h, the same in glibc and musl on every architecture.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct AddressInfo
    {
        public int Flags;
        public int Family;
        public int SocketType;
        public int Protocol;
        public uint AddressLength;
        public byte* Address;
        public byte* CanonicalName;
        public AddressInfo* Next;
    }
}
