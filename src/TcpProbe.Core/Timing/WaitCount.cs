namespace TcpProbe.Core.Timing;

/// <summary>How many of several threads wait for the network just now, and leave the processors to others.</summary>
internal sealed class WaitCount
{
    private int _now;

    /// <summary>As many as there are at this moment.</summary>
    public int Now => Volatile.Read(ref _now);

    /// <summary>A wait begins.</summary>
    public void Begin() => Interlocked.Increment(ref _now);

    /// <summary>A wait has ended.</summary>
    public void End() => Interlocked.Decrement(ref _now);
}
