using System.Buffers.Binary;
using System.Globalization;

namespace TcpProbe.Core.Payloads;

/// <summary>Floating-point numbers of 2, 4 or 8 bytes in either order.</summary>
internal static class StructNumber
{
    /// <summary>Writes the number, rounded to what the field can hold.</summary>
    /// <exception cref="FormatException">It is finite, but infinite in so few bytes.</exception>
    internal static void Write(StructField field, double value, Span<byte> destination, bool littleEndian)
    {
        switch (field.Code)
        {
            case 'e':
                Half half = (Half)value;
                Demand(Half.IsFinite(half) || !double.IsFinite(value), field, value);
                if (littleEndian) BinaryPrimitives.WriteHalfLittleEndian(destination, half);
                else BinaryPrimitives.WriteHalfBigEndian(destination, half);
                break;
            case 'f':
                float single = (float)value;
                Demand(float.IsFinite(single) || !double.IsFinite(value), field, value);
                if (littleEndian) BinaryPrimitives.WriteSingleLittleEndian(destination, single);
                else BinaryPrimitives.WriteSingleBigEndian(destination, single);
                break;
            default:
                if (littleEndian) BinaryPrimitives.WriteDoubleLittleEndian(destination, value);
                else BinaryPrimitives.WriteDoubleBigEndian(destination, value);
                break;
        }
    }

    /// <summary>The number that all of <paramref name="source"/> is.</summary>
    internal static double Read(StructField field, ReadOnlySpan<byte> source, bool littleEndian) => field.Code switch
    {
        'e' => (double)(littleEndian ? BinaryPrimitives.ReadHalfLittleEndian(source) : BinaryPrimitives.ReadHalfBigEndian(source)),
        'f' => littleEndian ? BinaryPrimitives.ReadSingleLittleEndian(source) : BinaryPrimitives.ReadSingleBigEndian(source),
        _ => littleEndian ? BinaryPrimitives.ReadDoubleLittleEndian(source) : BinaryPrimitives.ReadDoubleBigEndian(source),
    };

    /// <summary>The error for a number, as it was written, that the field cannot hold.</summary>
    internal static FormatException TooLarge(StructField field, string number) =>
        field.Refuse($"{number} is too large for a float of {field.Size} bytes");

    private static void Demand(bool fits, StructField field, double value)
    {
        if (!fits) throw TooLarge(field, value.ToString("r", CultureInfo.InvariantCulture));
    }
}
