using System.CommandLine;
using TcpProbe.Commands;
using TcpProbe.Endings;
using TcpProbe.Options;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.Options;

public sealed class ListedTargetsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.PathOf("hosts.txt");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_names_targets_with_labels()
    {
        ChosenTargets chosen = Choose("# mine\na:1 the first\n\n[::1]:2\r\n");

        Assert.Equal(["a:1 the first", "[::1]:2 "], chosen.Targets.Select(target => $"{target} {target.Label}"));
        Assert.True(chosen.AreListed);
    }

    [Theory]
    [InlineData("a:1", "z:9", "z:9 a:1")]
    [InlineData("a:1", "z:9", "y:8", "z:9 y:8 a:1")]
    [InlineData("a:1", "z", "9", "z:9 a:1")]
    [InlineData("a:1", "-H", "z", "-p", "8-9", "z:8 z:9 a:1")]
    public void The_words_come_before_the_file(string content, params string[] wordsAndTargets) =>
        Assert.Equal(wordsAndTargets[^1], string.Join(' ', Choose(content, wordsAndTargets[..^1]).Targets));

    [Fact]
    public void What_a_word_names_the_file_need_not_name_again()
    {
        ChosenTargets chosen = Choose("a:1 label\nb:2\n", "A:1");

        Assert.Equal("A:1 b:2", string.Join(' ', chosen.Targets));
        Assert.Equal("label", Assert.Single(chosen.Repeated).Label);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# a:1\n\n")]
    public void A_file_without_targets_is_a_mistake(string content)
    {
        Assert.Equal($"--targets {File} names no target", Mistake(content));
        Assert.Equal($"--targets {File} names no target", Mistake(content, "a:1"));
    }

    [Fact]
    public void Every_wrong_line_is_a_line_of_the_complaint()
    {
        using UntouchedPeer peer = new();
        Write($"127.0.0.1:{peer.Port}\nredis 6379\n\na:0\nb:1 \u001b[m\n");

        ToolResult result = CommandLine.Run("-z", "--targets", File);

        Assert.Equal(64, result.ExitCode);
        Assert.Empty(result.StdoutBytes);
        Assert.Equal(
            $"tcpprobe: {File}:2: redis and 6379 are two words; write redis:6379\n"
            + $"tcpprobe: {File}:4: 0 is not a port; write a number from 1 to 65535\n"
            + $"tcpprobe: {File}:5: the label has a control character in it (\\x1B)\n",
            result.Stderr);
        peer.AssertUntouched();
    }

    [Theory]
    [InlineData(21, "and 1 more bad line")]
    [InlineData(30, "and 10 more bad lines")]
    public void Of_many_wrong_lines_twenty_are_told(int count, string more)
    {
        Write(string.Concat(Enumerable.Repeat("x\n", count)));

        string[] lines = CommandLine.Run("-z", "--targets", File).Stderr.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal([.. Enumerable.Range(1, 20).Select(line => $"tcpprobe: {File}:{line}: x: no port; write x:PORT"), $"tcpprobe: {File}: {more}"], lines);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_a_mistake()
    {
        Assert.Equal($"--targets {File} cannot be read: there is no such file", CommandLine.Mistake("-z", "--targets", File));
        Assert.Equal($"--targets {Path.GetDirectoryName(File)} cannot be read: it is a directory", CommandLine.Mistake("-z", "--targets", Path.GetDirectoryName(File)!));
        Assert.Equal("--targets '' is no file; an unset variable?", CommandLine.Mistake("-z", "--targets="));
        Assert.Equal("--targets /dev/zero is larger than 16 MiB", CommandLine.Mistake("-z", "--targets", "/dev/zero"));
    }

    [Fact]
    public void The_name_of_the_file_moves_no_cursor()
    {
        string path = _folder.File("a\u001b\nb", "x");

        ToolResult result = CommandLine.Run("-z", "--targets", path);

        CommandLine.AssertIsComplaint(result, 64);
        Assert.Contains(@"a\x1b\nb:1: x: no port", result.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_files_the_last_one_counts() =>
        Assert.Equal("a:1", Assert.Single(Choose("a:1", "--targets", "nowhere").Targets).ToString());

    [Fact]
    public void A_file_may_be_of_one_target_and_is_still_a_list() =>
        Assert.StartsWith("several ports or --targets get no default exchange unasked", Mistake("a:1"), StringComparison.Ordinal);

    [Theory]
    [InlineData("a:1\n127.0.0.1:1\n", "-6", "127.0.0.1 is an IPv4 address, and -6 takes IPv6 only")]
    [InlineData("[::1]:1\n", "-4", "::1 is an IPv6 address, and -4 takes IPv4 only")]
    public void Each_literal_in_a_file_must_be_of_the_family(string content, string family, string says) => Assert.Equal(says, Mistake(content, "-z", family));

    [Theory]
    [InlineData("--targets - --send-file -")]
    [InlineData("--send-file - --targets -")]
    [InlineData("--send-file - --send-file - --targets -")]
    public void One_option_alone_reads_stdin(string options) =>
        Assert.Equal("--targets - and --send-file - both read stdin, which is read once", CommandLine.Mistake(options.Split(' ')));

    private ChosenTargets Choose(string content, params string[] args)
    {
        Write(content);
        TargetOptions options = new();
        (ParseResult parsed, IReadOnlyList<string> words) = CommandParser.Parse("tcpprobe", [options], [.. args, "--targets", File]);
        return options.Bind(parsed, words);
    }

    private string Mistake(string content, params string[] args)
    {
        Write(content);
        return Assert.Throws<UsageException>(() => CommandLine.Bind([.. args, "--targets", File])).Message;
    }

    private void Write(string content) => _ = _folder.File("hosts.txt", content);
}
