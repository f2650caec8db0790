using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace TcpProbe.Core.Targets;

/// <summary>What a file of targets holds: on each line <c>HOST:PORT</c>, perhaps with a label behind it; blank lines and <c>#</c> comments.</summary>
/// <param name="Targets">The targets, in the order of the lines.</param>
/// <param name="Mistakes">The first lines that are neither a target nor to be skipped.</param>
/// <param name="MoreMistakes">How many more of those there are.</param>
public sealed record TargetFile(IReadOnlyList<Target> Targets, IReadOnlyList<LineMistake> Mistakes, int MoreMistakes)
{
    /// <summary>So many wrong lines are told one by one.</summary>
    public const int MostMistakes = 20;

    /// <summary>More bytes than a target and a label of any use have.</summary>
    private const int LongestLine = 4096;

    private const string Blanks = " \t";

    /// <summary>Takes the content of a file apart: UTF-8, lines ended by LF or CRLF.</summary>
    public static TargetFile Parse(ReadOnlySpan<byte> content)
    {
        ServiceNames services = new();
        List<Target> targets = [];
        List<LineMistake> mistakes = [];
        int number = 0, more = 0;
        ReadOnlySpan<byte> lines = content.StartsWith(Encoding.UTF8.Preamble) ? content[Encoding.UTF8.Preamble.Length..] : content;
        foreach (Range range in lines.Split((byte)'\n'))
        {
            number++;
            try
            {
                if (Read(lines[range], services) is { } target) targets.Add(target);
            }
            catch (FormatException wrong)
            {
                if (mistakes.Count < MostMistakes) mistakes.Add(new LineMistake(number, wrong.Message));
                else more++;
            }
        }

        return new TargetFile(targets, mistakes, more);
    }

    /// <summary>The target of a line, <c>null</c> if there is none on it.</summary>
    private static Target? Read(ReadOnlySpan<byte> line, ServiceNames services)
    {
        if (line is [.., (byte)'\r']) line = line[..^1];
        if (line.Length > LongestLine) throw new FormatException($"the line is longer than {LongestLine} bytes");
        if (!Utf8.IsValid(line)) throw new FormatException("the line is not UTF-8");
        string text = Encoding.UTF8.GetString(line).Trim(' ', '\t');
        if (text is "" or ['#', ..]) return null;
        int end = text.AsSpan().IndexOfAny(Blanks);
        if (end < 0) return TargetSyntax.ParseHostPort(text, services, TargetMistake.AmongOthers);
        string word = text[..end], label = text[end..].TrimStart(' ', '\t');
        DemandColon(word, label);
        Target target = TargetSyntax.ParseHostPort(word, services, TargetMistake.AmongOthers);
        return target with { Label = OneLine(label) };
    }

    // The habit of the command line and of other tools' lists.
    private static void DemandColon(string host, string port)
    {
        if (!host.Contains(':', StringComparison.Ordinal) && PortSyntax.IsPort(port, out _))
            throw new FormatException($"{VisibleText.Of(host)} and {port} are two words; write {VisibleText.Of(host)}:{port}");
    }

    private static string OneLine(string label)
    {
        foreach (Rune rune in label.EnumerateRunes())
        {
            if (IsControl(rune)) throw new FormatException($"the label has a control character in it ({VisibleText.Of(rune.ToString())})");
        }

        return label;
    }

    // What hides or turns a line round is one too; the joiners are letters' and pictures' own.
    private static bool IsControl(Rune rune) => rune.Value is not (0x200C or 0x200D)
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
