namespace TcpProbe.Exporter.Web;

/// <summary>A bucket that each request takes a token from and each interval puts one into.</summary>
/// <param name="limit">How many it holds, and how fast it fills.</param>
/// <param name="clock">What time it is.</param>
internal sealed class RequestRate(RateLimit limit, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly long _start = clock.GetTimestamp();

    // When the bucket is full again, in ticks since the start: its content is told by how far that is ahead.
    private Int128 _full;

    /// <summary>The limit.</summary>
    public RateLimit Limit => limit;

    /// <summary>Takes a token, if there is one.</summary>
    public bool Admits()
    {
        lock (_gate)
        {
            Int128 now = clock.GetElapsedTime(_start).Ticks, interval = limit.Interval.Ticks;
            Int128 full = Int128.Max(_full, now) + interval;
            if (full - now > interval * limit.Burst) return false;
            _full = full;
            return true;
        }
    }
}
