namespace TcpProbe.Core.Sockets;

/// <summary>How many descriptors the system lets this process open, and how many conversations fit into that.</summary>
public sealed class DescriptorLimit
{
    /// <summary>What is kept for the runtime, for files and for what is opened for a moment only.</summary>
    /// <remarks>A thread that .NET starts and that gets no pipe ends the process.</remarks>
    internal const int Spare = 32;

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
        if (parallel == 1) return parallel;
        long wanted = (long)parallel * each;
        return (int)long.Clamp(RoomFor(wanted) / each, 1, parallel);
    }

    /// <summary>As many descriptors as may be opened beside those that are and a reserve, at most those wanted; the limit is raised for them as far as it goes.</summary>
    /// <param name="wanted">How many are wanted.</param>
    /// <returns>None, if the limit leaves none; all of them where the system does not say.</returns>
    public long RoomFor(long wanted)
    {
        if (_found is not { } limit) return wanted;
        ulong taken = (ulong)((CountOpen() ?? OpenWithoutProc) + Spare), all = taken + (ulong)wanted;
        ulong soft = limit.Soft;
        if (soft < all && DescriptorCalls.SetLimit(ulong.Min(all, limit.Hard), limit.Hard)) soft = ulong.Min(all, limit.Hard);
        return soft >= all ? wanted : soft <= taken ? 0 : (long)(soft - taken);
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
