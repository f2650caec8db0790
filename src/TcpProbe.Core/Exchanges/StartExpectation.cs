using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Exchanges;

/// <summary>Bytes that must come next: the first wrong one ends the wait.</summary>
public sealed record StartExpectation(ReadOnlyMemory<byte> Bytes) : Expectation
{
    /// <inheritdoc/>
    public override string Description => Excerpt.Around(Bytes.Span, 0);

    /// <inheritdoc/>
    public override int LeastLength => Bytes.Length;

    internal override Verdict Look(ReadOnlySpan<byte> unread, ref int progress, bool isAll)
    {
        int same = Bytes.Span.CommonPrefixLength(unread);
        if (same == Bytes.Length) return new Verdict.Matched(same);
        return same < unread.Length || isAll ? new Verdict.Mismatched(Mismatch.Of(Bytes.Span, unread)) : Verdict.NeedsMore;
    }
}
