namespace TcpProbe.Core.Payloads;

/// <summary>Bytes in quotes and escapes, shortened to what a line has room for.</summary>
public static class Excerpt
{
    // Beside what was expected, and where nothing stands beside it.
    private const int MostCharacters = 40, MostCharactersAlone = 60;
    private const int Before = 12;

    // An escape and the mark of what was left out.
    private const int OneByte = 5;

    /// <summary>Whether there is room for all of the bytes.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> bytes) => bytes.Length <= MostCharactersAlone && EscapedText.Show(bytes).Length <= MostCharactersAlone;

    /// <summary>All of the bytes if there is room for them, otherwise the last.</summary>
    public static string Last(ReadOnlySpan<byte> bytes)
    {
        int start = Math.Max(0, bytes.Length - MostCharactersAlone);
        string shown = EscapedText.Show(bytes[start..]);
        while (shown.Length > MostCharactersAlone) shown = EscapedText.Show(bytes[++start..]);
        return $"\"{(start > 0 ? "…" : string.Empty)}{shown}\"";
    }

    /// <summary>The bytes around the one at <paramref name="offset"/>; <c>…</c> stands for what was left out.</summary>
    public static string Around(ReadOnlySpan<byte> bytes, int offset)
    {
        int start = offset <= MostCharacters / 2 ? 0 : Math.Min(offset, bytes.Length) - Before;

        // Where most bytes before it are escapes there is room for fewer.
        int end = Math.Min(offset, bytes.Length);
        while (start < end && EscapedText.Show(bytes[start..end]).Length > MostCharacters - OneByte) start++;
        return $"\"{(start > 0 ? "…" : string.Empty)}{EscapedText.Show(bytes[start..], MostCharacters)}\"";
    }
}
