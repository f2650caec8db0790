using System.Runtime.InteropServices;

namespace TcpProbe.Core.Timing;

/// <summary><c>struct timespec</c> of a 64-bit system.</summary>
/// <param name="time">The time, not negative.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct TimeValue(TimeSpan time)
{
    /// <summary>The whole seconds.</summary>
    public readonly long Seconds = time.Ticks / TimeSpan.TicksPerSecond;

    /// <summary>The nanoseconds beyond them.</summary>
    public readonly long Nanoseconds = time.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick;

    /// <summary>The time.</summary>
    public TimeSpan ToSpan() => new((Seconds * TimeSpan.TicksPerSecond) + (Nanoseconds / TimeSpan.NanosecondsPerTick));
}
