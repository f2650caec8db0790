using System.Text.RegularExpressions;
using TcpProbe.Commands;
using TcpProbe.Core.Probing;
using TcpProbe.Options;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.Docs;

public sealed partial class ManualPageTests
{
    private static readonly Dictionary<string, Func<string>> s_pages = new()
    {
        ["tcpprobe"] = () => CommandLine.Run("--generate", "man").Stdout,
        ["tcpprobe-listen"] = () => CommandLine.Run("listen", "--generate", "man").Stdout,
    };

    public static TheoryData<string> Pages => [.. s_pages.Keys];

    [Fact]
    public void Help_manual_and_the_page_of_options_have_the_same_options()
    {
        string[] probe = Names(new ProbeCommand().Groups), waiting = Names([new WaitForItOptions()]), listen = Names(new ListenCommand().Groups);
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "options.md"));
        Assert.Equal(probe, InHelp(CommandLine.Run("--help-all").Stdout));
        Assert.Equal(probe, InHelp(page));
        Assert.Equal([.. probe, .. waiting], InSource(ManualPages.OfProbe()));
        Assert.Equal(listen, InHelp(CommandLine.Run("listen", "--help").Stdout));
        Assert.Equal(listen, InSource(ManualPages.OfListen()));
    }

    [Fact]
    public void The_manual_has_each_reason_and_each_topic_of_the_surroundings()
    {
        string page = ManualPages.OfProbe();
        Assert.All(Enum.GetValues<FailureReason>(), reason => Assert.Contains($"\n.It Sy {Words.Of(reason)} ", page, StringComparison.Ordinal));
        Assert.All((string[])["NO_COLOR", "SSL_CERT_FILE", "PATH"], name => Assert.Contains($"\n.It Ev {name}\n", page, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Two_calls_give_the_same_page(string page) => Assert.Equal(s_pages[page](), s_pages[page]());

    [ProgramTheory("mandoc")]
    [MemberData(nameof(Pages))]
    public void The_source_is_good_mdoc(string page)
    {
        using TemporaryFolder folder = new();
        ToolResult result = Tool.RunProgram(new ToolOptions(), "mandoc", "-T", "lint", "-W", "style", Written(folder, page));

        // Which other pages there are is a matter of the machine.
        string[] wrong =
            [.. result.Stdout.Split('\n').Where(line => line.Length > 0 && !line.Contains("referenced manual not found", StringComparison.Ordinal))];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [ProgramTheory("man")]
    [MemberData(nameof(Pages))]
    public void The_page_shows_without_a_warning(string page)
    {
        using TemporaryFolder folder = new();
        ToolResult result = Shown(folder, page);
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Empty(result.Stderr);
        Assert.All(result.Stdout.Split('\n'), line => Assert.True(line.Length <= 80, line));
        Assert.DoesNotMatch(Source(), result.Stdout);
        Assert.Contains("\nEXIT STATUS\n", result.Stdout, StringComparison.Ordinal);
        Assert.Contains($"tcpprobe {ProductVersion.Text} ", result.Stdout, StringComparison.Ordinal);
    }

    [ProgramFact("man")]
    public void What_an_option_says_is_shown_as_it_is_written()
    {
        using TemporaryFolder folder = new();
        string text = Blanks().Replace(Shown(folder, "tcpprobe").Stdout, " ");
        Assert.Contains(@"send this (the same escapes); ${NAME} a capture", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(@"\r \n \t \\ \0 \xHH \$", text, StringComparison.Ordinal);
        Assert.Contains("'! I 2s Q 2h f: 1 ab 2 3 3 2.5'", text, StringComparison.Ordinal);
        Assert.Contains("2.5~0.01", text, StringComparison.Ordinal);
        Assert.Contains(@"$ tcpprobe localhost 6379 --send 'PING\r\n' --expect +PONG", text, StringComparison.Ordinal);
    }

    private static ToolResult Shown(TemporaryFolder folder, string page) => Tool.RunProgram(
        new ToolOptions { Prefix = ["env", "LC_ALL=C.UTF-8", "MANWIDTH=80"] },
        "man", "--warnings", "-E", "UTF-8", "-l", Written(folder, page));

    private static string Written(TemporaryFolder folder, string page) => folder.File($"{page}.1", s_pages[page]());

    private static string[] Names(IReadOnlyList<OptionGroup> groups) => [.. groups.SelectMany(group => group.Specs).SelectMany(spec => spec.Names)];

    private static IEnumerable<string> InHelp(string help) =>
        HelpRow().Matches(help.Split("\nExamples\n")[0]).SelectMany(row => row.Groups[1].Value.Split(", "));

    private static IEnumerable<string> InSource(string page) =>
        SourceRow().Matches(page).SelectMany(row => row.Groups[1].Value.Split(" , ")).Select(option => "-" + option.Split(' ')[1].Replace(@"\-", "-", StringComparison.Ordinal));

    [GeneratedRegex(@"^  (--?[a-z0-9HVA-Z][a-z0-9-]*(?:, --?[a-z0-9-]+)*)(?= |$)", RegexOptions.Multiline)]
    private static partial Regex HelpRow();

    [GeneratedRegex(@"^\.It (Fl .*)$", RegexOptions.Multiline)]
    private static partial Regex SourceRow();

    // A macro or an escape that was not understood.
    [GeneratedRegex(@"^\s*\.[A-Z][a-z]\b|\\\(|\\&|\\e", RegexOptions.Multiline)]
    private static partial Regex Source();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
