using TcpProbe.Core.Probing;
using TcpProbe.Endings;

namespace TcpProbe.Values;

/// <summary>The reasons that mean that a target is down, on the command line: their words, with commas.</summary>
internal static class DownReasons
{
    /// <summary>The words there are.</summary>
    public static IReadOnlyList<string> Known => [.. Enum.GetValues<FailureReason>().Where(SaysSomething).Select(Words.Of)];

    /// <summary>The reasons.</summary>
    /// <exception cref="FormatException">One of them is unknown, or says nothing of the target.</exception>
    public static IReadOnlyList<FailureReason> Parse(string text) => [.. text.Split(',').Select(One)];

    private static FailureReason One(string word)
    {
        FailureReason[] all = Enum.GetValues<FailureReason>();
        int at = Array.FindIndex(all, reason => Words.Of(reason) == word);
        if (at < 0) throw new FormatException($"names {Shown.Word(word)}, which is no reason ({Words.Of(FailureReason.Refused)}, {Words.Of(FailureReason.ConnectTimedOut)}, {Words.Of(FailureReason.Unreachable)}, {Words.Of(FailureReason.Reset)}, {Words.Of(FailureReason.ClosedEarly)} and the like){Spelling.Hint(word, Known)}");
        return SaysSomething(all[at]) ? all[at] : throw new FormatException($"names {word}, which says nothing of the target");
    }

    private static bool SaysSomething(FailureReason reason) =>
        reason is not (FailureReason.NameNotResolved or FailureReason.ResolverUnavailable or FailureReason.LocalError);
}
