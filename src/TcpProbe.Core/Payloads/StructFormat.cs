namespace TcpProbe.Core.Payloads;

/// <summary>The layout of a struct, in the notation of Python's <c>struct</c> module, such as <c>! I 2s Q 2h f</c>.</summary>
/// <remarks>Without a byte order in front it is <c>@</c>: sizes and alignment of a 64-bit Unix.</remarks>
public sealed class StructFormat
{
    /// <summary>Bytes that a struct has at most.</summary>
    public const int MaxSize = 64 * 1024;

    private StructFormat(string text, StructByteOrder byteOrder, StructLayoutBuilder layout)
    {
        Text = text;
        LittleEndian = byteOrder.LittleEndian;
        Size = layout.Size;
        Fields = layout.Fields;
    }

    /// <summary>The format as it was written.</summary>
    public string Text { get; }

    /// <summary>Bytes of the struct: what Python's <c>calcsize</c> says.</summary>
    public int Size { get; }

    /// <summary>The places of the values, in their order; padding takes none.</summary>
    public IReadOnlyList<StructField> Fields { get; }

    /// <summary>Whether the low byte of a number comes first.</summary>
    internal bool LittleEndian { get; }

    /// <summary>The layout that <paramref name="text"/> describes.</summary>
    /// <exception cref="FormatException">It describes none, or one larger than <see cref="MaxSize"/>; the message names the character.</exception>
    public static StructFormat Parse(string text)
    {
        StructFormatReader reader = new(text);
        StructLayoutBuilder layout = new(reader.ByteOrder);
        while (reader.TryRead(out StructItem item))
        {
            if (!layout.TryAdd(item)) throw reader.TooLarge(item.Start);
        }

        return new StructFormat(text, reader.ByteOrder, layout);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
