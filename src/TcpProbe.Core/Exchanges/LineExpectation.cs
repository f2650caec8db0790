using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Exchanges;

/// <summary>A line that a regular expression matches; the lines before it are passed over. It captures each group, and by "0" all that matched.</summary>
/// <remarks>A line ends with LF or CR LF, or where nothing can follow. Anchors are the ends of the line.</remarks>
public sealed record LineExpectation : Expectation
{
    private static readonly TimeSpan s_longestLook = TimeSpan.FromMilliseconds(250), s_longestEnd = TimeSpan.FromSeconds(10);

    private readonly string _written;
    private readonly Regex _regex;

    private LineExpectation(string written, Regex regex)
    {
        _written = written;
        _regex = regex;
    }

    /// <inheritdoc/>
    public override string Description => $"a line like /{LinearPattern.AsTyped(_written)}/";

    /// <summary>The expectation of a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="written">The pattern as the user wrote it, if that was in another dialect.</param>
    /// <exception cref="FormatException">It is no regular expression, or one that cannot be matched in linear time.</exception>
    public static LineExpectation Parse(string pattern, string? written = null) =>
        new(written ?? pattern, LinearPattern.Compile(pattern, RegexOptions.None, s_longestLook, written));

    internal override Verdict Look(ReadOnlySpan<byte> unread, ref int progress, bool isAll)
    {
        WorkLimit all = new(s_longestEnd), line = LinearPattern.WorkWithin(s_longestLook);
        long start = Stopwatch.GetTimestamp();
        while (progress < unread.Length)
        {
            int length = unread[progress..].IndexOf((byte)'\n');
            if (length < 0 && !isAll) return Verdict.NeedsMore;
            int next = length < 0 ? unread.Length : progress + length + 1;
            line = line.ForNextPiece();
            if (Captured(Bare(unread[progress..next]), line) is { } captures) return new Verdict.Matched(next, captures);
            progress = next;

            // Where lines take long the rest of them is for the next look, and the limit of the step is looked at in between. Once nothing
            // can follow there is no next look, and a line that was never looked at must not count as wrong: then only a flood is cut off.
            if (isAll ? all.IsReached : Stopwatch.GetElapsedTime(start) >= s_longestLook) break;
        }

        if (isAll) return new Verdict.Mismatched(new Mismatch(Description, Excerpt.Last(unread)));
        return progress < unread.Length ? Verdict.Unfinished : Verdict.NeedsMore;
    }

    private static ReadOnlySpan<byte> Bare(ReadOnlySpan<byte> line)
    {
        if (line is [.., (byte)'\n']) line = line[..^1];
        return line is [.., (byte)'\r'] ? line[..^1] : line;
    }

    // What is no UTF-8 is seen byte by byte, so that no byte of it is lost in a capture.
    private List<Capture>? Captured(ReadOnlySpan<byte> line, WorkLimit work)
    {
        Encoding encoding = Utf8.IsValid(line) ? Encoding.UTF8 : Encoding.Latin1;
        for (int tries = 1; ; tries++)
        {
            try
            {
                Match match = _regex.Match(encoding.GetString(line));
                return match.Success ? [.. match.Groups.Values.Select(group => new Capture(group.Name, encoding.GetBytes(group.Value)))] : null;
            }
            catch (RegexMatchTimeoutException)
            {
                // Linear in the bytes, but not in the states of a pattern with counts of counts: this line is none that can be found in time.
                if (work.IsReached || tries == LinearPattern.MostTries) return null;
            }
        }
    }
}
