namespace TcpProbe.Core.Payloads;

/// <summary>The place of one value in a struct.</summary>
/// <param name="Number">Which value it takes, counted from 1.</param>
/// <param name="Code">Its letter in the format.</param>
/// <param name="Offset">Where it begins, in bytes from the start of the struct.</param>
/// <param name="Size">Its bytes; for <c>s</c> and <c>p</c> the width that the format gives.</param>
public sealed record StructField(int Number, char Code, int Offset, int Size)
{
    /// <summary>What the value is once it has been through the bytes of the field: rounded, cut or filled.</summary>
    /// <exception cref="FormatException">It does not fit.</exception>
    internal StructValue Hold(StructValue value)
    {
        byte[] bytes = new byte[Size];
        StructPacker.Write(this, value, bytes, BitConverter.IsLittleEndian);
        return StructUnpacker.Read(this, bytes, BitConverter.IsLittleEndian);
    }

    /// <summary>The error that names this field and says why a value is not for it.</summary>
    internal FormatException Refuse(string sentence) => new($"field {Number} ({Code}): {sentence}");
}
