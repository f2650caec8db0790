using System.Text;
using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Exchanges;

/// <summary>A struct whose values hold places for captures: what was captured stands there as a word would.</summary>
public sealed record StructMessage : MessageTemplate
{
    // No character, so that no argument holds it.
    private const string Hole = "\uFFFF";

    private readonly IReadOnlyList<TextPiece> _pieces;

    private StructMessage(IReadOnlyList<TextPiece> pieces) => _pieces = pieces;

    /// <inheritdoc/>
    public override IEnumerable<string> Names => _pieces.Where(piece => piece.Name is not null).Select(piece => piece.Name!);

    /// <summary>The message of <c>'FORMAT V V …'</c>.</summary>
    /// <exception cref="FormatException">The format or a value is bad, or a name is none.</exception>
    public static MessageTemplate Parse(string text)
    {
        IReadOnlyList<TextPiece> pieces = TextPiece.SplitWords(text);
        if (pieces.Any(piece => piece.Name is not null))
        {
            Demand(StructArgument.Parse(WithEach(pieces, "0")), StructArgument.Parse(WithEach(pieces, "1")));
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
            _ = text.Append(piece.Name is { } name ? AsWord(captures[name].Span) : Encoding.UTF8.GetString(piece.Bytes.Span));
        (StructFormat format, IReadOnlyList<StructValue> values) = StructText.Parse(WithoutHoles(text.ToString()));
        return StructPacker.Pack(format, values);
    }

    // The values that hold no capture can be judged now: they are those that stay the same, whatever is captured.
    private static void Demand(StructArgument one, StructArgument other)
    {
        if (one.Format.Text != other.Format.Text) return;
        StructValue Judged(StructField field, int i) => StructWord.Parse(field, one.Values[i] == other.Values[i] ? one.Values[i] : StandIn(field));
        _ = StructPacker.Pack(one.Format, [.. one.Format.Fields.Select(Judged)]);
    }

    private static string StandIn(StructField field) => StructCode.KindOf(field.Code) == StructKind.Truth ? "false" : "0";

    private static string WithEach(IReadOnlyList<TextPiece> pieces, string captured) =>
        string.Concat(pieces.Select(piece => piece.Name is null ? Encoding.UTF8.GetString(piece.Bytes.Span) : captured));

    // Blanks end a word, a colon ends the format, and quotes are an empty word: none of them may stand there bare.
    private static string AsWord(ReadOnlySpan<byte> captured) => captured.IsEmpty
        ? Hole
        : EscapedText.Show(captured).Replace(" ", @"\x20", StringComparison.Ordinal).Replace(":", @"\x3a", StringComparison.Ordinal)
            .Replace("'", @"\x27", StringComparison.Ordinal);

    // An empty capture is an empty word only where nothing else is in it.
    private static string WithoutHoles(string text) => !text.Contains(Hole, StringComparison.Ordinal) ? text : string.Join(' ',
        text.Split(' ').Select(word => word.Trim(Hole[0]).Length == 0 && word.Length > 0 ? "''" : word.Replace(Hole, string.Empty, StringComparison.Ordinal)));
}
