using TcpProbe.Options;

namespace TcpProbe.Help;

/// <summary>The heading of a group of options in its parts: <c>Limits (D: 3.5, 500ms)</c> is Limits, and a note.</summary>
/// <param name="Head">What it is about.</param>
/// <param name="Note">What else it says; <c>null</c> if nothing.</param>
internal sealed record GroupTitle(string Head, string? Note)
{
    /// <summary>The word of the group as a topic of the help.</summary>
    public string Topic => Head.Split(' ')[0].ToLowerInvariant();

    /// <summary>The parts of a heading.</summary>
    public static GroupTitle Of(OptionGroup group)
    {
        int end = group.Title.IndexOfAny([',', '(']);
        if (end < 0) return new GroupTitle(group.Title, Note: null);
        string rest = group.Title[end..];
        return new GroupTitle(group.Title[..end].TrimEnd(), rest[0] == '(' ? rest[1..^1] : rest[2..]);
    }
}
