using System.Buffers.Text;

using Microsoft.Win32.SafeHandles;

namespace TcpProbe.Core.Sockets;

/// <summary>What <c>/proc/sys</c> says about new TCP connections; <c>null</c> where this system does not tell.</summary>
/// <param name="SynRetries"><c>net.ipv4.tcp_syn_retries</c>: how often a SYN is sent again.</param>
/// <param name="SynLinearTimeouts"><c>net.ipv4.tcp_syn_linear_timeouts</c>, since Linux 6.5: expiries before the timer doubles.</param>
/// <param name="RtoMax"><c>net.ipv4.tcp_rto_max_ms</c>, since Linux 6.15: the longest retransmission timer.</param>
/// <param name="ReceiveBufferMax"><c>net.core.rmem_max</c>, bytes: the cap of a request for SO_RCVBUF.</param>
/// <param name="SendBufferMax"><c>net.core.wmem_max</c>, bytes: the cap of a request for SO_SNDBUF.</param>
/// <param name="ReceiveAutoTuningMax">The third number of <c>net.ipv4.tcp_rmem</c>, bytes: how far a receive buffer grows alone.</param>
/// <param name="SendAutoTuningMax">The third number of <c>net.ipv4.tcp_wmem</c>, bytes: how far a send buffer grows alone.</param>
public sealed record KernelTunables(
    int? SynRetries,
    int? SynLinearTimeouts,
    TimeSpan? RtoMax,
    int? ReceiveBufferMax,
    int? SendBufferMax,
    int? ReceiveAutoTuningMax,
    int? SendAutoTuningMax)
{
    /// <summary>More than the three numbers of the longest file can take; what fills it is no tunable.</summary>
    private const int LongestFile = 128;

    /// <summary>Reads the files below <paramref name="root"/>; any may be missing (older kernels, gVisor, a hidden /proc).</summary>
    public static KernelTunables Read(string root = "/proc/sys")
    {
        if (!OperatingSystem.IsLinux()) return new KernelTunables(null, null, null, null, null, null, null);
        return new KernelTunables(
            SynRetries: Number(root, "net/ipv4/tcp_syn_retries", 0, 127),
            SynLinearTimeouts: Number(root, "net/ipv4/tcp_syn_linear_timeouts", 0, 127),
            RtoMax: Number(root, "net/ipv4/tcp_rto_max_ms", 1000, 120_000) is { } rtoMax ? TimeSpan.FromMilliseconds(rtoMax) : null,
            ReceiveBufferMax: Number(root, "net/core/rmem_max", 0, int.MaxValue),
            SendBufferMax: Number(root, "net/core/wmem_max", 0, int.MaxValue),
            ReceiveAutoTuningMax: Number(root, "net/ipv4/tcp_rmem", 0, int.MaxValue, position: 2),
            SendAutoTuningMax: Number(root, "net/ipv4/tcp_wmem", 0, int.MaxValue, position: 2));
    }

    /// <summary>The last number of a file, at <paramref name="position"/>, if it is within the kernel's own bounds.</summary>
    private static int? Number(string root, string file, int least, int most, int position = 0)
    {
        Span<byte> buffer = stackalloc byte[LongestFile];
        int length = Bytes(Path.Join(root, file), buffer);
        if (length == LongestFile) return null;

        ReadOnlySpan<byte> rest = buffer[..length];
        for (int index = 0; ; index++)
        {
            rest = rest.TrimStart(" \t"u8);
            if (!Utf8Parser.TryParse(rest, out int number, out int used)) return null;
            rest = rest[used..];
            if (index == position) return rest.Trim(" \t\n"u8).IsEmpty && number >= least && number <= most ? number : null;
        }
    }

    /// <summary>The first bytes of a file, none if it cannot be read; asking first makes a missing one cheap.</summary>
    private static int Bytes(string path, Span<byte> buffer)
    {
        if (!File.Exists(path)) return 0;
        try
        {
            // Sharing with everybody spares the flock that a narrower share would cost.
            using SafeFileHandle handle = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
            return RandomAccess.Read(handle, buffer, fileOffset: 0);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
