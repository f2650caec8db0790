namespace TcpProbe.Terminal;

/// <summary>Where a command may lie, by the rules of execvp(3).</summary>
internal static class CommandPath
{
    // What POSIX promises to find the standard programs in, where there is no PATH.
    private static ReadOnlySpan<byte> WithoutPath => "/bin:/usr/bin"u8;

    /// <summary>The files to try, in order.</summary>
    /// <param name="name">The command as typed.</param>
    /// <param name="path">PATH, byte by byte; <c>null</c> if it is not set.</param>
    public static IReadOnlyList<byte[]> Candidates(byte[] name, byte[]? path)
    {
        if (name.Length == 0) return [];
        if (name.Contains((byte)'/')) return [name];
        List<byte[]> files = [];
        ReadOnlySpan<byte> folders = path ?? WithoutPath;
        foreach (Range range in folders.Split((byte)':'))
        {
            // An empty folder is the one we are in.
            ReadOnlySpan<byte> folder = folders[range] is { IsEmpty: false } named ? named : "."u8;
            files.Add([.. folder, (byte)'/', .. name]);
        }

        return files;
    }
}
