using System.Diagnostics;
using System.Runtime.InteropServices;

namespace TcpProbe.Core.Timing;

/// <summary>A bound on work, in time that this thread has a processor: time on the wall also passes while others have it, or while a signal has stopped us.</summary>
/// <remarks>Other systems than Linux have another call or layout for it: there it is time on the wall.</remarks>
/// <param name="most">How long the work may take.</param>
internal readonly partial struct WorkLimit(TimeSpan most)
{
    private const int ThreadProcessorTime = 3;

    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly TimeSpan _start = Now();

    /// <summary>Whether that was worked.</summary>
    /// <remarks>The wall is asked first, for which the kernel need not be: no more can have been worked than time has passed.</remarks>
    public bool IsReached => Stopwatch.GetElapsedTime(_began) >= most && Now() - _start >= most;

    /// <summary>This limit while it has hardly begun, then one that begins now: for many small pieces of work, each of which costs less than to ask the kernel.</summary>
    public WorkLimit ForNextPiece() => Stopwatch.GetElapsedTime(_began) < most / 16 ? this : new WorkLimit(most);

    private static TimeSpan Now() =>
        OperatingSystem.IsLinux() && Environment.Is64BitProcess && Read(ThreadProcessorTime, out TimeValue time) == 0 ? time.ToSpan() : Stopwatch.GetElapsedTime(0);

    /// <summary>clock_gettime(2).</summary>
    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int Read(int clock, out TimeValue time);
}
