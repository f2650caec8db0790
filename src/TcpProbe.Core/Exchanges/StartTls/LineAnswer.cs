using System.Text;
using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Exchanges.StartTls;

/// <summary>An answer of whole lines, of which the last one decides.</summary>
/// <param name="Wanted">What the answer must be, in words.</param>
/// <param name="Begins">The characters that an answer of this protocol begins with: another one ends the wait.</param>
/// <param name="Judge">Whether the lines so far, the new one last, are the answer (<c>true</c>), are none (<c>false</c>), or others follow.</param>
internal sealed record LineAnswer(string Wanted, string Begins, Func<IReadOnlyList<string>, bool?> Judge) : Expectation
{
    private const string Digits = "0123456789";

    /// <inheritdoc/>
    public override string Description => Wanted;

    /// <summary>Whether another answer of this protocol refuses TLS.</summary>
    public bool AsksForTls { get; init; }

    /// <summary>A single line that begins so.</summary>
    public static LineAnswer Beginning(string start, string begins) =>
        new($"\"{start} …\"", begins, lines => lines[^1].StartsWith(start, StringComparison.OrdinalIgnoreCase));

    /// <summary>The lines <c>CODE-…</c> and <c>CODE …</c> of SMTP and FTP (RFC 5321 4.2.1, RFC 959 4.2).</summary>
    public static LineAnswer Code(string code, string? offering = null) => new(
        offering is null ? $"\"{code} …\"" : $"\"{code} …\" that offers {offering}",
        Digits,
        lines => IsLast(lines) ? IsOf(code, lines[^1]) && (offering is null || lines.Any(line => Offers(line, offering))) : null);

    internal override Verdict Look(ReadOnlySpan<byte> unread, ref int progress, bool isAll)
    {
        if (!Begins.Contains((char)unread[0], StringComparison.Ordinal)) return new Verdict.Mismatched(Wrong(unread));
        List<string> lines = [];
        for (int start = 0; unread[start..].IndexOf((byte)'\n') is >= 0 and int length; start += length + 1)
        {
            lines.Add(Encoding.Latin1.GetString(unread.Slice(start, length)).TrimEnd('\r'));
            bool? judged = Judge(lines);
            if (judged == true) return new Verdict.Matched(start + length + 1);
            if (judged == false) return new Verdict.Mismatched(Wrong(unread[start..]) with { RefusesTls = AsksForTls });
        }

        return isAll ? new Verdict.Mismatched(Wrong(unread)) : Verdict.NeedsMore;
    }

    // FTP's lines between the first and the last need no code: only CODE and a blank, or a line of another making, end an answer.
    private static bool IsLast(IReadOnlyList<string> lines)
    {
        string first = lines[0], last = lines[^1];
        bool isMultiLine = first.Length > 3 && first[3] == '-';
        return !isMultiLine || (last.Length >= 3 && last.AsSpan(0, 3).SequenceEqual(first.AsSpan(0, 3)) && (last.Length == 3 || last[3] == ' '));
    }

    private static bool IsOf(string code, string line) =>
        line.StartsWith(code, StringComparison.Ordinal) && (line.Length == code.Length || !char.IsAsciiDigit(line[code.Length]));

    private static bool Offers(string line, string offering) =>
        line.Length > 4 && line.AsSpan(4).Trim().Equals(offering, StringComparison.OrdinalIgnoreCase);

    private Mismatch Wrong(ReadOnlySpan<byte> bytes) => new(Wanted, Excerpt.Around(bytes, 0));
}
