using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Exchanges;

/// <summary>A time in which nothing is said and nothing looked at.</summary>
public sealed record PauseStep(TimeSpan Time) : ExchangeStep("pause")
{
    private static readonly TimeSpan s_longestSleep = TimeSpan.FromDays(1);

    internal override bool HasOwnTime => true;

    internal override StepOutcome Run(Talk talk)
    {
        Deadline probe = talk.Stream.Deadline, own = talk.Own(Time).OrEarlier(probe);

        // The user asked for the time to pass, not for something to happen in it: there is nothing to wait on but the clock.
        while (own.Remaining is { } left && left > TimeSpan.Zero) Thread.Sleep(left < s_longestSleep ? RoundedUp(left) : s_longestSleep);
        return own == probe ? throw new StreamFault(sending: false, probe.Limit) : StepOutcome.Done;
    }

    // Sleep counts whole milliseconds: rounded down, the last one would be spun away.
    private static TimeSpan RoundedUp(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds));
}
