using System.Text;
using System.Text.Unicode;
using TcpProbe.Core.Timing;

namespace TcpProbe.Terminal;

/// <summary>A file that is written beside another, takes its place once it is whole, and is gone if it never was.</summary>
internal sealed class FileBeside : IDisposable
{
    // EFBIG, errno(3).
    private const int FileTooLarge = 27;

    // What the usual file systems of Linux take, in bytes.
    private const int LongestName = 255;

    private readonly string _path;
    private readonly string _beside;
    private FileStream? _file;

    /// <summary>Begins it, with the mode of the file it is to replace, or else the one of any new file.</summary>
    /// <exception cref="Exception">It cannot be; <see cref="FileFault"/> says why.</exception>
    public FileBeside(string path)
    {
        _path = path;

        // Where others may write too, none of them can know this name beforehand; and whoever collects *.prom does not take it for one.
        _beside = WithSuffix(path, $".{Path.GetFileNameWithoutExtension(Path.GetRandomFileName())}.tmp");
        UnixFileMode? mode = !OperatingSystem.IsWindows() && File.Exists(path) ? File.GetUnixFileMode(path) : null;

        // Without a buffer, so that a full disk is met by the write that fills it.
        _file = new FileStream(_beside, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 });
        try
        {
            if (!OperatingSystem.IsWindows() && mode is { } found && File.GetUnixFileMode(_file.SafeFileHandle) != found) File.SetUnixFileMode(_file.SafeFileHandle, found);
        }
        catch (Exception refused) when (FileFault.Is(refused))
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Adds to it.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _file!.Write(bytes);
        }
        catch (ArgumentOutOfRangeException beyond)
        {
            // What .NET makes of a file that may not grow so far (ulimit -f), or cannot.
            throw new IOException(beyond.Message, FileTooLarge);
        }
    }

    /// <summary>Puts it in the place, once.</summary>
    public void TakePlace()
    {
        _file!.Dispose();
        File.Move(_beside, _path, overwrite: true);
        _file = null;
    }

    /// <summary>Deletes what did not take its place.</summary>
    public void Dispose()
    {
        if (_file is null) return;
        _file.Dispose();
        _file = null;
        Delete(_beside);
    }

    // The suffix must fit too. A name that is too long by itself stays so, for the system to say it now and not when the file is whole.
    private static string WithSuffix(string path, string suffix)
    {
        string name = Path.GetFileName(path);
        if (Encoding.UTF8.GetByteCount(name) > LongestName) return path + suffix;
        _ = Utf8.FromUtf16(name, stackalloc byte[LongestName - suffix.Length], out int kept, out _);
        return path[..(path.Length - name.Length + kept)] + suffix;
    }

    /// <summary>Deletes a file, unless the system does not let it go.</summary>
    internal static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // It is only left behind.
        }
    }
}
