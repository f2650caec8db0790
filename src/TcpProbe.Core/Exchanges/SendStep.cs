using TcpProbe.Core.Payloads;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Exchanges;

/// <summary>Bytes to send: done when the kernel has taken all of them, which does not prove that anybody read them.</summary>
public sealed record SendStep(string Name, ReadOnlyMemory<byte> Bytes) : ExchangeStep(Name)
{
    /// <summary>The step that sends a line of text with escapes.</summary>
    /// <exception cref="FormatException">The text has a bad escape.</exception>
    public static SendStep Line(string text) => new("line", TextLine.Encode(text));

    /// <summary>The step that sends a struct, <c>'FORMAT V V …'</c>.</summary>
    /// <exception cref="FormatException">The format or a value is bad.</exception>
    public static SendStep Payload(string text)
    {
        (StructFormat format, IReadOnlyList<StructValue> values) = StructText.Parse(text);
        return new SendStep("payload", StructPacker.Pack(format, values));
    }

    internal override StepEnd Run(DeadlineStream stream, ReplyReader reader)
    {
        stream.Write(Bytes.Span);
        return StepEnd.Done;
    }
}
