namespace TcpProbe.Values;

/// <summary>A file whose bytes are sent, <c>-</c> for stdin.</summary>
internal static class PayloadFile
{
    private const int MostMebibytes = 64;

    /// <summary>All of its bytes, at most 64 MiB.</summary>
    /// <exception cref="FormatException">It cannot be read, is empty or larger.</exception>
    public static byte[] Read(string path) => InputFile.Read(path, MostMebibytes) is { Length: > 0 } bytes
        ? bytes
        : throw new FormatException("is empty: nothing would be sent");
}
