using System.Text.Json;

namespace TcpProbe.Exporter.Tests.Configuration.Go;

/// <summary>The table that Go made (tests/tools/go_vectors.go says how to make it again).</summary>
internal static class GoVectors
{
    private static readonly JsonElement[][] Rows = ReadRows();

    /// <summary>The lines that patterns are tried on.</summary>
    public static IReadOnlyList<string> Lines { get; } = [.. Of("lines")[0][1].EnumerateArray().Select(line => line.GetString()!)];

    /// <summary>The rows of a kind.</summary>
    public static JsonElement[][] Of(string kind) => [.. Rows.Where(row => row[0].GetString() == kind)];

    /// <summary>Whether Go refuses what a row has.</summary>
    public static bool IsRefused(JsonElement[] row) => row[2].ValueKind == JsonValueKind.String && row[2].GetString() == "error";

    private static JsonElement[][] ReadRows()
    {
        using Stream table = typeof(GoVectors).Assembly.GetManifestResourceStream("go_vectors.txt")!;
        using StreamReader reader = new(table);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement[]>(line)!)];
    }
}
