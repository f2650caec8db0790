namespace TcpProbe.Exporter.Configuration.Go;

/// <summary>The flags that hold at a place of a pattern, as <c>(?i)</c> sets them; that of <c>m</c> means nothing in a line.</summary>
/// <param name="Folds">Whether case means nothing (<c>i</c>).</param>
/// <param name="DotTakesLineFeeds">Whether <c>.</c> is every character (<c>s</c>).</param>
/// <param name="IsLazy">Whether repetitions are rather short, and long with a <c>?</c> (<c>U</c>).</param>
internal readonly record struct PatternFlags(bool Folds, bool DotTakesLineFeeds, bool IsLazy)
{
    /// <summary>The flags with one of them set or not; <c>null</c> if there is no such flag.</summary>
    public PatternFlags? With(char flag, bool isSet) => flag switch
    {
        'i' => this with { Folds = isSet },
        's' => this with { DotTakesLineFeeds = isSet },
        'U' => this with { IsLazy = isSet },
        'm' => this,
        _ => null,
    };
}
