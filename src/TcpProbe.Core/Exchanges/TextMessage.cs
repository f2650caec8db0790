using System.Buffers;
using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Exchanges;

/// <summary>Text with escapes and places for captures, <c>${name}</c> or <c>\{name}</c>.</summary>
public sealed record TextMessage : MessageTemplate
{
    private readonly IReadOnlyList<TextPiece> _pieces;

    private TextMessage(IReadOnlyList<TextPiece> pieces) => _pieces = pieces;

    /// <inheritdoc/>
    public override IEnumerable<string> Names => TextPiece.Names(_pieces);

    /// <summary>The message of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="crlf">Whether line feeds without a carriage return before them get one.</param>
    /// <exception cref="FormatException">The text has a bad escape or a bad name.</exception>
    public static TextMessage Parse(string text, bool crlf) => new(
        [.. TextPiece.Split(text).Select(piece => piece.Name is null ? piece with { Bytes = LineEnds.Of(piece.Bytes.ToArray(), crlf) } : piece)]);

    /// <summary>The message of a text and the line feed that ends it.</summary>
    /// <exception cref="FormatException">As <see cref="Parse"/> says.</exception>
    public static TextMessage Line(string text, bool crlf)
    {
        // Read by itself first: a backslash at its end must not make an escape with the line feed's.
        _ = TextPiece.Split(text);
        return Parse(text + @"\n", crlf);
    }

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Fill(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> captures)
    {
        ArrayBufferWriter<byte> bytes = new();
        foreach (TextPiece piece in _pieces) bytes.Write((piece.Name is { } name ? captures[name] : piece.Bytes).Span);
        return bytes.WrittenMemory;
    }
}
