using System.Buffers.Binary;
using System.Runtime.InteropServices;

[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace TcpProbe.Exporter.Files;

/// <summary>What tells one content of a file from the next without reading it: of the file at the end of links, for mounted secrets are renewed by turning one round.</summary>
/// <param name="Inode">Which file it is: two that were written in the same moment are alike otherwise.</param>
/// <param name="Length">Its length.</param>
/// <param name="Written">When it was written, in nanoseconds.</param>
/// <param name="Changed">When it was last touched in any way, in nanoseconds.</param>
internal readonly partial record struct FileStamp(ulong Inode, ulong Length, long Written, long Changed)
{
    // statx(2): relative to the working directory; type, times, inode and size.
    private const int WorkingDirectory = -100, Wanted = 0x1 | 0x40 | 0x80 | 0x100 | 0x200;

    // struct statx, linux/stat.h.
    private const int StructLength = 256, ModeAt = 28, InodeAt = 32, LengthAt = 40, ChangedAt = 96, WrittenAt = 112;

    // The bits of the mode that tell the kind; a folder is told in other words.
    private const int KindMask = 0xF000, RegularKind = 0x8000, FolderKind = 0x4000;

    /// <summary>That of a file as it is now; of one that is not there, that of nothing.</summary>
    public static FileStamp Of(string path) => OperatingSystem.IsLinux() ? OnLinux(path) : Elsewhere(path);

    /// <summary>Whether a path leads to a file with an end: not to a pipe or a device.</summary>
    public static unsafe bool IsRegular(string path)
    {
        if (!OperatingSystem.IsLinux()) return true;
        byte* status = stackalloc byte[StructLength];
        return Status(WorkingDirectory, path, flags: 0, Wanted, status) != 0
            || (BinaryPrimitives.ReadUInt16LittleEndian(new ReadOnlySpan<byte>(status, StructLength)[ModeAt..]) & KindMask) is RegularKind or FolderKind;
    }

    private static unsafe FileStamp OnLinux(string path)
    {
        byte* status = stackalloc byte[StructLength];
        if (Status(WorkingDirectory, path, flags: 0, Wanted, status) != 0) return default;
        ReadOnlySpan<byte> filled = new(status, StructLength);
        return new FileStamp(Number(filled, InodeAt), Number(filled, LengthAt), Time(filled, WrittenAt), Time(filled, ChangedAt));
    }

    private static FileStamp Elsewhere(string path)
    {
        FileInfo file = new(path);
        return file.Exists ? new FileStamp(0, (ulong)file.Length, file.LastWriteTimeUtc.Ticks, 0) : default;
    }

    private static ulong Number(ReadOnlySpan<byte> status, int offset) => BinaryPrimitives.ReadUInt64LittleEndian(status[offset..]);

    private static long Time(ReadOnlySpan<byte> status, int offset) =>
        unchecked((BinaryPrimitives.ReadInt64LittleEndian(status[offset..]) * 1_000_000_000) + BinaryPrimitives.ReadUInt32LittleEndian(status[(offset + 8)..]));

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Status(int folder, string path, int flags, uint wanted, byte* status);
}
