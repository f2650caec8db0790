using System.Text;
using TcpProbe.Endings;

namespace TcpProbe.Terminal;

/// <summary>The last words of the command line, byte by byte as they were typed.</summary>
internal static class TypedWords
{
    /// <summary>The bytes of the words; .NET hands over a character of its own for what is not UTF-8.</summary>
    /// <exception cref="UsageException">There are such bytes, and the system does not tell which.</exception>
    public static IReadOnlyList<byte[]> Of(IReadOnlyList<string> words)
    {
        IReadOnlyList<byte[]> plain = [.. words.Select(Encoding.UTF8.GetBytes)];
        if (!words.Any(word => word.Contains('\uFFFD', StringComparison.Ordinal))) return plain;
        IReadOnlyList<byte[]> typed = LastOf(CommandLine(), words.Count);
        return typed.Select(Encoding.UTF8.GetString).SequenceEqual(words)
            ? typed
            : throw new UsageException("the command behind -- is not UTF-8, and there is no /proc/self/cmdline to read it from");
    }

    private static byte[] CommandLine()
    {
        try
        {
            return File.ReadAllBytes("/proc/self/cmdline");
        }
        catch (Exception noProc) when (noProc is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // Each word ends with a NUL, which none of them can hold.
    private static List<byte[]> LastOf(ReadOnlySpan<byte> all, int count)
    {
        List<byte[]> words = [];
        foreach (Range range in all.Split((byte)0)) words.Add(all[range].ToArray());
        words.RemoveAt(words.Count - 1);
        return words[^Math.Min(count, words.Count)..];
    }
}
