using System.Buffers;
using System.Globalization;
using System.Text;
using TcpProbe.Core.Exchanges;

namespace TcpProbe.Exporter.Configuration.Go;

/// <summary>Text with places for captures as Go's <c>Regexp.Expand</c> fills them: <c>$1 ${1} $name ${name}</c>, and <c>$$</c> for a dollar.</summary>
internal sealed record GoTemplate : MessageTemplate
{
    private readonly IReadOnlyList<Piece> _pieces;
    private readonly ReadOnlyMemory<byte> _ending;

    private GoTemplate(IReadOnlyList<Piece> pieces, ReadOnlyMemory<byte> ending)
    {
        _pieces = pieces;
        _ending = ending;
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Names => _pieces.SelectMany(piece => piece.Captures);

    /// <summary>The template of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="pattern">The pattern whose groups it names; a name of none stands for nothing.</param>
    /// <param name="ending">What follows the text, unless it comes out empty.</param>
    public static GoTemplate Parse(ReadOnlyMemory<byte> text, GoPattern pattern, ReadOnlyMemory<byte> ending)
    {
        List<Piece> pieces = [];
        while (text.Span.IndexOf((byte)'$') is >= 0 and var dollar)
        {
            pieces.Add(new Piece(text[..dollar], Captures: []));
            (int length, string? name) = Reference(text.Span[dollar..]);
            if (name is null) pieces.Add(new Piece(text.Slice(dollar, 1), Captures: []));
            else pieces.Add(new Piece(default, [.. pattern.Groups(name).Select(group => group.ToString(CultureInfo.InvariantCulture))]));
            text = text[(dollar + length)..];
        }

        return new GoTemplate([.. pieces, new Piece(text, Captures: [])], ending);
    }

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Fill(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> captures)
    {
        ArrayBufferWriter<byte> bytes = new();
        foreach (Piece piece in _pieces) bytes.Write(piece.In(captures));
        if (bytes.WrittenCount > 0) bytes.Write(_ending.Span);
        return bytes.WrittenMemory;
    }

    // How long the reference is, and its name; without one a dollar that stands for itself, as the first of two does.
    private static (int Length, string? Name) Reference(ReadOnlySpan<byte> text)
    {
        if (text is [_, (byte)'$', ..]) return (2, null);
        bool isBraced = text is [_, (byte)'{', ..];
        int start = isBraced ? 2 : 1, end = start;
        while (Rune.DecodeFromUtf8(text[end..], out Rune rune, out int length) == OperationStatus.Done && (Rune.IsLetter(rune) || IsDigit(rune) || rune.Value == '_')) end += length;
        bool isName = end > start && (!isBraced || (end < text.Length && text[end] == '}'));
        return isName ? (isBraced ? end + 1 : end, Encoding.UTF8.GetString(text[start..end])) : (1, null);
    }

    private static bool IsDigit(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber;

    // Of several groups of one name the first that took part in the match.
    private readonly record struct Piece(ReadOnlyMemory<byte> Text, IReadOnlyList<string> Captures)
    {
        public ReadOnlySpan<byte> In(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> captures) =>
            Captures.Count == 0 ? Text.Span : Captures.Select(name => captures[name]).FirstOrDefault(bytes => !bytes.IsEmpty).Span;
    }
}
