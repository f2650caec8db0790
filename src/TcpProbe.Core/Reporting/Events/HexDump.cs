using System.Text;

namespace TcpProbe.Core.Reporting.Events;

/// <summary>Bytes as lines of sixteen: offset, hex, and what is printable.</summary>
internal static class HexDump
{
    private const int Width = 16;

    // A flood must not make the log the slowest part of the probe.
    private const int MostBytes = 256;

    /// <summary>The lines, each led by the direction.</summary>
    public static IEnumerable<string> Of(string direction, ReadOnlyMemory<byte> bytes)
    {
        int shown = Math.Min(bytes.Length, MostBytes);
        for (int offset = 0; offset < shown; offset += Width)
        {
            ReadOnlyMemory<byte> row = bytes.Slice(offset, Math.Min(Width, shown - offset));
            yield return Line(direction, offset, row.Span);
        }

        if (shown < bytes.Length) yield return $"{direction} … and {Amounts.Count(bytes.Length - shown, "byte")} more";
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
