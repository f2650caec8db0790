namespace TcpProbe.Core.Exchanges;

/// <summary>A reply to hear: complete with the first bytes that come, or with exactly a number of them.</summary>
/// <param name="Size">The most bytes to take, or the number to wait for.</param>
/// <param name="Exactly">Whether all of <paramref name="Size"/> must come.</param>
public sealed record ReplyStep(int Size, bool Exactly) : ExchangeStep("reply")
{
    internal override StepOutcome Run(Talk talk) => talk.Inbox.Pass(talk.Stream, Size, atLeast: Exactly ? Size : 1)
        ? StepOutcome.Done
        : StepOutcome.PeerClosed;
}
