using TcpProbe.Core.Exchanges;

namespace TcpProbe.Fuzz;

/// <summary>A pattern of Go, and behind its line what a peer sends: what is taken for a pattern can be matched with, in bounded time, and counts its groups as Go does.</summary>
internal static class GoPatternTarget
{
    private const int MostBytes = 64;

    /// <summary>Looks for the pattern in one piece and byte by byte.</summary>
    public static void Run(byte[] input)
    {
        int end = Array.IndexOf(input, (byte)'\n');
        ReadOnlySpan<byte> came = end < 0 ? [] : input.AsSpan(end + 1);
        came = came[..Math.Min(MostBytes, came.Length)];
        if (GoLine.Read(Promise.Argument(end < 0 ? input : input.AsSpan(0, end))) is not { } line) return;
        Promise.IsShowable(line.Line.Description);
        if (came.IsEmpty) return;
        Verdict whole = line.Look(came), cut = line.LookByteByByte(came);
        Promise.Holds(whole.GetType() == cut.GetType(), $"however it is cut it ends alike: {whole}, {cut}");
        if (whole is Verdict.Mismatched(var mismatch)) Promise.IsShowable(mismatch.Expected + mismatch.Got);
        if (whole is not Verdict.Matched matched) return;
        Promise.Holds(matched.Length >= 1 && matched.Length <= came.Length, "a line is a part of what came");
        Promise.Holds(Told(matched) == Told((Verdict.Matched)cut), "however it is cut it captures the same");
        Promise.Holds(matched.Captures.Count == line.Pattern.Names.Count, "there is a capture for each group, and one for the whole");
        foreach (Capture capture in matched.Captures)
            Promise.Holds(came[..matched.Length].IndexOf(capture.Bytes.Span) >= 0, $"what is captured came: {capture.Name}");
    }

    private static string Told(Verdict.Matched matched) => $"{matched.Length} {string.Join(' ', matched.Captures.Select(capture => $"{capture.Name}={Convert.ToHexString(capture.Bytes.Span)}"))}";
}
