using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Exchanges;

/// <summary>What is said and heard on one connection, step by step.</summary>
public sealed record Exchange(ExchangeKind Kind, IReadOnlyList<ExchangeStep> Steps)
{
    /// <summary>The text of the default line, before its line feed.</summary>
    public const string DefaultLine = "data";

    /// <summary>The format and values of the default struct: 22 bytes, big-endian, no padding.</summary>
    public const string DefaultPayload = "! I 2s Q 2h f: 1 ab 2 3 3 2.5";

    /// <summary>The most bytes of a reply that one read takes unless told otherwise.</summary>
    public const int DefaultReplySize = 1024;

    /// <summary>The most bytes that one expectation looks through unless told otherwise.</summary>
    public const int DefaultMaxReply = 64 * 1024;

    // A pattern looks through text, of which there can be twice as much as of bytes.
    private const int MostMaxReply = 256 * 1024 * 1024;

    /// <summary>The project's own exchange: the line, the struct, then one reply.</summary>
    public static Exchange Default => new(
        ExchangeKind.Default,
        [SendStep.Line(DefaultLine), SendStep.Payload(DefaultPayload), new ReplyStep(DefaultReplySize, Exactly: false)]);

    /// <summary>Nothing is said.</summary>
    public static Exchange None => new(ExchangeKind.None, []);

    /// <summary>The most bytes that one expectation looks through.</summary>
    public int MaxReply { get; init; } = DefaultMaxReply;

    /// <summary>The most bytes that one expectation looks through, as it is written.</summary>
    /// <exception cref="FormatException">It is no size, or too large; the message completes the sentence "VALUE …".</exception>
    public static int ParseMaxReply(string text) => ByteSize.Parse(text) is <= MostMaxReply and var size ? size : throw new FormatException("is too large; at most 256 MiB");
}
