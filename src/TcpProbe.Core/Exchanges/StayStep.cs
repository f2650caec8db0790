using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Exchanges;

/// <summary>A time after which the connection must still be open: it catches the proxy that has no backend. What comes meanwhile stays unread.</summary>
public sealed record StayStep(TimeSpan Time) : ExchangeStep("stay")
{
    internal override bool HasOwnTime => true;

    internal override StepOutcome Run(Talk talk) => Watch(talk, Time, static _ => false);

    /// <summary>Reads, without judging, until the time is over or what is unread calls for an end.</summary>
    /// <exception cref="StreamFault">The network or the deadline of the probe ended it.</exception>
    internal static StepOutcome Watch(Talk talk, TimeSpan time, Func<Inbox, bool> isEnough)
    {
        Deadline own = talk.Own(time);
        talk.Stream.Deadline = own.OrEarlier(talk.Stream.Deadline);
        try
        {
            while (!isEnough(talk.Inbox))
            {
                if (!talk.Inbox.Notice(talk.Stream)) return StepOutcome.PeerClosed;

                // Whoever was stopped meanwhile finds all of it only now; how long it has been there nobody can tell.
                if (own.HasCome && !isEnough(talk.Inbox)) return talk.Inbox.Notice(talk.Stream) ? StepOutcome.Done : StepOutcome.PeerClosed;

                // A peer that never pauses is never waited for, so the wait alone would not end this.
                if (!own.HasCome && talk.Stream.Deadline.HasCome) throw new StreamFault(sending: false, talk.Stream.Deadline.Limit);
            }

            return new StepOutcome(StepEnd.Mismatch);
        }
        catch (StreamFault fault) when (fault.Limit is not null && own.HasCome)
        {
            return StepOutcome.Done with { At = fault.At };
        }
    }
}
