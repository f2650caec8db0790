using Microsoft.Win32.SafeHandles;
using TcpProbe.Core.Timing;

namespace TcpProbe.Exporter.Web;

/// <summary>What tells one content of a file from the next without reading it.</summary>
/// <param name="Written">When it was written.</param>
/// <param name="Length">Its length.</param>
internal readonly record struct FileStamp(DateTime Written, long Length)
{
    /// <summary>That of a file as it is now; of one that is not there, that of nothing.</summary>
    public static FileStamp Of(string? path)
    {
        if (path is null) return default;
        try
        {
            // Of the file at the end of links: mounted secrets are renewed by turning a link round.
            using SafeFileHandle file = File.OpenHandle(path);
            return new FileStamp(File.GetLastWriteTimeUtc(file), RandomAccess.GetLength(file));
        }
        catch (Exception fault) when (FileFault.Is(fault))
        {
            return default;
        }
    }
}
