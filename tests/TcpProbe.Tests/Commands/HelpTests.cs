using TcpProbe.Commands;
using TcpProbe.Core.Probing;
using TcpProbe.Options;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.Commands;

public sealed class HelpTests
{
    public static TheoryData<string> Topics => [.. TopicWords()];

    [Fact]
    public void The_everyday_help_fits_on_one_screen()
    {
        string[] lines = CommandLine.Run("--help").Stdout.TrimEnd('\n').Split('\n');
        Assert.InRange(lines.Length, 20, 50);
        Assert.All(lines, line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public void The_everyday_help_says_where_the_rest_is()
    {
        string everyday = CommandLine.Run("--help").Stdout;
        Assert.Contains("--help-all", everyday, StringComparison.Ordinal);
        string[] last = everyday.Split("TOPIC, which is one of\n")[1].Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(TopicWords(), last);
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void A_topic_is_a_few_lines_of_at_most_80_columns(string topic)
    {
        ToolResult result = CommandLine.Run("help", topic);
        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.Stderr);
        string[] lines = result.Stdout.Split('\n');
        Assert.InRange(lines.Length, 4, 70);
        Assert.All(lines, line => Assert.True(line.TrimEnd() == line && (line.Length <= 80 || topic == "examples"), line));
    }

    [Fact]
    public void The_topics_hold_each_option_of_the_everyday_command()
    {
        string all = string.Concat(TopicWords().Select(topic => CommandLine.Run("help", topic).Stdout));
        Assert.All(new ProbeCommand().Groups.SelectMany(group => group.Specs), spec => Assert.Contains($"  {string.Join(", ", spec.Names)}", all, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("listen")]
    [InlineData("demo")]
    [InlineData("wait-for-it")]
    public void A_command_as_a_topic_is_its_own_help(string command) =>
        Assert.Equal(CommandLine.Run(command, "--help").Stdout, CommandLine.Run("help", command).Stdout);

    [Fact]
    public void The_topic_of_reasons_has_each_with_its_code()
    {
        string text = CommandLine.Run("help", "reasons").Stdout, codes = CommandLine.Run("help", "exit-codes").Stdout;
        Assert.All(Enum.GetValues<FailureReason>(), reason =>
        {
            Assert.Contains($"  {Words.Of(reason)} ({TcpProbe.Endings.ExitCode.Of(reason)}) ", text, StringComparison.Ordinal);
            Assert.Matches($@"\n  {TcpProbe.Endings.ExitCode.Of(reason)}  .*\b{Words.Of(reason)}\b", codes);
        });
    }

    [Fact]
    public void The_page_of_outputs_has_each_reason_with_the_same_code()
    {
        string page = File.ReadAllText(Path.Combine(TcpProbe.Tests.Docs.Repository.Root, "docs", "output.md"));
        Assert.All(Enum.GetValues<FailureReason>(), reason => Assert.Matches($@"\n\| `{Words.Of(reason)}` \| .* \| {TcpProbe.Endings.ExitCode.Of(reason)} \|\n", page));
    }

    [Fact]
    public void Every_exit_code_has_its_row()
    {
        string codes = CommandLine.Run("help", "exit-codes").Stdout;
        IEnumerable<object?> all = typeof(TcpProbe.Endings.ExitCode).GetFields().Select(field => field.GetRawConstantValue()).Where(code => code is not TcpProbe.Endings.ExitCode.BySignal);
        Assert.NotEmpty(all);
        Assert.All(all, code => Assert.Matches($"\n  {code}  ", codes));
    }

    [Theory]
    [InlineData("-t", "Limits (D: 3.5, 500ms, 2m; none leaves it to the kernel)\n  -t, --timeout, --deadline D\n")]
    [InlineData("--expect-close", "Steps, in the order in which they stand (instead of that exchange)\n  --expect-close              the peer must close (FIN)\n")]
    public void An_option_is_a_topic_of_its_own(string option, string text)
    {
        ToolResult result = CommandLine.Run("help", option);
        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith(text, result.Stdout, StringComparison.Ordinal);
        Assert.InRange(result.Stdout.Count(letter => letter == '\n'), 2, 6);
    }

    [Theory]
    [InlineData("stay", "--stay")]
    [InlineData("fail-if", "--fail-if")]
    [InlineData("deadline", "-t")]
    public void The_name_of_an_option_does_without_its_hyphens(string word, string option) =>
        Assert.Equal(CommandLine.Run("help", option).Stdout, CommandLine.Run("help", word).Stdout);

    [Theory]
    [InlineData("refused", "refused (11): RST")]
    [InlineData("closed_early", "closed_early (17): FIN")]
    [InlineData("11", "11: failed: refused\n")]
    [InlineData("124", "124: the time of --wait is over\n")]
    public void A_reason_and_an_exit_code_are_explained(string word, string text)
    {
        ToolResult result = CommandLine.Run("help", word);
        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith(text, result.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public void The_topic_of_values_names_every_metric()
    {
        string text = CommandLine.Run("help", "values").Stdout;
        Assert.All(TcpProbe.Core.Runs.RunMetric.Names.SelectMany(name => name.Split('.')).Distinct(), word => Assert.Matches($@"\b{word}\b", text));
    }

    [Theory]
    [InlineData("listen")]
    [InlineData("wait-for-it")]
    [InlineData("demo")]
    public void A_command_with_one_help_does_not_speak_of_two(string command)
    {
        string help = CommandLine.Run(command, "--help").Stdout;
        Assert.Equal(help, CommandLine.Run(command, "--help-all").Stdout);
        Assert.DoesNotContain("everyday options", help, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("listen")]
    [InlineData("wait-for-it")]
    [InlineData("demo")]
    public void Every_command_tells_the_version(string command) =>
        Assert.Equal(CommandLine.Run("--version").Stdout, CommandLine.Run(command, "--version").Stdout);

    [Theory]
    [InlineData("help 80", "help has no topic 80; a host of that name is help:80; the topics are target, ")]
    [InlineData("help tsl", "help has no topic tsl; did you mean tls?")]
    [InlineData("help exit-code", "help has no topic exit-code; did you mean exit-codes?")]
    [InlineData("help conect-timeout", "help has no topic conect-timeout; did you mean connect-timeout?")]
    [InlineData("help zzzzzz", "help has no topic zzzzzz; a host of that name is help:PORT; ")]
    [InlineData("help --wiat", "help has no option --wiat; did you mean --wait?")]
    [InlineData("help --conect-timeout", "help has no option --conect-timeout; did you mean --connect-timeout?")]
    [InlineData("help --zzzzzz", "help has no option --zzzzzz; --help-all lists all options")]
    [InlineData("help --mode", "--mode is an option of listen; write tcpprobe help listen")]
    [InlineData("help --wait --count", "help takes one topic")]
    [InlineData("help -- x", "help has no option --; ")]
    [InlineData("help tls wait", "help takes one topic")]
    [InlineData("help listen --mode", "help takes one topic")]
    public void A_topic_that_there_is_not_is_a_mistake(string line, string says) =>
        Assert.StartsWith(says, CommandLine.Complaint(line.Split(' ')), StringComparison.Ordinal);

    [Fact]
    public void No_two_topics_share_a_word() => Assert.Equal(TopicWords().Distinct(), TopicWords());

    [Fact]
    public void The_heading_of_a_group_is_read_in_its_parts()
    {
        Assert.Equal(new TcpProbe.Help.GroupTitle("Output", null), TcpProbe.Help.GroupTitle.Of(new OutputOptions()));
        Assert.Equal(new TcpProbe.Help.GroupTitle("TLS", "verified unless told otherwise"), TcpProbe.Help.GroupTitle.Of(new TlsOptions()));
        Assert.Equal(new TcpProbe.Help.GroupTitle("Steps", "in the order in which they stand (instead of that exchange)"), TcpProbe.Help.GroupTitle.Of(new StepOptions()));
    }

    private static IEnumerable<string> TopicWords() => HelpTopics.All(new ProbeCommand().Groups).Select(topic => topic.Name);
}
