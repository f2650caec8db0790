using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Exchanges;

/// <summary>Something that must come; what lies behind it stays unread for the next step.</summary>
public sealed record ExpectStep(string Name, Expectation Expectation) : ExchangeStep(Name)
{
    internal override StepOutcome Run(Talk talk) => Await(Expectation, talk);

    /// <summary>Reads until the expectation is met or cannot be met any more.</summary>
    internal static StepOutcome Await(Expectation expectation, Talk talk)
    {
        StepOutcome? over = null;
        for (int progress = 0; ;)
        {
            if (talk.Inbox.IsOver) over ??= new StepOutcome(StepEnd.TooLarge);
            if (talk.Inbox.Unread is { IsEmpty: false } unread)
            {
                Verdict verdict = expectation.Look(unread, ref progress, isAll: over is not null);
                if (verdict is Verdict.Matched matched) return Met(talk, matched);
                if (verdict is Verdict.Mismatched wrong) return Unmet(over, wrong.How);
            }

            if (over is { } end) return talk.Inbox.Unread.IsEmpty ? end : end with { Mismatch = expectation.Lacking(talk.Inbox.Unread) };
            over = Hear(talk);
        }
    }

    private static StepOutcome Met(Talk talk, Verdict.Matched matched)
    {
        talk.Inbox.Consume(matched.Length);
        foreach (Capture capture in matched.Captures) talk.Captures[capture.Name] = capture.Bytes;
        return StepOutcome.Done with { Captures = matched.Captures };
    }

    private static StepOutcome Unmet(StepOutcome? over, Mismatch how) => over is { End: StepEnd.TooLarge } large
        ? large with { Mismatch = how }
        : new StepOutcome(StepEnd.Mismatch) { Mismatch = how, Fault = over?.Fault, At = over?.At, PeerHasClosed = over is { End: StepEnd.PeerClosed } };

    // What ended the waiting, null if more came.
    private static StepOutcome? Hear(Talk talk)
    {
        try
        {
            if (!talk.Inbox.Fill(talk.Stream)) return StepOutcome.PeerClosed;

            // A peer that never pauses is never waited for, so the wait alone would not end this.
            return talk.Stream.Deadline.HasCome ? StepOutcome.Of(new StreamFault(sending: false, talk.Stream.Deadline.Limit)) : null;
        }
        catch (StreamFault fault)
        {
            return StepOutcome.Of(fault);
        }
    }
}
