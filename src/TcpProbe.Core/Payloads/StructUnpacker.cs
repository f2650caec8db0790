namespace TcpProbe.Core.Payloads;

/// <summary>Turns the bytes of a struct into its values.</summary>
internal static class StructUnpacker
{
    /// <summary>The values, one a field; bytes between the fields may be anything.</summary>
    /// <exception cref="ArgumentException">The bytes are more or fewer than the struct has.</exception>
    public static IReadOnlyList<StructValue> Unpack(StructFormat format, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != format.Size)
            throw new ArgumentException($"{bytes.Length} bytes for a struct of {format.Size}", nameof(bytes));

        StructValue[] values = new StructValue[format.Fields.Count];
        for (int i = 0; i < values.Length; i++)
        {
            StructField field = format.Fields[i];
            values[i] = Read(field, bytes.Slice(field.Offset, field.Size), format.LittleEndian);
        }

        return values;
    }

    /// <summary>The value that all of <paramref name="source"/> is.</summary>
    internal static StructValue Read(StructField field, ReadOnlySpan<byte> source, bool littleEndian) => StructCode.KindOf(field.Code) switch
    {
        StructKind.WholeNumber => new StructValue.Integer(StructInteger.Read(field, source, littleEndian)),
        StructKind.FloatingPoint => new StructValue.FloatingPoint(StructNumber.Read(field, source, littleEndian)),
        StructKind.Truth => new StructValue.Truth(source[0] != 0),
        StructKind.PascalText => new StructValue.Characters(Pascal(source).ToArray()),
        _ => new StructValue.Characters(source.ToArray()),
    };

    // A length byte that promises more than the field holds is cut, as in CPython.
    private static ReadOnlySpan<byte> Pascal(ReadOnlySpan<byte> source) =>
        source.IsEmpty ? source : source.Slice(1, Math.Min(source[0], source.Length - 1));
}
