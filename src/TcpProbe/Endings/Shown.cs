using TcpProbe.Core.Payloads;

namespace TcpProbe.Endings;

/// <summary>The user's own words in a message: on one line, whatever they hold.</summary>
internal static class Shown
{
    /// <summary>A word as it may stand in a message; quotes show an empty one.</summary>
    public static string Word(string word) => word.Length == 0 ? "''" : EscapedText.Show(word, 120);
}
