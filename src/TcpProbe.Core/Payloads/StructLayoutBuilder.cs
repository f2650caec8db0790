namespace TcpProbe.Core.Payloads;

/// <summary>Lays the items of a struct format out one behind the other.</summary>
internal sealed class StructLayoutBuilder(StructByteOrder byteOrder)
{
    private readonly List<StructField> _fields = [];
    private int _size;

    /// <summary>The fields so far.</summary>
    internal IReadOnlyList<StructField> Fields => _fields;

    /// <summary>Bytes so far; nothing is added at the end for the sake of a next struct.</summary>
    internal int Size => _size;

    /// <summary>Adds an item; one that is counted zero times still moves what follows to its alignment. False if the struct gets too large.</summary>
    internal bool TryAdd(StructItem item)
    {
        if (byteOrder.Native) _size = (_size + item.Size - 1) / item.Size * item.Size;
        if ((long)item.Count * item.Size > StructFormat.MaxSize - _size) return false;
        if (StructCode.CountIsWidth(item.Code)) AddField(item.Code, item.Count);
        else if (StructCode.KindOf(item.Code) == StructKind.Padding) _size += item.Count;
        else for (int i = 0; i < item.Count; i++) AddField(item.Code, item.Size);
        return true;
    }

    private void AddField(char code, int size)
    {
        _fields.Add(new StructField(_fields.Count + 1, code, _size, size));
        _size += size;
    }
}
