using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Exchanges;

/// <summary>Bytes to send: done when the kernel has taken all of them, which does not prove that anybody read them.</summary>
public sealed record SendStep(string Name, MessageTemplate Message) : ExchangeStep(Name)
{
    /// <summary>The default exchange's line of text with escapes.</summary>
    /// <exception cref="FormatException">The text has a bad escape.</exception>
    public static SendStep Line(string text, bool crlf = false) => new("line", new FixedMessage(LineEnds.Of(TextLine.Encode(text), crlf)));

    /// <summary>The default exchange's struct, <c>'FORMAT V V …'</c>.</summary>
    /// <exception cref="FormatException">The format or a value is bad.</exception>
    public static SendStep Payload(string text)
    {
        (StructFormat format, IReadOnlyList<StructValue> values) = StructText.Parse(text);
        return new SendStep("payload", new FixedMessage(StructPacker.Pack(format, values)));
    }

    internal override StepOutcome Run(Talk talk)
    {
        try
        {
            talk.Payload = Message.Fill(talk.Captures);
        }
        catch (FormatException unfit)
        {
            return new StepOutcome(StepEnd.Mismatch) { Mismatch = new Mismatch("a capture that fits", unfit.Message) };
        }

        talk.Stream.Write(talk.Payload.Span);
        return StepOutcome.Done;
    }
}
