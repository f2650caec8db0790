using TcpProbe.Core.Timing;

namespace TcpProbe.Values;

/// <summary>A file whose bytes are sent, <c>-</c> for stdin.</summary>
internal static class PayloadFile
{
    /// <summary>The word that stands for stdin.</summary>
    public const string Stdin = "-";

    private const int MostBytes = 64 * 1024 * 1024;

    /// <summary>All of its bytes, at most 64 MiB.</summary>
    /// <exception cref="FormatException">It cannot be read, is empty or larger.</exception>
    public static byte[] Read(string path)
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
                if (bytes.Length > MostBytes) throw new FormatException("is larger than 64 MiB");
            }

            return bytes.Length > 0 ? bytes.ToArray() : throw new FormatException("is empty: nothing would be sent");
        }
        catch (Exception fault) when (FileFault.Is(fault))
        {
            throw new FormatException($"cannot be read: {FileFault.Reason(fault, path)}");
        }
    }
}
