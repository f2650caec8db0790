namespace TcpProbe.Core.Responding;

/// <summary>Says once, to every thread of a responder, that it is time to end; every wait that is no socket's waits here.</summary>
/// <remarks>Made of a monitor alone: timers and the thread pool end the process when they need a thread and get none.</remarks>
internal sealed class StopSignal
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly object _gate = new();
    private bool _given;

    /// <summary>Whether the signal was given.</summary>
    internal bool IsGiven => Volatile.Read(ref _given);

    /// <summary>Gives the signal.</summary>
    internal void Give()
    {
        Volatile.Write(ref _given, true);
        Look();
    }

    /// <summary>Waits for the signal; false if the time ran out before.</summary>
    internal bool Wait(TimeSpan time, TimeProvider clock)
    {
        long start = clock.GetTimestamp();

        // Only a clock that a test turns has to wake us: the system's runs as fast as the wait itself.
        using ITimer? turned = clock == TimeProvider.System ? null : clock.CreateTimer(_ => Look(), null, LongestWait < time ? LongestWait : time, LongestWait);
        lock (_gate)
        {
            while (!_given)
            {
                TimeSpan left = time - clock.GetElapsedTime(start);
                if (left <= TimeSpan.Zero) return false;
                _ = Monitor.Wait(_gate, turned is null && left < LongestWait ? left : LongestWait);
            }
        }

        return true;
    }

    private void Look()
    {
        lock (_gate) Monitor.PulseAll(_gate);
    }
}
