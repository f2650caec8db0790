namespace TcpProbe.Core.Exchanges;

/// <summary>What must come, judged over the byte stream as it arrives: where one segment ends and the next begins means nothing.</summary>
public abstract record Expectation
{
    /// <summary>What is expected, in words that are safe to show.</summary>
    public abstract string Description { get; }

    /// <summary>How many bytes must at least be looked through for it to be met.</summary>
    public virtual int LeastLength => 1;

    /// <summary>How much of what was expected came, if all of it was right so far; <c>null</c> where that says nothing.</summary>
    internal virtual Mismatch? Lacking(ReadOnlySpan<byte> unread) => null;

    /// <summary>Judges the bytes that no step has read yet, at least one.</summary>
    /// <param name="unread">The bytes.</param>
    /// <param name="progress">What the last look found, for the next to go on from: 0 at first, then the expectation's own.</param>
    /// <param name="isAll">Whether nothing can follow: who could wait must make up its mind.</param>
    internal abstract Verdict Look(ReadOnlySpan<byte> unread, ref int progress, bool isAll);
}
