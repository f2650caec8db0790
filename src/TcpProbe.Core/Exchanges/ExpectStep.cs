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
            if (talk.Inbox.IsOver) over = new StepOutcome(StepEnd.TooLarge);
            if (talk.Inbox.Unread is { IsEmpty: false } unread)
            {
                // Behind the bound more has come: what the next byte may change is not believed there, and what is wrong without it is no matter of size.
                bool isTooLarge = over is { End: StepEnd.TooLarge };
                Verdict verdict = expectation.Look(unread, ref progress, isAll: over is not null && !isTooLarge);
                if (verdict is Verdict.Matched matched) return Met(talk, matched);
                if (verdict is Verdict.Mismatched wrong) return Unmet(over, wrong.How);
                if (verdict == Verdict.Unfinished && !talk.Stream.Deadline.HasCome) continue;
                if (over is not null) return over with { Mismatch = Lacking(expectation, unread, progress) };
            }

            if (over is { } end) return end;
            over = Hear(talk);
        }
    }

    // Of what is not met: how it differs from what came, if that was all; else how much of it came.
    private static Mismatch? Lacking(Expectation expectation, ReadOnlySpan<byte> unread, int progress) =>
        expectation.Look(unread, ref progress, isAll: true) is Verdict.Mismatched wrong ? wrong.How : expectation.Lacking(unread);

    private static StepOutcome Met(Talk talk, Verdict.Matched matched)
    {
        talk.Inbox.Consume(matched.Length);
        foreach (Capture capture in matched.Captures) talk.Captures[capture.Name] = capture.Bytes;
        return StepOutcome.Done with { Captures = matched.Captures };
    }

    private static StepOutcome Unmet(StepOutcome? over, Mismatch how) =>
        new(StepEnd.Mismatch) { Mismatch = how, Fault = over?.Fault, At = over?.At, PeerHasClosed = over is { End: StepEnd.PeerClosed } };

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
