using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Exchanges;

/// <summary>A struct that must come next: the first field that is complete and wrong ends the wait.</summary>
public sealed record StructExpectation(StructPattern Pattern) : Expectation
{
    /// <inheritdoc/>
    public override string Description => $"the struct \"{EscapedText.Show(System.Text.Encoding.UTF8.GetBytes(Pattern.Text), 60)}\"";

    /// <inheritdoc/>
    public override int LeastLength => Pattern.Format.Size;

    // A struct has a fixed length: one that is right so far and not complete is no mismatch, whatever ended the wait.
    internal override Verdict Look(ReadOnlySpan<byte> unread, ref int progress, bool isAll)
    {
        if (!Pattern.Agrees(unread, ref progress)) return new Verdict.Mismatched(Compare(unread));
        return unread.Length >= LeastLength ? new Verdict.Matched(LeastLength) : Verdict.NeedsMore;
    }

    internal override Mismatch? Lacking(ReadOnlySpan<byte> unread) =>
        new(Description, Excerpt.Around(unread, 0)) { Struct = StructDiff.Of(Pattern, unread) };

    private Mismatch Compare(ReadOnlySpan<byte> unread)
    {
        StructDiff diff = StructDiff.Of(Pattern, unread);
        StructField first = diff.Differences[0].Field;
        return new Mismatch(Description, Excerpt.Around(unread, first.Offset)) { Offset = first.Offset, Struct = diff };
    }
}
