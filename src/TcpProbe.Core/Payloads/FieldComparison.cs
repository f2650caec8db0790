using System.Globalization;
using System.Text;

namespace TcpProbe.Core.Payloads;

/// <summary>A field of a reply beside what was expected of it.</summary>
public sealed record FieldComparison
{
    // Of a long text this many characters are shown, the first byte that differs and a little before it among them.
    private const int ShownCharacters = 40;
    private const int BytesBefore = 5;

    private readonly FieldPattern _pattern;
    private readonly int _from;

    internal FieldComparison(StructField field, FieldPattern pattern, StructValue got)
    {
        Field = field;
        Got = got;
        Matches = pattern.Matches(got);
        _pattern = pattern;
        if (Matches || pattern is not FieldPattern.ExactValue { Value: StructValue.Characters expected } || got is not StructValue.Characters text) return;
        int same = expected.Bytes.Span.CommonPrefixLength(text.Bytes.Span);
        if (same <= BytesBefore) return;
        if (!IsLong(expected) && !IsLong(text)) return;
        _from = same - BytesBefore;
        DiffersAt = same;
    }

    /// <summary>The field.</summary>
    public StructField Field { get; }

    /// <summary>The value that came.</summary>
    public StructValue Got { get; }

    /// <summary>Whether it is as expected.</summary>
    public bool Matches { get; }

    /// <summary>What was expected, as a person reads it; of a long text a part.</summary>
    public string Expected => Show(Field, _pattern, _from);

    /// <summary>What came, as a person reads it; of a long text the same part.</summary>
    public string ShownGot => Show(Field, Got, _from, _pattern.IsHex);

    /// <summary>The first byte of the text that differs, counted from 0, where only a part from further on is shown.</summary>
    internal int? DiffersAt { get; }

    /// <summary>Such as <c>field 5 (h): expected 3, got -3</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"field {Field.Number} ({Field.Code}): expected {Expected}, got {ShownGot}{(DiffersAt is { } at ? $" (differs at its byte {at})" : null)}");

    /// <summary>What is expected of the field, as a person reads it.</summary>
    internal static string Show(StructField field, FieldPattern pattern, int from = 0) => pattern switch
    {
        FieldPattern.ExactValue exactly => Show(field, exactly.Value, from, pattern.IsHex),
        FieldPattern.WholeRange range => EscapedText.Show(Encoding.ASCII.GetBytes(range.Written), ShownCharacters),
        FieldPattern.NumberRange range => EscapedText.Show(Encoding.ASCII.GetBytes(range.Written), ShownCharacters),
        _ => "*",
    };

    // A float of 4 bytes in the digits that tell it from its neighbours: 2.1, not the 2.0999999046325684 that it is as a double.
    private static string Show(StructField field, StructValue value, int from, bool isHex) => (field.Code, value) switch
    {
        ('f', StructValue.FloatingPoint number) when double.IsFinite(number.Value) => ((float)number.Value).ToString("r", CultureInfo.InvariantCulture),
        ('e', StructValue.FloatingPoint number) when double.IsFinite(number.Value) => ((Half)number.Value).ToString("r", CultureInfo.InvariantCulture),
        (_, StructValue.Characters text) => $"\"{(from > 0 ? "…" : null)}{EscapedText.Show(text.Bytes.Span[from..], ShownCharacters)}\"",
        (_, StructValue.Integer whole) when isHex =>
            string.Create(CultureInfo.InvariantCulture, $"{(whole.Value < 0 ? "-" : null)}0x{Int128.Abs(whole.Value):x}"),
        _ => value.ToString(),
    };

    // Longer than there is room for: then its end is left out, by a mark that no text itself shows.
    private static bool IsLong(StructValue.Characters text) => EscapedText.Show(text.Bytes.Span, ShownCharacters).EndsWith('…');
}
