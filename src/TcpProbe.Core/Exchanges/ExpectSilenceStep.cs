using System.Globalization;
using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Exchanges;

/// <summary>A time in which nothing may come and the connection must stay open.</summary>
public sealed record ExpectSilenceStep(TimeSpan Time) : ExchangeStep("expect-silence")
{
    internal override bool HasOwnTime => true;

    internal override StepOutcome Run(Talk talk)
    {
        StepOutcome end = StayStep.Watch(talk, Time, static inbox => !inbox.Unread.IsEmpty);
        if (end.End != StepEnd.Mismatch) return end;
        string expected = string.Create(CultureInfo.InvariantCulture, $"{Time.TotalSeconds:0.######} s of silence");
        return end with { Mismatch = new Mismatch(expected, Excerpt.Around(talk.Inbox.Unread, 0)) };
    }
}
