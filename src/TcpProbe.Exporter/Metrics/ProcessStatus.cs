using System.Globalization;

namespace TcpProbe.Exporter.Metrics;

/// <summary>What <c>/proc/self/stat</c> says, proc(5). <see cref="System.Diagnostics.Process"/> would read a file of every thread for it, and there are hundreds.</summary>
/// <param name="Threads">How many threads there are.</param>
/// <param name="VirtualMemory">The address space that is taken, in bytes.</param>
/// <param name="ResidentMemory">The memory that is resident, in bytes.</param>
internal sealed record ProcessStatus(long Threads, long VirtualMemory, long ResidentMemory)
{
    // Counted from the field behind the name, which may itself hold spaces and brackets.
    private const int ThreadsField = 17, VirtualField = 20, ResidentField = 21;

    /// <summary>What it says now; <c>null</c> where the system has no such file.</summary>
    public static ProcessStatus? Now()
    {
        try
        {
            return OperatingSystem.IsLinux() ? Parse(File.ReadAllText("/proc/self/stat"), Environment.SystemPageSize) : null;
        }
        catch (Exception noProc) when (noProc is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>What a line of it says; <c>null</c> if it is none.</summary>
    public static ProcessStatus? Parse(string line, int pageSize)
    {
        string[] fields = line[(line.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Number(fields, ThreadsField) is { } threads && Number(fields, VirtualField) is { } virtualMemory && Number(fields, ResidentField) is { } pages
            ? new ProcessStatus(threads, virtualMemory, pages * pageSize)
            : null;
    }

    private static long? Number(string[] fields, int place) =>
        place < fields.Length && long.TryParse(fields[place], NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
}
