using System.Text;
using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Exchanges;

/// <summary>A struct whose values hold places for captures: what was captured stands there as a word would.</summary>
public sealed record StructMessage : Message
{
    private readonly IReadOnlyList<TextPiece> _pieces;

    private StructMessage(IReadOnlyList<TextPiece> pieces) => _pieces = pieces;

    /// <inheritdoc/>
    public override IEnumerable<string> Names => _pieces.Where(piece => piece.Name is not null).Select(piece => piece.Name!);

    /// <summary>The message of <c>'FORMAT V V …'</c>.</summary>
    /// <exception cref="FormatException">The format or a value is bad, or a name is none.</exception>
    public static Message Parse(string text)
    {
        IReadOnlyList<TextPiece> pieces = TextPiece.Words(text);
        if (pieces.Any(piece => piece.Name is not null))
        {
            // The format and the number of the values can be judged now, the values only once they are known.
            _ = StructArgument.Parse(string.Concat(pieces.Select(piece => piece.Name is null ? Encoding.UTF8.GetString(piece.Bytes.Span) : "0")));
            return new StructMessage(pieces);
        }

        (StructFormat format, IReadOnlyList<StructValue> values) = StructText.Parse(text);
        return new FixedMessage(StructPacker.Pack(format, values));
    }

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Fill(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> captures)
    {
        StringBuilder text = new();
        foreach (TextPiece piece in _pieces)
            _ = text.Append(piece.Name is { } name ? Word(captures[name].Span) : Encoding.UTF8.GetString(piece.Bytes.Span));
        (StructFormat format, IReadOnlyList<StructValue> values) = StructText.Parse(text.ToString());
        return StructPacker.Pack(format, values);
    }

    // Blanks end a word and a colon ends the format, so neither may stand there bare.
    private static string Word(ReadOnlySpan<byte> captured) => captured.IsEmpty
        ? "''"
        : EscapedText.Show(captured).Replace(" ", @"\x20", StringComparison.Ordinal).Replace(":", @"\x3a", StringComparison.Ordinal);
}
