namespace TcpProbe.Core.Payloads;

/// <summary>An expected struct: its format, and for each field what its value has to be.</summary>
/// <remarks>
/// Written as <see cref="StructText"/> is, and besides values with <c>*</c> (any), <c>V~TOLERANCE</c> and <c>LO..HI</c> (numbers, both
/// ends included). The text <c>*</c> itself is <c>\x2a</c>. Numbers are compared as the field holds them, nan matches nan.
/// </remarks>
public sealed class StructPattern
{
    private readonly FieldPattern[] _fields;

    private StructPattern(string text, StructFormat format, FieldPattern[] fields)
    {
        Text = text;
        Format = format;
        _fields = fields;
    }

    /// <summary>The pattern as it was written.</summary>
    public string Text { get; }

    /// <summary>The layout.</summary>
    public StructFormat Format { get; }

    /// <summary>The pattern that <paramref name="text"/> describes.</summary>
    /// <exception cref="FormatException">It describes none, or expects what a field cannot hold; the message names the field.</exception>
    public static StructPattern Parse(string text)
    {
        (StructFormat format, string[] words) = StructArgument.Parse(text);
        FieldPattern[] fields = new FieldPattern[words.Length];
        for (int i = 0; i < fields.Length; i++) fields[i] = FieldPatternWord.Parse(format.Fields[i], words[i]);
        return new StructPattern(text, format, fields);
    }

    /// <summary>Every field whose bytes are all there, beside what is expected of it; padding is no field.</summary>
    /// <param name="bytes">The struct from its first byte on, as much of it as has come; what is past its end is not looked at.</param>
    public IReadOnlyList<FieldComparison> Compare(ReadOnlySpan<byte> bytes)
    {
        List<FieldComparison> comparisons = [];
        while (IsThere(comparisons.Count, bytes.Length)) comparisons.Add(Compare(bytes, comparisons.Count));
        return comparisons;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Whether all fields that are there are as expected; each is looked at once, however often more bytes come.</summary>
    /// <param name="bytes">The struct from its first byte on, as much of it as has come.</param>
    /// <param name="agreed">How many fields, from the first on, are known to agree: 0 at first, then what the last call left there.</param>
    internal bool Agrees(ReadOnlySpan<byte> bytes, ref int agreed)
    {
        while (IsThere(agreed, bytes.Length))
        {
            if (!_fields[agreed].Matches(Read(bytes, agreed))) return false;
            agreed++;
        }

        return true;
    }

    /// <summary>What is expected of a field, for one that did not come.</summary>
    internal string Expected(int index) => FieldComparison.Show(Format.Fields[index], _fields[index]);

    private FieldComparison Compare(ReadOnlySpan<byte> bytes, int index) => new(Format.Fields[index], _fields[index], Read(bytes, index));

    private bool IsThere(int index, int length) =>
        index < _fields.Length && Format.Fields[index] is var field && field.Offset + field.Size <= length;

    private StructValue Read(ReadOnlySpan<byte> bytes, int index)
    {
        StructField field = Format.Fields[index];
        return StructUnpacker.Read(field, bytes.Slice(field.Offset, field.Size), Format.LittleEndian);
    }
}
