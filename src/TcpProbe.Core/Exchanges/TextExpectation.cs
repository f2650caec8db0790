using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Exchanges;

/// <summary>Bytes that must come somewhere in what comes.</summary>
public sealed record TextExpectation(ReadOnlyMemory<byte> Bytes) : Expectation
{
    /// <inheritdoc/>
    public override string Description => Excerpt.Around(Bytes.Span, 0);

    /// <inheritdoc/>
    public override int LeastLength => Bytes.Length;

    internal override Verdict Look(ReadOnlySpan<byte> unread, ref int progress, bool isAll)
    {
        // What was looked through before can hold the beginning only.
        int from = Math.Max(0, progress - Bytes.Length + 1);
        progress = unread.Length;
        int at = unread[from..].IndexOf(Bytes.Span);
        if (at >= 0) return new Verdict.Matched(from + at + Bytes.Length);
        return isAll ? new Verdict.Mismatched(Missing(unread)) : Verdict.NeedsMore;
    }

    // A short answer is compared; of a long one the end is what came instead.
    private Mismatch Missing(ReadOnlySpan<byte> unread) =>
        Excerpt.IsWhole(unread) ? Mismatch.Of(Bytes.Span, unread) : new Mismatch(Description, Excerpt.Last(unread));
}
