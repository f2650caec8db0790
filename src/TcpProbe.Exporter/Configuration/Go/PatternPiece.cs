namespace TcpProbe.Exporter.Configuration.Go;

/// <summary>A piece of a pattern that a repetition behind it would repeat.</summary>
/// <param name="Pattern">The pattern for .NET, which a quantifier may follow.</param>
internal sealed record PatternPiece(string Pattern)
{
    // Of Go: as often as counts in counts may multiply to.
    private const int MostRepeats = 1000;

    /// <summary>Whether it is an anchor or a boundary, which matches no character.</summary>
    public bool IsAnchor { get; init; }

    /// <summary>How often its counts within counts repeat the innermost.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>The piece, repeated; <c>null</c> if that were too often.</summary>
    /// <param name="least">How often at least.</param>
    /// <param name="most">How often at most; <c>null</c> for any number.</param>
    /// <param name="isLazy">Whether rather less often than more.</param>
    public PatternPiece? Repeated(int least, int? most, bool isLazy)
    {
        int factor = most ?? least, repeats = factor == 0 && most is 0 ? 0 : Math.Max(factor, 1) * Repeats;
        if (repeats > MostRepeats && (least > 1 || most > 1)) return null;

        // To look once at the same place is as good as often, and not to look is nothing.
        if (IsAnchor) return least > 0 ? this : new PatternPiece("(?:)");
        string count = (least, most) switch
        {
            (0, null) => "*",
            (1, null) => "+",
            (0, 1) => "?",
            (_, null) => $"{{{least},}}",
            _ when least == most => $"{{{least}}}",
            _ => $"{{{least},{most}}}",
        };
        return new PatternPiece($"(?:{Pattern}{count}{(isLazy ? "?" : string.Empty)})") { Repeats = repeats };
    }
}
