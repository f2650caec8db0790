using TcpProbe.Endings;

namespace TcpProbe.Values;

/// <summary>A report on the command line: <c>FORMAT</c> for stdout, <c>FORMAT=FILE</c> for a file.</summary>
/// <param name="Format">The format.</param>
/// <param name="Path">The file; <c>null</c> for stdout.</param>
internal sealed record OutputValue(string Format, string? Path)
{
    /// <summary>The formats there are.</summary>
    public static IReadOnlyList<string> Formats => ["human", "json", "csv", "nagios", "prometheus", "junit", "tap"];

    /// <summary>The report.</summary>
    /// <exception cref="FormatException">There is no such format, or no file behind the sign.</exception>
    public static OutputValue Parse(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        string format = equals < 0 ? text : text[..equals];
        if (!Formats.Contains(format)) throw new FormatException($"is not one of {string.Join(", ", Formats)}{Guess(text) ?? Spelling.Hint(format, Formats)}");
        return equals < 0 ? new OutputValue(format, Path: null)
            : equals + 1 < text.Length ? new OutputValue(format, text[(equals + 1)..])
            : throw new FormatException($"names no file; -o {format} writes to stdout");
    }

    // Whoever knows -o of a compiler or of curl means a file.
    private static string? Guess(string text)
    {
        string? format = System.IO.Path.GetExtension(text) switch
        {
            ".json" or ".jsonl" or ".ndjson" => "json",
            ".csv" => "csv",
            ".prom" => "prometheus",
            ".xml" => "junit",
            ".tap" => "tap",
            ".txt" or ".log" => "human",
            _ => null,
        };
        return format is null ? null : $"; a file is -o {format}={Shown.Word(text)}";
    }
}
