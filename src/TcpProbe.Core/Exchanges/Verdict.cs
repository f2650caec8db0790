namespace TcpProbe.Core.Exchanges;

/// <summary>What an expectation says of the bytes that came so far.</summary>
internal abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>They may still become what is expected.</summary>
    public static Verdict NeedsMore { get; } = new Undecided();

    /// <summary>Not all of them were looked at: the next look goes on, also if nothing more comes.</summary>
    public static Verdict Unfinished { get; } = new Interrupted();

    /// <summary>They are what was expected.</summary>
    /// <param name="Length">How many of them belong to it; the rest is for the next step.</param>
    /// <param name="Captures">What was captured.</param>
    public sealed record Matched(int Length, IReadOnlyList<Capture> Captures) : Verdict
    {
        public Matched(int length)
            : this(length, [])
        {
        }
    }

    /// <summary>They are not, whatever may follow.</summary>
    public sealed record Mismatched(Mismatch How) : Verdict;

    private sealed record Undecided : Verdict;

    private sealed record Interrupted : Verdict;
}
