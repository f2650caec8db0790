using System.Globalization;

namespace TcpProbe.Core.Payloads;

/// <summary>An expected struct and what came of it as lines of a table.</summary>
internal static class StructTable
{
    private const int MostRows = 64;
    private static readonly string[] Head = ["field", "type", "offset", "expected", "got", ""];

    /// <summary>A heading, and a row a field; past <see cref="MostRows"/> fields only those about a difference, and how many are left out.</summary>
    internal static IReadOnlyList<string> Lines(StructPattern pattern, IReadOnlyList<FieldComparison> came)
    {
        int[] shown = [.. Choose(pattern.Format.Fields.Count, came).Take(MostRows)];
        List<string[]> rows = [Head, .. shown.Select(index => Row(pattern, came, index))];
        int[] widths = [.. Enumerable.Range(0, Head.Length).Select(column => rows.Max(row => row[column].Length))];
        List<string> lines = [Line(rows[0], widths)];
        for (int i = 0; i < shown.Length; i++)
        {
            int skipped = shown[i] - (i == 0 ? 0 : shown[i - 1] + 1);
            if (skipped > 0) lines.Add(Count($"{skipped}", skipped, "as expected"));
            lines.Add(Line(rows[i + 1], widths));
        }

        lines.AddRange(Rest(shown.Length == 0 ? 0 : shown[^1] + 1, pattern.Format.Fields.Count, came));
        return lines;
    }

    private static IEnumerable<int> Choose(int fields, IReadOnlyList<FieldComparison> came)
    {
        if (fields <= MostRows) return Enumerable.Range(0, fields);
        bool Differs(int index) => index >= 0 && index < came.Count && !came[index].Matches;
        return Enumerable.Range(0, Math.Min(fields, came.Count + 1)).Where(i => i == came.Count || Differs(i - 1) || Differs(i) || Differs(i + 1));
    }

    private static string[] Row(StructPattern pattern, IReadOnlyList<FieldComparison> came, int index)
    {
        StructField field = pattern.Format.Fields[index];
        string number = field.Number.ToString(CultureInfo.InvariantCulture), offset = field.Offset.ToString(CultureInfo.InvariantCulture);
        string type = StructCode.CountIsWidth(field.Code) ? string.Create(CultureInfo.InvariantCulture, $"{field.Size}{field.Code}") : $"{field.Code}";
        if (index >= came.Count) return [number, type, offset, pattern.Expected(index), "-", "not received"];
        FieldComparison pair = came[index];
        string mark = pair.Matches ? string.Empty
            : pair.DiffersAt is { } at ? string.Create(CultureInfo.InvariantCulture, $"<- differs at its byte {at}") : "<- differs";
        return [number, type, offset, pair.Expected, pair.ShownGot, mark];
    }

    private static IEnumerable<string> Rest(int from, int fields, IReadOnlyList<FieldComparison> came)
    {
        int differ = came.Skip(from).Count(pair => !pair.Matches), missing = fields - Math.Max(from, came.Count), fine = fields - from - differ - missing;
        if (differ > 0) yield return Count($"{differ} more", differ, differ == 1 ? "differs" : "differ");
        if (fine > 0) yield return Count($"{fine} more", fine, "as expected");
        if (missing > 0) yield return Count($"{missing} more", missing, "not received");
    }

    private static string Count(string number, int fields, string what) => $"  … {number} field{(fields == 1 ? null : "s")} {what}";

    // Numbers lean right, words left.
    private static string Line(string[] row, int[] widths) => string.Join(
        "  ", row.Select((cell, column) => column is 0 or 2 ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd();
}
