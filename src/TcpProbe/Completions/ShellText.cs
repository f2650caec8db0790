namespace TcpProbe.Completions;

/// <summary>Words of ours as a shell reads them.</summary>
internal static class ShellText
{
    /// <summary>A word that bash and zsh read as it is.</summary>
    public static string Quoted(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    /// <summary>A word that fish reads as it is; within quotes it knows two escapes.</summary>
    public static string QuotedForFish(string text) =>
        $"'{text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal)}'";

    /// <summary>Words that hold nothing a shell would read otherwise, with blanks between them.</summary>
    public static string Plain(IEnumerable<string> words) => string.Join(' ', words);
}
