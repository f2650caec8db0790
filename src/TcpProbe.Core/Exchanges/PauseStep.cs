using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Exchanges;

/// <summary>A time in which nothing is said and nothing looked at.</summary>
public sealed record PauseStep(TimeSpan Time) : ExchangeStep("pause")
{
    internal override bool HasOwnTime => true;

    internal override StepOutcome Run(Talk talk)
    {
        Deadline probe = talk.Stream.Deadline, own = talk.Own(Time).OrEarlier(probe);

        // The user asked for the time to pass, not for something to happen in it: there is nothing to wait on but the clock.
        while (own.Remaining is { } left && left > TimeSpan.Zero) ExactSleep.For(left);
        return own == probe ? throw new StreamFault(sending: false, probe.Limit) : StepOutcome.Done;
    }
}
