namespace TcpProbe.Values;

/// <summary>Finds the word that a mistyped one was meant to be.</summary>
internal static class Spelling
{
    /// <summary>The name nearest to the word, <c>null</c> if none is near: at most a third of its letters differ.</summary>
    public static string? Nearest(string word, IEnumerable<string> names)
    {
        (int distance, string? nearest) = names
            .Select(name => (Distance: Distance(word, name), Name: (string?)name))
            .MinBy(pair => pair.Distance);
        return nearest is not null && distance <= Math.Max(1, word.TrimStart('-').Length / 3) ? nearest : null;
    }

    /// <summary>The word, if it is one of a few.</summary>
    /// <exception cref="FormatException">It is none of them; the message completes the sentence "WORD …".</exception>
    public static string Demand(string word, IReadOnlyList<string> known) => known.Contains(word)
        ? word
        : throw new FormatException($"is not one of {string.Join(", ", known)}{Hint(word, known)}");

    /// <summary>What a message about an unknown word ends with: the word that was meant, or nothing.</summary>
    public static string Hint(string word, IReadOnlyList<string> known)
    {
        // A number that is not allowed is no slip of the finger.
        string? near = word.Any(char.IsAsciiLetter) ? Nearest(word.ToLowerInvariant(), known) ?? Whole(word, known) : null;
        return near is null ? string.Empty : $"; did you mean {near}?";
    }

    // "bash" for "complete-bash", if no other holds it.
    private static string? Whole(string part, IReadOnlyList<string> known) =>
        part.Length > 1 && known.Where(name => name.Contains(part, StringComparison.Ordinal)).ToArray() is [var one] ? one : null;

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
