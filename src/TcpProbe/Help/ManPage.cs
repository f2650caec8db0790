using System.Globalization;
using TcpProbe.Options;

namespace TcpProbe.Help;

/// <summary>What every manual page of the program has.</summary>
internal static class ManPage
{
    // 80 columns, less the margin.
    private const int DisplayWidth = 73;

    /// <summary>When this version was made; no clock is asked, so that two builds give the same page.</summary>
    private const string Made = "November 23, 2026";

    /// <summary>The first lines, and the name.</summary>
    public static MdocText Begin(string title, string name, string about, string version)
    {
        MdocText page = new();
        page.Macro("Dd", Date(Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH")));
        page.Macro("Dt", $"{title} 1");
        // One word, of which groff takes two at most; the parenthesis at its end is no delimiter.
        page.Macro("Os", $"\"tcpprobe {MdocText.Escaped(version)}\\&\"");
        page.Macro("Sh", "NAME");
        page.Macro("Nm", MdocText.Escaped(name));
        page.Macro("Nd", MdocText.Escaped(about));
        return page;
    }

    /// <summary>A section of sentences.</summary>
    public static void Prose(this MdocText page, string heading, string sentences)
    {
        page.Macro("Sh", heading);
        page.Paragraphs(sentences);
    }

    /// <summary>A section that is a table.</summary>
    public static void Table(this MdocText page, string heading, string? introduction, IEnumerable<HelpEntry> rows, string macro)
    {
        page.Macro("Sh", heading);
        if (introduction is not null) page.Paragraphs(introduction);
        page.List(rows, macro);
    }

    /// <summary>A part of a section: sentences, and the options of a group.</summary>
    public static void Group(this MdocText page, string heading, string? about, OptionGroup group)
    {
        if (heading != "Options") page.Macro("Ss", MdocText.Argument(heading));
        if (about is not null) page.Paragraphs(about);
        page.Macro("Bl", "-tag -width Ds");
        foreach (OptionSpec spec in group.Specs)
        {
            string value = spec.ValueName is { } name ? $" Ar {MdocText.Argument(name)}" : string.Empty;
            page.Macro("It", string.Join(" , ", spec.Names.Select(option => $"Fl {MdocText.Escaped(option[1..])}")) + value);
            page.Sentence(MdocText.Closed(spec.Help));
            if (spec.Choices is [var only]) page.Sentence($"{spec.ValueName} is {only}.");
            else if (spec.Choices.Count > 0) page.Sentence($"One of {string.Join(", ", spec.Choices)}.");
            if (spec.Default is { } unset and not "default") page.Sentence($"The default is {unset}.");
        }

        page.Macro("El");
    }

    /// <summary>The section of the options.</summary>
    public static void Options(this MdocText page, string introduction, IEnumerable<OptionGroup> groups)
    {
        page.Macro("Sh", "OPTIONS");
        page.Paragraphs(introduction);
        foreach (OptionGroup group in groups)
        {
            GroupTitle title = GroupTitle.Of(group);
            page.Group(title.Head, title.Note is { } note ? MdocText.Closed(note) : null, group);
        }
    }

    /// <summary>The section of the examples.</summary>
    public static void Examples(this MdocText page, IEnumerable<HelpExample> examples)
    {
        page.Macro("Sh", "EXAMPLES");
        bool first = true;
        foreach (HelpExample example in examples)
        {
            if (!first) page.Macro("Pp");
            first = false;
            string meaning = MdocText.Closed(example.Meaning);
            page.Sentence(meaning[^1] == '.' ? meaning[..^1] + ":" : meaning);
            string[] lines = [$"$ {example.Command}", .. example.Prints?.Split('\n') ?? []];
            page.Display(lines.SelectMany(line => FoldedLine.Of(line, DisplayWidth)));
        }
    }

    /// <summary>The manual pages beside this one, sorted by section and name.</summary>
    public static void SeeAlso(this MdocText page, params (string Name, int Section)[] pages)
    {
        page.Macro("Sh", "SEE ALSO");
        for (int i = 0; i < pages.Length; i++)
            page.Macro("Xr", string.Create(CultureInfo.InvariantCulture, $"{pages[i].Name} {pages[i].Section}{(i + 1 < pages.Length ? " ," : string.Empty)}"));
    }

    private static string Date(string? epoch) => long.TryParse(epoch, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
        ? DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("MMMM d, yyyy", CultureInfo.InvariantCulture)
        : Made;
}
