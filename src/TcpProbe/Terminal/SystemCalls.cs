using System.Runtime.InteropServices;

[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace TcpProbe.Terminal;

/// <summary>The system calls of Unix that the command itself makes.</summary>
internal static unsafe partial class SystemCalls
{
    public const int HangUp = 1, Interrupt = 2, Terminate = 15;

    /// <summary>F_GETFL and F_DUPFD_CLOEXEC, fcntl(2).</summary>
    public const int GetStatus = 3, DuplicateClosedOnExec = 1030;

    /// <summary>O_ACCMODE and its O_RDONLY, open(2).</summary>
    public const int AccessMode = 3, ReadOnly = 0;

    /// <summary>TIOCGWINSZ of Linux, ioctl_tty(2).</summary>
    public const nuint GetWindowSize = 0x5413;

    /// <summary>O_PATH of Linux, open(2): a descriptor that can be neither read nor written.</summary>
    public const int PathOnly = 0x200000;

    [LibraryImport("libc", EntryPoint = "fcntl")]
    public static partial int Control(int descriptor, int command, int argument);

    /// <summary>
    /// The mode of what stands at a path of Linux, of a link itself, and whether something is mounted there; <c>null</c> if nothing stands
    /// there that can be seen.
    /// </summary>
    public static (int Mode, bool IsMounted)? Status(string path)
    {
        const int WorkingDirectory = -100, NoFollow = 0x100, TypeOnly = 1, StatusSize = 256, AttributesAt = 8, ModeAt = 28;
        const ulong MountRoot = 0x2000;
        byte* status = stackalloc byte[StatusSize];
        return Status(WorkingDirectory, path, NoFollow, TypeOnly, status) != 0 ? null
            : (*(ushort*)(status + ModeAt), (*(ulong*)(status + AttributesAt) & MountRoot) != 0);
    }

    /// <summary>A path without links and "..", as the kernel resolves it and .NET does not; <c>null</c> if it leads nowhere.</summary>
    public static string? RealPath(string path)
    {
        nint resolved = Resolve(path, 0);
        string? text = Marshal.PtrToStringUTF8(resolved);
        NativeMemory.Free((void*)resolved);
        return text;
    }

    [LibraryImport("libc", EntryPoint = "ioctl")]
    public static partial int Terminal(int descriptor, nuint request, WindowSize* size);

    [LibraryImport("libc", EntryPoint = "signal")]
    public static partial nint SetHandler(int signal, nint handler);

    [LibraryImport("libc", EntryPoint = "raise")]
    public static partial int Raise(int signal);

    [LibraryImport("libc", EntryPoint = "_exit")]
    public static partial void ExitNow(int code);

    [LibraryImport("libc", EntryPoint = "realpath", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Resolve(string path, nint buffer);

    /// <summary>statx(2): unlike those of stat(2), its bytes lie in the same place on every processor.</summary>
    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Status(int directory, string path, int flags, uint mask, byte* status);

    /// <summary><c>struct winsize</c>, ioctl_tty(2).</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort Width;
        public ushort Height;
    }
}
