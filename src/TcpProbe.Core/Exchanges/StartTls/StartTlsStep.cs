using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Exchanges.StartTls;

/// <summary>The talk that asks for TLS, as a whole under one limit; the handshake itself is not part of it.</summary>
public sealed record StartTlsStep(StartTlsProtocol Protocol) : ExchangeStep("starttls")
{
    internal override StepOutcome Run(Talk talk)
    {
        foreach (Turn turn in Protocol.Talk(talk.Host))
        {
            talk.Payload = (byte[])[.. talk.Payload.Span, .. turn.Says.Span];
            talk.Stream.Write(turn.Says.Span);
            if (turn.Answer is null) continue;
            StepOutcome heard = ExpectStep.Await(turn.Answer, talk);
            if (heard.End != StepEnd.Done) return heard is { End: StepEnd.Mismatch, Mismatch.RefusesTls: true } ? heard with { End = StepEnd.Refused } : heard;
        }

        // Whoever sits between us and the peer could have put it there, to be read as if it had come over TLS.
        return talk.Inbox.Unread is { IsEmpty: false } unread
            ? new StepOutcome(StepEnd.Refused) { Mismatch = new Mismatch("nothing before the handshake", Excerpt.Around(unread, 0)) }
            : StepOutcome.Done;
    }
}
