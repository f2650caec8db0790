using System.Text;
using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Exchanges;

/// <summary>A struct whose values hold places for captures: what was captured stands there as a word would.</summary>
public sealed record StructMessage : MessageTemplate
{
    private readonly StructFormat _format;
    private readonly IReadOnlyList<IReadOnlyList<TextPiece>> _words;

    private StructMessage(StructFormat format, IReadOnlyList<IReadOnlyList<TextPiece>> words)
    {
        _format = format;
        _words = words;
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Names => _words.SelectMany(TextPiece.Names);

    /// <summary>The message of <c>'FORMAT V V …'</c>; the format itself holds no captures.</summary>
    /// <exception cref="FormatException">The format or a value is bad, or a name is none.</exception>
    public static MessageTemplate Parse(string text)
    {
        StructArgument argument = StructArgument.Parse(text);
        if (argument.Format.Size == 0) throw new FormatException("a struct without bytes sends nothing");
        IReadOnlyList<TextPiece>[] words = [.. argument.Values.Select(TextPiece.SplitWords)];
        StructMessage message = new(argument.Format, words);

        // The values that hold no capture can be judged now; in place of the others stands what every field takes.
        byte[] bytes = message.Pack((field, word) => TextPiece.Names(word).Any() ? StandIn(field) : Text(word, captures: null));
        return message.Names.Any() ? message : new FixedMessage(bytes);
    }

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Fill(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> captures) =>
        Pack((_, word) => Text(word, captures));

    private byte[] Pack(Func<StructField, IReadOnlyList<TextPiece>, string> text) =>
        StructPacker.Pack(_format, [.. _format.Fields.Select((field, i) => StructWord.Parse(field, text(field, _words[i])))]);

    private static string StandIn(StructField field) => StructCode.KindOf(field.Code) == StructKind.Truth ? "false" : "0";

    private static string Text(IReadOnlyList<TextPiece> word, IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? captures)
    {
        string text = string.Concat(word.Select(piece => piece.Name is { } name ? Escaped(captures![name].Span) : Encoding.UTF8.GetString(piece.Bytes.Span)));
        return text.Length > 0 ? text : "''";
    }

    // Two quotes would be an empty word.
    private static string Escaped(ReadOnlySpan<byte> captured) => EscapedText.Show(captured).Replace("'", @"\x27", StringComparison.Ordinal);
}
