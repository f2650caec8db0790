namespace TcpProbe.Core.Exchanges;

/// <summary>The peer's FIN, whatever it still says before.</summary>
public sealed record ExpectCloseStep() : ExchangeStep("expect-close")
{
    internal override StepOutcome Run(Talk talk)
    {
        talk.Inbox.Consume(talk.Inbox.Unread.Length);

        // Any number of bytes is no FIN yet.
        while (talk.Inbox.Pass(talk.Stream, int.MaxValue, atLeast: int.MaxValue)) continue;
        return StepOutcome.Done;
    }
}
