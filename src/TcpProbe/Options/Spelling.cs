namespace TcpProbe.Options;

/// <summary>Finds the option that a mistyped one was meant to be.</summary>
internal static class Spelling
{
    /// <summary>The name nearest to the word, <c>null</c> if none is near: at most a third of its letters differ.</summary>
    public static string? Nearest(string word, IEnumerable<string> names)
    {
        (int distance, string? name) = names
            .Where(name => name.StartsWith("--", StringComparison.Ordinal))
            .Select(name => (Distance: Distance(word, name), Name: (string?)name))
            .MinBy(pair => pair.Distance);
        return distance <= Math.Max(1, (word.Length - 2) / 3) ? name : null;
    }

    // Optimal string alignment: a letter more, less, other or swapped with its neighbour each count one.
    private static int Distance(string a, string b)
    {
        int[] beforeLast = [], last = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int[] row = new int[b.Length + 1];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int other = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(other, Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
            }

            (beforeLast, last) = (last, row);
        }

        return last[b.Length];
    }
}
