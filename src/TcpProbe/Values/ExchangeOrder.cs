namespace TcpProbe.Values;

/// <summary>The order of an exchange on the command line: <c>line,reply,payload</c>.</summary>
internal static class ExchangeOrder
{
    /// <summary>The word for no order of one's own.</summary>
    public const string Default = "default";

    private static readonly string[] s_steps = ["line", "payload", "reply"];

    /// <summary>The words of an order.</summary>
    public static IReadOnlyList<string> Steps => s_steps;

    /// <summary>The words in their order, none for <c>default</c>.</summary>
    /// <exception cref="FormatException">A word is none of them, or stands there twice.</exception>
    public static IReadOnlyList<string> Parse(string text)
    {
        if (text == Default) return [];
        string[] words = text.Split(',');
        return words.All(s_steps.Contains) && words.Distinct().Count() == words.Length
            ? words
            : throw new FormatException($"is not an order of line, payload and reply, each at most once{Meant(words)}");
    }

    private static string Meant(string[] words) =>
        words.FirstOrDefault(word => !s_steps.Contains(word)) is { } unknown ? Spelling.Hint(unknown, words.Length == 1 ? [.. s_steps, Default] : s_steps) : string.Empty;

    /// <summary>The order when none is given: what was named alone, or all of it, then the reply.</summary>
    public static IReadOnlyList<string> Of(bool line, bool payload) =>
        line == payload ? s_steps : [line ? "line" : "payload", "reply"];
}
