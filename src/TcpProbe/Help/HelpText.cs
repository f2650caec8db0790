using System.Text;
using TcpProbe.Options;

namespace TcpProbe.Help;

/// <summary>The help, made from the option tables; 80 columns wide.</summary>
internal static class HelpText
{
    private const int UsageColumn = 33;

    /// <summary>One screen: what is used every day, and where the rest is.</summary>
    public static string Everyday(IReadOnlyList<OptionGroup> groups, IEnumerable<string> topics)
    {
        StringBuilder text = new();
        AppendUsage(text, UsageLine.All().Where(usage => usage.Everyday));
        foreach (OptionGroup group in groups) AppendGroup(text, group, everything: false);
        AppendExamples(text, HelpExample.All().Where(example => example.Everyday));
        _ = text.AppendLine().Append("Exit codes: ").AppendLine(ExitCodeTable.InShort)
            .AppendLine("Every option: --help-all. One topic: tcpprobe help TOPIC, which is one of").Append("  ");
        HelpRows.AppendWrapped(text, string.Join(' ', topics), indent: 2);
        return text.ToString();
    }

    /// <summary>Every option.</summary>
    public static string Everything(IReadOnlyList<OptionGroup> groups)
    {
        StringBuilder text = new();
        AppendUsage(text, UsageLine.All());
        foreach (OptionGroup group in groups) AppendGroup(text, group, everything: true);
        AppendExamples(text, HelpExample.All().Where(example => example.Everyday));
        return text.AppendLine().Append(ExitCodes()).ToString();
    }

    /// <summary>The help of another command.</summary>
    public static string Of(string usage, string about, IReadOnlyList<OptionGroup> groups)
    {
        StringBuilder text = new();
        _ = text.AppendLine(usage).AppendLine().AppendLine(about);
        if (groups.Count > 0) _ = text.AppendLine();
        foreach (OptionGroup group in groups) AppendGroup(text, group, everything: true);
        return text.ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>All options of a group, with its examples.</summary>
    public static string OfGroup(OptionGroup group)
    {
        StringBuilder text = new();
        AppendGroup(text, group, everything: true);
        HelpExample[] examples = [.. HelpExample.All().Where(example => example.Topic == GroupTitle.Of(group).Topic)];
        if (examples.Length > 0) AppendExamples(text, examples, explained: true);
        return text.ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>An option under the heading of its group; <c>null</c> if none has that name.</summary>
    public static string? OfOption(IReadOnlyList<OptionGroup> groups, string name)
    {
        foreach (OptionGroup group in groups)
        {
            if (group.Specs.FirstOrDefault(spec => spec.Names.Contains(name)) is not { } spec) continue;
            StringBuilder text = new();
            HelpRows.AppendWrapped(text, group.Title, indent: 0);
            HelpRows.AppendRow(text, Left(spec, everything: true), Right(spec));
            return text.ToString();
        }

        return null;
    }

    /// <summary>What a reason or an exit code means; <c>null</c> for any other word.</summary>
    public static string? OfOutcome(string word)
    {
        foreach (HelpEntry row in (HelpEntry[])[.. ReasonTable.Rows(), .. ExitCodeTable.Rows()])
        {
            if (row.Name.Split(' ')[0] == word) return HelpRows.Row(row);
        }

        return null;
    }

    /// <summary>The exit codes.</summary>
    public static string ExitCodes()
    {
        StringBuilder text = new();
        HelpRows.AppendTable(text, "Exit codes", ExitCodeTable.Rows(), column: 8);
        _ = text.Append("  ");
        HelpRows.AppendWrapped(text, ExitCodeTable.Note, indent: 2);
        return text.ToString();
    }

    /// <summary>The reasons of a failure.</summary>
    public static string Reasons()
    {
        StringBuilder text = new();
        HelpRows.AppendTable(text, "Reasons of a failure, with their exit codes", ReasonTable.Rows());
        return text.ToString();
    }

    /// <summary>What the values of options are.</summary>
    public static string Values()
    {
        StringBuilder text = new();
        foreach (string line in ProbePage.Values.Split('\n')) HelpRows.AppendWrapped(text, line, indent: 0);
        return text.ToString();
    }

    /// <summary>The variables and the files that count.</summary>
    public static string Environment()
    {
        StringBuilder text = new();
        HelpRows.AppendTable(text, "Environment", Surroundings.Variables());
        HelpRows.AppendTable(text.AppendLine(), "Files", Surroundings.Files());
        return text.ToString();
    }

    /// <summary>Every example, with what it prints.</summary>
    public static string Examples()
    {
        StringBuilder text = new();
        foreach (HelpExample example in HelpExample.All())
        {
            _ = text.AppendLine($"# {example.Meaning}").AppendLine($"$ {example.Command}");
            if (example.Prints is { } lines) _ = text.AppendLine(lines);
            _ = text.AppendLine();
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void AppendUsage(StringBuilder text, IEnumerable<UsageLine> lines)
    {
        foreach (UsageLine line in lines) _ = text.AppendLine($"{$"tcpprobe {line.Form}",-UsageColumn}{line.Meaning}");
        _ = text.AppendLine();
    }

    private static void AppendGroup(StringBuilder text, OptionGroup group, bool everything)
    {
        OptionSpec[] shown = [.. group.Specs.Where(spec => everything || spec.Everyday)];
        if (shown.Length == 0) return;
        HelpRows.AppendWrapped(text, group.Title, indent: 0);
        foreach (OptionSpec spec in shown) HelpRows.AppendRow(text, Left(spec, everything), Right(spec));
        _ = text.AppendLine();
    }

    private static void AppendExamples(StringBuilder text, IEnumerable<HelpExample> examples, bool explained = false)
    {
        _ = text.AppendLine("Examples");
        foreach (HelpExample example in examples)
        {
            if (explained) _ = text.AppendLine($"  # {example.Meaning}");
            _ = text.AppendLine($"  {example.Command}");
        }
    }

    // Every day one long name is enough.
    private static string Left(OptionSpec spec, bool everything)
    {
        IEnumerable<string> names = everything ? spec.Names : spec.Names.Where(name => name.Length == 2 || name == spec.Name);
        return string.Join(", ", names) + (spec.ValueName is { } value ? $" {value}" : string.Empty);
    }

    private static string Right(OptionSpec spec)
    {
        string choices = spec.Choices.Count > 0 ? $" ({string.Join(", ", spec.Choices)})" : string.Empty;
        string unset = spec.Default is { } value ? $" [{value}]" : string.Empty;
        return spec.Help + choices + unset;
    }
}
