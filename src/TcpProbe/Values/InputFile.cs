using TcpProbe.Core.Timing;

namespace TcpProbe.Values;

/// <summary>A file that is read whole before the first probe, <c>-</c> for stdin.</summary>
internal static class InputFile
{
    /// <summary>The word that stands for stdin.</summary>
    public const string Stdin = "-";

    /// <summary>All of its bytes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mostMebibytes">The most that it may hold, in MiB.</param>
    /// <exception cref="FormatException">It cannot be read or is larger; the message completes the sentence "FILE …".</exception>
    public static byte[] Read(string path, int mostMebibytes)
    {
        if (path.Length == 0) throw new FormatException("is no file; an unset variable?");
        try
        {
            using Stream file = path == Stdin ? Console.OpenStandardInput() : File.OpenRead(path);
            using MemoryStream bytes = new();
            byte[] buffer = new byte[64 * 1024];
            while (file.Read(buffer) is > 0 and int count)
            {
                bytes.Write(buffer.AsSpan(0, count));
                if (bytes.Length > mostMebibytes * 1024L * 1024) throw new FormatException($"is larger than {mostMebibytes} MiB");
            }

            return bytes.ToArray();
        }
        catch (UnauthorizedAccessException) when (path == Stdin)
        {
            // EBADF, which .NET calls so: it was closed when the process began, or is open for writing alone.
            throw new FormatException("cannot be read: stdin is not open for reading");
        }
        catch (Exception fault) when (FileFault.Is(fault))
        {
            throw new FormatException($"cannot be read: {FileFault.Reason(fault, path)}");
        }
    }
}
