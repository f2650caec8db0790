using TcpProbe.Core.Exchanges;
using TcpProbe.Exporter.Configuration.Go;

namespace TcpProbe.Fuzz;

/// <summary>A pattern of Go as a step expects it.</summary>
/// <param name="Pattern">The pattern.</param>
/// <param name="Line">The expectation of a line that it matches.</param>
internal sealed record GoLine(GoPattern Pattern, LineExpectation Line)
{
    /// <summary>That of a text, <c>null</c> if it is none or too large.</summary>
    public static GoLine? Read(string text)
    {
        if (Promise.OrRefused(() => GoPattern.Parse(text)) is not { } pattern) return null;
        return Promise.OrRefused(() => LineExpectation.Parse(pattern.Pattern, pattern.Written)) is { } line ? new GoLine(pattern, line) : null;
    }

    /// <summary>What the first line that matches captures, looked for in all that comes.</summary>
    public Verdict Look(ReadOnlySpan<byte> came)
    {
        int progress = 0;
        return Line.Look(came, ref progress, isAll: true);
    }

    /// <summary>The same where each byte comes by itself.</summary>
    public Verdict LookByteByByte(ReadOnlySpan<byte> came)
    {
        int progress = 0;
        for (int length = 1; length < came.Length; length++)
        {
            if (Line.Look(came[..length], ref progress, isAll: false) is Verdict.Matched matched) return matched;
        }

        return Line.Look(came, ref progress, isAll: true);
    }
}
