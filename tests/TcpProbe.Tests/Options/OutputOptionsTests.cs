using System.CommandLine;
using TcpProbe.Commands;
using TcpProbe.Endings;
using TcpProbe.Options;
using TcpProbe.Tests.Harness;
using TcpProbe.Values;

namespace TcpProbe.Tests.Options;

public sealed class OutputOptionsTests
{
    [Theory]
    [InlineData("", "human", "")]
    [InlineData("-o json", "json", "")]
    [InlineData("-ojson", "json", "")]
    [InlineData("--output=json", "json", "")]
    [InlineData("-o json -o human", "human", "")]
    [InlineData("-o human -o csv -o json=a", "csv", "json=a")]
    [InlineData("-o json=a.json", "human", "json=a.json")]
    [InlineData("-o junit=x=y.xml -o tap=./t -o junit=z", "human", "junit=x=y.xml tap=./t junit=z")]
    [InlineData("-o prometheus=/dev/fd/3", "human", "prometheus=/dev/fd/3")]
    public void Stdout_has_the_last_format_and_each_file_its_own(string options, string format, string files)
    {
        OutputChoices choices = Bind(options);
        Assert.Equal(format, choices.Format);
        Assert.Equal(files, string.Join(' ', choices.Files.Select(file => $"{file.Format}={file.Path}")));
    }

    [Theory]
    [InlineData("-o json", "json", true)]
    [InlineData("-o json", "human", false)]
    [InlineData("-qo json", "json", false)]
    [InlineData("-q -o json=a", "json", true)]
    [InlineData("-o nagios=a", "nagios", true)]
    public void What_is_written_nowhere_need_not_be_read(string options, string format, bool isWritten) => Assert.Equal(isWritten, Bind(options).Writes(format));

    [Fact]
    public void The_help_names_every_format() =>
        Assert.StartsWith($"as {string.Join(", ", OutputValue.Formats)};", Assert.Single(new OutputOptions().Specs, spec => spec.Name == "--output").Help, StringComparison.Ordinal);

    [Fact]
    public void Every_other_choice_is_bound()
    {
        OutputChoices choices = Bind("-q --quiet-ok --changes --timestamps --histogram -vv --color never --exit-codes simple -o nagios=n -w 0.5 -c 0.1:1");
        Assert.True(choices is { Quiet: true, QuietOk: true, Changes: true, Timestamps: true, Histogram: true, Verbosity: 2, Colour: "never", ExitCodes: ExitCodeProfile.Simple });
        Assert.Equal(("0.5", "0.1:1"), (choices.Warning?.ToString(), choices.Critical?.ToString()));
    }

    [Theory]
    [InlineData("-o out.json", "--output out.json is not one of human, json, csv, nagios, prometheus, junit, tap; a file is -o json=out.json")]
    [InlineData("-o out/x.jsonl", "; a file is -o json=out/x.jsonl")]
    [InlineData("-o x.csv", "; a file is -o csv=x.csv")]
    [InlineData("-o node.prom", "; a file is -o prometheus=node.prom")]
    [InlineData("-o report.xml", "; a file is -o junit=report.xml")]
    [InlineData("-o t.tap", "; a file is -o tap=t.tap")]
    [InlineData("-o x.log", "; a file is -o human=x.log")]
    [InlineData("-o report", "--output report is not one of human, json, csv, nagios, prometheus, junit, tap")]
    [InlineData("-o JSON", "--output JSON is not one of human, json, csv, nagios, prometheus, junit, tap; did you mean json?")]
    [InlineData("-o=json", "--output =json is not one of human, json, csv, nagios, prometheus, junit, tap")]
    [InlineData("-o jsn=a", "--output jsn=a is not one of human, json, csv, nagios, prometheus, junit, tap; did you mean json?")]
    [InlineData("-o json=", "--output json= names no file; -o json writes to stdout")]
    [InlineData("-o a\e[31m.json", @"; a file is -o json=a\x1b[31m.json")]
    [InlineData("-w 1", "-w belongs to -o nagios; --fail-if max.total:D is a limit in every format")]
    [InlineData("-c 1", "-c belongs to -o nagios; --fail-if max.total:D is a limit in every format")]
    [InlineData("-c 1 -o nagios -o json", "-c belongs to -o nagios; --fail-if max.total:D is a limit in every format")]
    [InlineData("-o nagios -w 5:1", "--warning 5:1 is a range that ends before it starts")]
    [InlineData("-o nagios -c 30ms", "--critical 30ms is not a range of seconds ([@]START:END, as in 0.5, 0.1:0.5, ~:0.5, 0.1:, @0.5:)")]
    [InlineData("--quiet-ok -o junit", "--quiet-ok leaves out lines, and -o junit is one document; it goes with human, json and csv")]
    [InlineData("--quiet-ok -o tap", "--quiet-ok leaves out lines, and -o tap is one document; it goes with human, json and csv")]
    [InlineData("--quiet-ok -o nagios", "--quiet-ok leaves out lines, and -o nagios is one document; it goes with human, json and csv")]
    [InlineData("--changes -o prometheus", "--changes leaves out lines, and -o prometheus is one document; it goes with human, json and csv")]
    [InlineData("-o json=a -o csv=./a", "-o json= and -o csv= both name ./a")]
    [InlineData("-o nagios --exit-codes simple", "-o nagios and --exit-codes contradict each other: a plugin ends with 0, 1, 2 or 3; drop one of them")]
    [InlineData("--color maybe", "--color maybe is not one of auto, always, never")]
    public void A_mistake(string options, string says) =>
        Assert.EndsWith(says, Assert.Throws<UsageException>(() => Bind(options)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("file", "link")]
    [InlineData("link", "file")]
    [InlineData("link", "chain")]
    [InlineData("missing", "dangling")]
    [InlineData("folder/file", "linked/file")]
    [InlineData("folder/new", "linked/new")]
    [InlineData("folder/new", "linked/../folder/./new")]
    [InlineData("/dev/null", "/dev/./null")]
    [InlineData("/dev/fd/2", "/proc/self/fd/2")]
    public void Two_reports_that_take_one_place_are_a_mistake_whatever_links_lead_there(string one, string other)
    {
        if (!OperatingSystem.IsLinux()) return;
        using TemporaryFolder folder = WithLinks();
        Assert.Equal(
            $"-o json= and -o csv= both name {folder.PathOf(other)}",
            Assert.Throws<UsageException>(() => Bind($"-o tap={folder.PathOf("apart")} -o json={folder.PathOf(one)} -o csv={folder.PathOf(other)}")).Message);
    }

    [Theory]
    [InlineData("link", "folder/file")]
    [InlineData("dangling", "linked/missing")]
    public void Two_reports_that_take_two_places_are_none(string one, string other)
    {
        using TemporaryFolder folder = WithLinks();
        Assert.Equal(2, Bind($"-o json={folder.PathOf(one)} -o csv={folder.PathOf(other)}").Files.Count);
    }

    [Theory]
    [InlineData("--changes", "--changes goes with --count")]
    [InlineData("--changes --wait 5", "--changes goes with --count")]
    [InlineData("--histogram", "--histogram goes with --count")]
    [InlineData("--histogram --wait 5", "--histogram goes with --count")]
    public void What_needs_a_series_of_probes_says_so_before_the_first(string options, string says)
    {
        using UntouchedPeer peer = new();
        Assert.Equal(says, CommandLine.Complaint(["-z", "127.0.0.1", peer.Port, .. options.Split(' ')]));
        peer.AssertUntouched();
    }

    [Theory]
    [InlineData("-o nagios -w 1 -c 2")]
    [InlineData("-qo nagios -w 1 -c 2")]
    [InlineData("-o nagios=x -w 1 -c 2 -o json")]
    public void A_range_belongs_to_a_plugin_wherever_its_line_goes(string options) => Assert.Equal("2", Bind(options).Critical?.ToString());

    [Fact]
    public void A_report_in_a_file_leaves_out_nothing_and_so_may_be_of_any_format() =>
        Assert.Equal("junit", Assert.Single(Bind("--quiet-ok --changes -o junit=a").Files).Format);

    private static TemporaryFolder WithLinks()
    {
        TemporaryFolder folder = new();
        folder.File("file", "old");
        Directory.CreateDirectory(folder.PathOf("folder"));
        folder.File("folder/file", "old");
        File.CreateSymbolicLink(folder.PathOf("link"), "file");
        File.CreateSymbolicLink(folder.PathOf("chain"), "link");
        File.CreateSymbolicLink(folder.PathOf("dangling"), "missing");
        Directory.CreateSymbolicLink(folder.PathOf("linked"), "folder");
        return folder;
    }

    private static OutputChoices Bind(string options)
    {
        OutputOptions group = new();
        ParseResult parsed = CommandParser.Parse("tcpprobe", [group], options.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Options;
        return group.Bind(parsed);
    }
}
