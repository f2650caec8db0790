using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Exchanges;

/// <summary>How what came differs from what was expected, in words that are safe to show.</summary>
/// <param name="Expected">What was expected.</param>
/// <param name="Got">What came instead, shortened around the difference.</param>
public sealed record Mismatch(string Expected, string Got)
{
    /// <summary>The first byte that differs, counted from the first that the step could read; <c>null</c> where no single byte does.</summary>
    public int? Offset { get; init; }

    /// <summary>Where they part, in words; <c>null</c> where no single byte does it.</summary>
    public string? Place => Offset is not { } offset ? null
        : !IsCutShort ? $"differs at byte {offset}"
        : offset == 1 ? "ends after 1 byte" : $"ends after {offset} bytes";

    /// <summary>Whether what came is right and ends before it is all: nothing differs, something is missing.</summary>
    public bool IsCutShort { get; init; }

    /// <summary>The fields beside what came, if a struct was expected.</summary>
    public StructDiff? Struct { get; init; }

    /// <summary>Whether the peer speaks the protocol and does not agree to TLS, rather than being of another protocol.</summary>
    internal bool RefusesTls { get; init; }

    /// <summary>Expected bytes against those that came, from the same place on.</summary>
    internal static Mismatch Of(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> got)
    {
        int offset = expected.CommonPrefixLength(got);
        return new Mismatch(Excerpt.Around(expected, offset), Excerpt.Around(got, offset)) { Offset = offset, IsCutShort = offset == got.Length };
    }
}
