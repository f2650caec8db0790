using System.Text;

namespace TcpProbe.Help;

/// <summary>Source of a manual page in mdoc(7): whatever stands in a text is shown as it stands, and options in it as options.</summary>
internal sealed class MdocText
{
    // mandoc wants no longer lines, and a macro may have to be one.
    private const int Width = 76;

    private readonly StringBuilder _text = new();

    /// <summary>A macro with arguments that are mdoc already.</summary>
    public void Macro(string name, string arguments = "") => _ = _text.Append('.').Append(name).Append(arguments.Length > 0 ? " " : string.Empty).Append(arguments).Append('\n');

    /// <summary>Paragraphs: each line a sentence or a part of one, and an empty line between two paragraphs.</summary>
    public void Paragraphs(string sentences)
    {
        foreach (string sentence in sentences.Split('\n'))
        {
            if (sentence.Length == 0) Macro("Pp");
            else Sentence(sentence);
        }
    }

    /// <summary>A text of one line.</summary>
    public void Sentence(string sentence)
    {
        StringBuilder line = new();
        foreach (string word in sentence.Split(' '))
        {
            if (MdocWord.Of(word) is { } macro)
            {
                End(line);
                _ = _text.Append(macro).Append('\n');
                continue;
            }

            string shown = Escaped(word);
            if (line.Length + 1 + shown.Length > Width) End(line);
            if (line.Length > 0) _ = line.Append(' ');
            _ = line.Append(line.Length == 0 ? AtStart(shown) : shown);
        }

        End(line);
    }

    /// <summary>Lines that are shown as they are.</summary>
    public void Display(IEnumerable<string> lines)
    {
        Macro("Bd", "-literal -offset 2n");
        foreach (string line in lines) _ = _text.Append(AtStart(Escaped(line))).Append('\n');
        Macro("Ed");
    }

    /// <summary>A list of words and what they stand for.</summary>
    public void List(IEnumerable<HelpEntry> rows, string macro)
    {
        Macro("Bl", "-tag -width Ds");
        foreach (HelpEntry row in rows)
        {
            Macro("It", $"{macro} {Argument(row.Name)}");
            Sentence(Closed(row.Meaning));
        }

        Macro("El");
    }

    /// <summary>A clause as a sentence.</summary>
    public static string Closed(string clause) => char.ToUpperInvariant(clause[0]) + clause[1..] + (clause[^1] is '.' or '?' ? string.Empty : ".");

    /// <summary>The text as arguments of a macro: none of its words is one itself, or a delimiter.</summary>
    public static string Argument(string text) =>
        string.Join(' ', text.Split(' ').Select(word => word.Length <= 3 ? $"\\&{Escaped(word)}" : Escaped(word)));

    /// <summary>The text with every character that roff(7) would make something else of in its own notation.</summary>
    public static string Escaped(string text)
    {
        StringBuilder escaped = new();
        foreach (char letter in text)
        {
            _ = letter switch
            {
                '\\' => escaped.Append(@"\e"),
                '-' => escaped.Append(@"\-"),
                '"' => escaped.Append(@"\(dq"),
                '\'' => escaped.Append(@"\(aq"),
                '`' => escaped.Append(@"\(ga"),
                '^' => escaped.Append(@"\(ha"),
                '~' => escaped.Append(@"\(ti"),
                '…' => escaped.Append("..."),
                '–' => escaped.Append(@"\(en"),
                _ => escaped.Append(letter),
            };
        }

        return escaped.ToString();
    }

    /// <summary>The page.</summary>
    public override string ToString() => _text.ToString();

    // A line that begins with a dot is a macro; the other such letter, ', has a notation of its own.
    private static string AtStart(string line) => line.StartsWith('.') ? $"\\&{line}" : line;

    private void End(StringBuilder line)
    {
        if (line.Length > 0) _ = _text.Append(line).Append('\n');
        _ = line.Clear();
    }
}
