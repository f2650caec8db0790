using System.Globalization;

namespace TcpProbe.Core.Responding;

/// <summary>How many connections the descriptors of this process leave room for.</summary>
/// <remarks>
/// Accepting until the kernel refuses is not an option: each thread that .NET starts opens a pipe for a moment, and where it
/// gets none the runtime ends the process ("Out of memory").
/// </remarks>
internal static class DescriptorRoom
{
    private const int Spare = 32;

    /// <summary>As many connections as there is room for beside what is open now, at most <paramref name="wanted"/>, at least one.</summary>
    internal static int For(int wanted)
    {
        try
        {
            int open = Directory.EnumerateFileSystemEntries("/proc/self/fd").Count();
            return SoftLimit() is { } limit ? (int)Math.Clamp(limit - open - Spare, 1, wanted) : wanted;
        }
        catch (Exception noProc) when (noProc is IOException or UnauthorizedAccessException)
        {
            return wanted;
        }
    }

    // "Max open files   1024   524288   files": the soft limit comes first; null if it says "unlimited".
    private static long? SoftLimit()
    {
        const string Name = "Max open files";
        string? line = File.ReadLines("/proc/self/limits").FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal));
        string? soft = line?[Name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out long limit) ? limit : null;
    }
}
