using System.Buffers;
using System.Text;

namespace TcpProbe.Core.Reporting;

/// <summary>One record of comma-separated values, RFC 4180.</summary>
internal static class CsvRecord
{
    /// <summary>Writes the fields; <c>null</c> is an empty one.</summary>
    public static void Write(IReadOnlyList<string?> fields, IBufferWriter<byte> output)
    {
        StringBuilder line = new();
        for (int i = 0; i < fields.Count; i++)
        {
            if (i > 0) _ = line.Append(',');
            AppendQuoted(line, fields[i] ?? string.Empty);
        }

        _ = Encoding.UTF8.GetBytes(line.Append("\r\n").ToString(), output);
    }

    /// <summary>Words of a peer, in escapes, that no spreadsheet takes for a formula.</summary>
    /// <remarks>
    /// What begins a formula where a field begins is written as the escape of its byte, so nothing is lost and nothing is
    /// put before it; also behind a semicolon or a tab, where other countries' spreadsheets begin the next field.
    /// </remarks>
    public static string Disarmed(string escaped)
    {
        if (escaped.AsSpan().IndexOfAny("=+-@") < 0) return escaped;
        StringBuilder disarmed = new();
        for (int i = 0; i < escaped.Length; i++)
        {
            bool begins = i == 0 || escaped[i - 1] is ';' or '\t';
            if (begins && escaped[i] is '=' or '+' or '-' or '@') _ = disarmed.Append(@"\x").Append(Convert.ToHexStringLower([(byte)escaped[i]]));
            else _ = disarmed.Append(escaped[i]);
        }

        return disarmed.ToString();
    }

    // Blanks at an end are part of a field, and some readers take them away where there are no quotes.
    private static void AppendQuoted(StringBuilder line, string field)
    {
        bool needsQuotes = field.StartsWith(' ') || field.EndsWith(' ') || field.Any(character => character is ',' or '"' or ';' or '\r' or '\n' or '\t');
        if (!needsQuotes) _ = line.Append(field);
        else _ = line.Append('"').Append(field.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }
}
