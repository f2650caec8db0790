using System.Globalization;

namespace TcpProbe.Core.Payloads;

/// <summary>What of an expected struct came, for a person: the differences in one line, or every field in a table.</summary>
public sealed class StructDiff
{
    private const int MostInSummary = 4;
    private readonly StructPattern _pattern;
    private readonly int _came;

    private StructDiff(StructPattern pattern, IReadOnlyList<FieldComparison> fields, int came)
    {
        _pattern = pattern;
        _came = came;
        Fields = fields;
        Differences = [.. fields.Where(field => !field.Matches)];
    }

    /// <summary>The fields that came whole.</summary>
    public IReadOnlyList<FieldComparison> Fields { get; }

    /// <summary>Those of them that are not as expected.</summary>
    public IReadOnlyList<FieldComparison> Differences { get; }

    /// <summary>One line: what differs, else what is missing, such as <c>field 5 (h): expected 3, got -3</c>.</summary>
    public string Summary => Differences.Count > 0 ? string.Join("; ", Named()) : Missing() ?? "every field is as expected";

    /// <summary>The lines of a table with a row a field; of a struct with very many fields those about the differences.</summary>
    public IReadOnlyList<string> Table => StructTable.Lines(_pattern, Fields);

    /// <summary>The struct beside these bytes.</summary>
    /// <param name="pattern">What is expected.</param>
    /// <param name="bytes">The struct from its first byte on, as much of it as has come; what is past its end is not looked at.</param>
    public static StructDiff Of(StructPattern pattern, ReadOnlySpan<byte> bytes) =>
        new(pattern, pattern.Compare(bytes), Math.Min(bytes.Length, pattern.Format.Size));

    private IEnumerable<string> Named()
    {
        foreach (FieldComparison difference in Differences.Take(MostInSummary)) yield return difference.ToString();
        int more = Differences.Count - MostInSummary;
        if (more > 0) yield return string.Create(CultureInfo.InvariantCulture, $"and {more} more field{(more == 1 ? null : "s")}");
    }

    private string? Missing()
    {
        StructFormat format = _pattern.Format;
        if (_came == format.Size) return null;
        string first = Fields.Count < format.Fields.Count
            ? string.Create(CultureInfo.InvariantCulture, $"field {Fields.Count + 1} ({format.Fields[Fields.Count].Code}) is not complete")
            : "the padding at the end is not complete";
        return string.Create(CultureInfo.InvariantCulture, $"{_came} of {format.Size} bytes came: {first}");
    }
}
