using System.Text.Json;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Reporting.Json;

/// <summary>The steps of the exchange in the JSON report.</summary>
internal static class JsonSteps
{
    // A struct of 64 KiB may have as many fields; a reader of one line has use for those that differ, and for some around them.
    private const int MostFields = 256;

    /// <summary>Writes the array of steps.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<StepResult> steps)
    {
        json.WriteStartArray("steps");
        foreach (StepResult step in steps)
        {
            json.WriteStartObject();
            json.WriteNumber("step", step.Number);
            json.WriteString("name", step.Name);
            json.WriteBoolean("ok", step.End == StepEnd.Done);
            json.WriteSeconds("seconds", step.Elapsed);
            json.WriteNumber("bytes_sent", step.BytesSent);
            json.WriteNumber("bytes_received", step.BytesReceived);
            WriteMismatch(json, step.Mismatch);
            WriteCaptures(json, step.Captures);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMismatch(Utf8JsonWriter json, Mismatch? mismatch)
    {
        if (mismatch is null)
        {
            json.WriteNull("mismatch");
            return;
        }

        json.WriteStartObject("mismatch");
        json.WriteString("expected", mismatch.Expected);
        json.WriteString("got", mismatch.Got);
        json.WriteCount("offset", mismatch.Offset);
        WriteFields(json, mismatch.Struct);
        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, StructDiff? diff)
    {
        if (diff is null)
        {
            json.WriteNull("fields");
            return;
        }

        json.WriteStartArray("fields");
        foreach (FieldComparison field in diff.Fields.Count <= MostFields ? diff.Fields : diff.Differences.Take(MostFields))
        {
            json.WriteStartObject();
            json.WriteNumber("field", field.Field.Number);
            json.WriteString("code", field.Field.Code.ToString());
            json.WriteNumber("offset", field.Field.Offset);
            json.WriteString("expected", field.Expected);
            json.WriteString("got", field.ShownGot);
            json.WriteBoolean("ok", field.Matches);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCaptures(Utf8JsonWriter json, IReadOnlyList<Capture> captures)
    {
        json.WriteStartObject("captures");
        foreach (Capture capture in captures) json.WriteString(capture.Name, EscapedText.Show(capture.Bytes.Span[..Math.Min(capture.Bytes.Length, Reply.KeptBytes)]));
        json.WriteEndObject();
    }
}
