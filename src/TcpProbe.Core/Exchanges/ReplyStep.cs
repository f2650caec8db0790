using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Exchanges;

/// <summary>A reply to hear: complete with the first bytes that come, or with exactly a number of them.</summary>
/// <param name="Size">The most bytes to take, or the number to wait for.</param>
/// <param name="Exactly">Whether all of <paramref name="Size"/> must come.</param>
public sealed record ReplyStep(int Size, bool Exactly) : ExchangeStep("reply")
{
    internal override StepEnd Run(DeadlineStream stream, ReplyReader reader) =>
        reader.Read(stream, Size, atLeast: Exactly ? Size : 1) ? StepEnd.Done : StepEnd.PeerClosed;
}
