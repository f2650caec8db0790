using System.Runtime.InteropServices;

namespace TcpProbe.Core.StandardStreams;

/// <summary>
/// SIGXFSZ, which by default ends a process in the middle of a write beyond the limit of a file (<c>ulimit -f</c>). Ignored, the write fails like
/// one onto a full disk, and can be told.
/// </summary>
public static partial class FileSizeSignal
{
    /// <summary>Its number on Linux, signal(7).</summary>
    public const int Number = 25;

    // SIG_IGN, signal(2).
    private const nint Ignored = 1;

    /// <summary>Whether whoever started this process had it ignored already.</summary>
    public static bool WasIgnored { get; private set; }

    /// <summary>Ignores it from now on.</summary>
    public static void Ignore()
    {
        if (OperatingSystem.IsLinux()) WasIgnored = SetHandler(Number, Ignored) == Ignored;
    }

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint SetHandler(int signal, nint handler);
}
