namespace TcpProbe.Core.Sockets;

/// <summary>How many descriptors the system lets this process open, and how many conversations fit into that.</summary>
public sealed class DescriptorLimit
{
    // For the runtime, for files, and for what is opened for a moment only: a thread that .NET starts and that gets no pipe ends the process.
    private const int Spare = 32;

    private const int OpenWithoutProc = 16;

    private readonly (ulong Soft, ulong Hard)? _found = DescriptorCalls.Limit;

    /// <summary>How many this process may open now; <c>null</c> where the system does not say.</summary>
    public static ulong? Current => DescriptorCalls.Limit?.Soft;

    /// <summary>As many conversations at once as there are descriptors for, at most those wanted; the limit is raised for them as far as it goes.</summary>
    /// <param name="parallel">How many are wanted.</param>
    /// <param name="each">How many descriptors one takes: its socket, and another while a name is resolved.</param>
    /// <returns>At least one.</returns>
    public int AllowFor(int parallel, int each = 2)
    {
        if (parallel == 1 || _found is not { } limit) return parallel;
        ulong taken = (ulong)((CountOpen() ?? OpenWithoutProc) + Spare), wanted = taken + ((ulong)parallel * (ulong)each);
        ulong soft = limit.Soft;
        if (soft < wanted && DescriptorCalls.SetLimit(ulong.Min(wanted, limit.Hard), limit.Hard)) soft = ulong.Min(wanted, limit.Hard);
        return soft >= wanted ? parallel : soft <= taken ? 1 : (int)ulong.Clamp((soft - taken) / (ulong)each, 1, (ulong)parallel);
    }

    /// <summary>Makes the limit what it was when the process began.</summary>
    public void Restore()
    {
        if (_found is { } limit && DescriptorCalls.Limit != limit) _ = DescriptorCalls.SetLimit(limit.Soft, limit.Hard);
    }

    /// <summary>How many descriptors are open now; <c>null</c> where the system does not say.</summary>
    public static int? CountOpen()
    {
        try
        {
            return Directory.EnumerateFileSystemEntries("/proc/self/fd").Count();
        }
        catch (Exception noProc) when (noProc is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
