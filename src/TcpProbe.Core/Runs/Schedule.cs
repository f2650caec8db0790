namespace TcpProbe.Core.Runs;

/// <summary>How often a run probes its targets.</summary>
public abstract record Schedule
{
    private Schedule()
    {
    }

    /// <summary>Each target once.</summary>
    public sealed record Once : Schedule;

    /// <summary>Until the targets are as wanted.</summary>
    /// <param name="Limit">The time for all of it; <c>null</c> waits for ever.</param>
    /// <param name="Pace">The time from the start of one round to the start of the next.</param>
    public sealed record Waiting(TimeSpan? Limit, Backoff Pace) : Schedule
    {
        /// <summary>How many rounds in a row must find the targets as wanted.</summary>
        public int Successes { get; init; } = 1;

        /// <summary>Whether a name that is not known is waited for as well: it may exist only once its service runs.</summary>
        public bool AwaitsNames { get; init; } = true;
    }

    /// <summary>Again and again.</summary>
    /// <param name="Rounds">How often; <c>null</c> until a signal comes.</param>
    /// <param name="Interval">The time from the start of one round to the start of the next.</param>
    public sealed record Repeating(long? Rounds, TimeSpan Interval) : Schedule;
}
