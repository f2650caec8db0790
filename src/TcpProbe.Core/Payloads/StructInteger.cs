using System.Buffers.Binary;

namespace TcpProbe.Core.Payloads;

/// <summary>Whole numbers of 1, 2, 4 or 8 bytes: their ranges, and their bytes in either order.</summary>
internal static class StructInteger
{
    /// <summary>Writes the number into all of <paramref name="destination"/>.</summary>
    /// <exception cref="FormatException">It does not fit into the field.</exception>
    internal static void Write(StructField field, Int128 value, Span<byte> destination, bool littleEndian)
    {
        (Int128 min, Int128 max) = RangeOf(field);
        if (value < min || value > max) throw OutOfRange(field, $"{value}");
        Span<byte> all = stackalloc byte[sizeof(ulong)];
        ulong bits = unchecked((ulong)value);
        if (littleEndian)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(all, bits);
            all[..destination.Length].CopyTo(destination);
        }
        else
        {
            BinaryPrimitives.WriteUInt64BigEndian(all, bits);
            all[^destination.Length..].CopyTo(destination);
        }
    }

    /// <summary>The number that all of <paramref name="source"/> is.</summary>
    internal static Int128 Read(StructField field, ReadOnlySpan<byte> source, bool littleEndian)
    {
        Span<byte> all = stackalloc byte[sizeof(ulong)];
        all.Clear();
        source.CopyTo(littleEndian ? all : all[^source.Length..]);
        ulong bits = littleEndian ? BinaryPrimitives.ReadUInt64LittleEndian(all) : BinaryPrimitives.ReadUInt64BigEndian(all);
        if (!StructCode.IsSigned(field.Code)) return bits;
        int above = 64 - (8 * source.Length);
        return (long)(bits << above) >> above;
    }

    /// <summary>The error for a number, as it was written, that the field cannot hold.</summary>
    internal static FormatException OutOfRange(StructField field, string number)
    {
        (Int128 min, Int128 max) = RangeOf(field);
        return field.Refuse($"{number} does not fit in {min}..{max}");
    }

    private static (Int128 Min, Int128 Max) RangeOf(StructField field)
    {
        int bits = 8 * field.Size;
        return StructCode.IsSigned(field.Code)
            ? (-(Int128.One << (bits - 1)), (Int128.One << (bits - 1)) - 1)
            : (0, (Int128.One << bits) - 1);
    }
}
