using System.Text;

namespace TcpProbe.Terminal;

/// <summary>Bytes as lines of sixteen: offset, hex, and what is printable.</summary>
internal static class HexDump
{
    private const int Width = 16;

    /// <summary>The lines, each led by the direction.</summary>
    public static IEnumerable<string> Of(string direction, ReadOnlyMemory<byte> bytes)
    {
        for (int offset = 0; offset < bytes.Length; offset += Width)
        {
            ReadOnlyMemory<byte> row = bytes.Slice(offset, Math.Min(Width, bytes.Length - offset));
            yield return Line(direction, offset, row.Span);
        }
    }

    private static string Line(string direction, int offset, ReadOnlySpan<byte> row)
    {
        StringBuilder hex = new(), text = new();
        foreach (byte value in row)
        {
            _ = hex.Append(' ').Append(Convert.ToHexStringLower([value]));
            _ = text.Append(value is >= 0x20 and < 0x7f ? (char)value : '.');
        }

        return $"{direction} {offset:x4} {hex.ToString().PadRight(Width * 3)}  {text}";
    }
}
