using System.Text.Json;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Probing;

namespace TcpProbe.Core.Reporting.Json;

/// <summary>What the peer said, in the JSON report.</summary>
internal static class JsonReply
{
    // Beyond 2^53 readers of JSON that hold numbers as doubles would round.
    private const long MostExact = 1L << 53;

    /// <summary>Writes the object, <c>null</c> if nothing came.</summary>
    public static void Write(Utf8JsonWriter json, ProbeReport report)
    {
        if (report.Reply is not { } reply)
        {
            json.WriteNull("reply");
            return;
        }

        json.WriteStartObject("reply");
        json.WriteNumber("bytes", reply.Length);
        json.WriteString("text", EscapedText.Show(reply.Head.Span));
        json.WriteString("hex", Convert.ToHexStringLower(reply.Head.Span));
        json.WriteBoolean("truncated", reply.Length > reply.Head.Length);
        WriteStruct(json, report.ReplyStruct);
        json.WriteEndObject();
    }

    private static void WriteStruct(Utf8JsonWriter json, StructReading? reading)
    {
        if (reading is null)
        {
            json.WriteNull("struct");
            return;
        }

        json.WriteStartObject("struct");
        json.WriteString("format", EscapedText.Show(System.Text.Encoding.UTF8.GetBytes(reading.Format.Text)));
        json.WriteStartArray("values");
        foreach (StructValue value in reading.Values ?? []) WriteValue(json, value);
        json.WriteEndArray();
        json.WriteNumber("missing", reading.Missing);
        json.WriteNumber("left_over", reading.LeftOver);
        json.WriteEndObject();
    }

    // Larger whole numbers, the infinities and nan have no safe spelling as JSON numbers: those are strings, as text is.
    private static void WriteValue(Utf8JsonWriter json, StructValue value)
    {
        switch (value)
        {
            case StructValue.Integer whole when Int128.Abs(whole.Value) <= MostExact:
                json.WriteNumberValue((long)whole.Value);
                break;
            case StructValue.FloatingPoint number when double.IsFinite(number.Value):
                json.WriteNumberValue(number.Value);
                break;
            case StructValue.Truth truth:
                json.WriteBooleanValue(truth.Value);
                break;
            case StructValue.Characters text:
                json.WriteStringValue(EscapedText.Show(text.Bytes.Span));
                break;
            default:
                json.WriteStringValue(value.ToString());
                break;
        }
    }
}
