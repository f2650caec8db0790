namespace TcpProbe.Core.Payloads;

/// <summary>Turns values into the bytes of a struct.</summary>
internal static class StructPacker
{
    /// <summary>The bytes of the struct; those that hold no value are NUL.</summary>
    /// <exception cref="FormatException">A value does not fit into its field, which the message names.</exception>
    /// <exception cref="ArgumentException">There are more or fewer values than fields.</exception>
    public static byte[] Pack(StructFormat format, IReadOnlyList<StructValue> values)
    {
        if (values.Count != format.Fields.Count)
            throw new ArgumentException($"{values.Count} values for a struct of {format.Fields.Count}", nameof(values));

        byte[] bytes = new byte[format.Size];
        for (int i = 0; i < values.Count; i++)
        {
            StructField field = format.Fields[i];
            Write(field, values[i], bytes.AsSpan(field.Offset, field.Size), format.LittleEndian);
        }

        return bytes;
    }

    /// <summary>Writes the value into all of <paramref name="destination"/>, which holds NULs.</summary>
    /// <exception cref="FormatException">It does not fit into the field, which the message names.</exception>
    internal static void Write(StructField field, StructValue value, Span<byte> destination, bool littleEndian)
    {
        switch (StructCode.KindOf(field.Code), value)
        {
            case (StructKind.WholeNumber, StructValue.Integer whole):
                StructInteger.Write(field, whole.Value, destination, littleEndian);
                break;
            case (StructKind.FloatingPoint, StructValue.FloatingPoint number):
                StructNumber.Write(field, number.Value, destination, littleEndian);
                break;
            case (StructKind.Truth, StructValue.Truth truth):
                destination[0] = truth.Value ? (byte)1 : (byte)0;
                break;
            case (StructKind.Character, StructValue.Characters { Bytes.Length: 1 } character):
                destination[0] = character.Bytes.Span[0];
                break;
            case (StructKind.Text, StructValue.Characters text):
                WriteCut(text.Bytes.Span, destination);
                break;
            case (StructKind.PascalText, StructValue.Characters pascal):
                WritePascal(pascal.Bytes.Span, destination);
                break;
            default:
                throw field.Refuse($"{value} is no value for it");
        }
    }

    private static void WriteCut(ReadOnlySpan<byte> text, Span<byte> destination) =>
        text[..Math.Min(text.Length, destination.Length)].CopyTo(destination);

    // As in CPython, text past the 255 bytes that the length byte can count is still written, though nobody reads it back.
    private static void WritePascal(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        if (destination.IsEmpty) return;
        int length = Math.Min(text.Length, destination.Length - 1);
        destination[0] = (byte)Math.Min(length, byte.MaxValue);
        WriteCut(text, destination[1..]);
    }
}
