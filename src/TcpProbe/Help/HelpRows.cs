using System.Text;

namespace TcpProbe.Help;

/// <summary>Rows of two columns, what is written and what it does, and text between them; 80 columns wide.</summary>
internal static class HelpRows
{
    private const int Width = 80;

    /// <summary>Where the second column of a list of options begins.</summary>
    public const int Column = 30;

    /// <summary>A row; a long first column has a line for itself.</summary>
    public static void AppendRow(StringBuilder text, string left, string right, int column = Column)
    {
        _ = text.Append("  ").Append(left);
        if (left.Length + 2 >= column - 1) _ = text.AppendLine().Append(' ', column);
        else _ = text.Append(' ', column - left.Length - 2);
        AppendWrapped(text, right, column);
    }

    /// <summary>A row alone.</summary>
    public static string Row(HelpEntry row)
    {
        StringBuilder text = new();
        AppendWrapped(text, $"{row.Name}: {row.Meaning}", indent: 2);
        return text.ToString();
    }

    /// <summary>Rows under a heading.</summary>
    public static void AppendTable(StringBuilder text, string heading, IEnumerable<HelpEntry> rows, int column = Column)
    {
        _ = text.AppendLine(heading);
        foreach (HelpEntry row in rows) AppendRow(text, row.Name, row.Meaning, column);
    }

    /// <summary>Words in lines, of which all but the first are indented.</summary>
    public static void AppendWrapped(StringBuilder text, string words, int indent)
    {
        int at = indent;
        foreach (string word in words.Split(' '))
        {
            if (at > indent && at + 1 + word.Length > Width)
            {
                _ = text.AppendLine().Append(' ', indent);
                at = indent;
            }
            else if (at > indent)
            {
                _ = text.Append(' ');
                at++;
            }

            _ = text.Append(word);
            at += word.Length;
        }

        _ = text.AppendLine();
    }
}
