using System.Runtime.InteropServices;

namespace TcpProbe.Core.Timing;

/// <summary>A sleep as exact as the system's timers; those of .NET count whole milliseconds.</summary>
internal static partial class ExactSleep
{
    private const int Monotonic = 1;

    /// <summary>Sleeps for the time, or until a signal comes: whoever must be sure asks the clock.</summary>
    public static void For(TimeSpan time)
    {
        if (time <= TimeSpan.Zero) return;
        if (OperatingSystem.IsLinux() && Environment.Is64BitProcess)
            _ = SleepBy(Monotonic, 0, new TimeValue(time), 0);
        else
            // Other systems have another call or layout for it: a millisecond late is what they get.
            Thread.Sleep((int)Math.Min(Math.Ceiling(time.TotalMilliseconds), int.MaxValue));
    }

    /// <summary>clock_nanosleep(2).</summary>
    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    private static partial int SleepBy(int clock, int flags, in TimeValue time, nint left);
}
