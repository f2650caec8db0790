using System.Runtime.InteropServices;

namespace TcpProbe.Core.Sockets;

/// <summary>The system calls about how many descriptors this process may open.</summary>
internal static unsafe partial class DescriptorCalls
{
    // RLIMIT_NOFILE of Linux, getrlimit(2).
    private const int Descriptors = 7;

    /// <summary>How many it may open, and how far it may raise that; <c>null</c> where the system does not say.</summary>
    public static (ulong Soft, ulong Hard)? Limit
    {
        get
        {
            ulong* limit = stackalloc ulong[2];
            return OperatingSystem.IsLinux() && GetLimit(Descriptors, limit) == 0 ? (limit[0], limit[1]) : null;
        }
    }

    /// <summary>Sets how many it may open.</summary>
    /// <returns>Whether the system agreed.</returns>
    public static bool SetLimit(ulong soft, ulong hard)
    {
        ulong* limit = stackalloc ulong[] { soft, hard };
        return SetLimit(Descriptors, limit) == 0;
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetLimit(int resource, ulong* limit);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, ulong* limit);
}
