using System.Text.RegularExpressions;
using System.Xml.Linq;
using TcpProbe.Tests.Docs;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.Commands;

public sealed partial class DispatchTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("127.0.0.1 1 --help")]
    [InlineData("--bogus --help")]
    [InlineData("--connect-timeout -h")]
    [InlineData("-zvh")]
    [InlineData("--help-all 1 2 3")]
    [InlineData("-h --version")]
    [InlineData("help")]
    [InlineData("help -h")]
    [InlineData("listen -h")]
    [InlineData("listen --help 1 2 --bogus")]
    [InlineData("listen -qh")]
    [InlineData("demo --help x")]
    [InlineData("wait-for-it --help")]
    [InlineData("wait-for-it -h --bogus --help-all")]
    public void Help_wins_over_everything(string line)
    {
        ToolResult result = CommandLine.Run(line.Split(' '));
        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.Stderr);
        Assert.StartsWith("tcpprobe ", result.Stdout, StringComparison.Ordinal);
        Assert.All(result.Stdout.Split('\n'), text => Assert.True(text.Length <= 80 && text.TrimEnd() == text, text));
    }

    [Theory]
    [InlineData("--version")]
    [InlineData("-V")]
    [InlineData("--bogus -V -w")]
    [InlineData("127.0.0.1 1 -zV")]
    [InlineData("-V --help")]
    [InlineData("listen -V")]
    [InlineData("demo --version")]
    [InlineData("help -V")]
    public void Version_wins_likewise(string line)
    {
        ToolResult result = CommandLine.Run(line.Split(' '));
        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.Stderr);
        Assert.Matches(Version(), result.Stdout);
    }

    [Fact]
    public void The_version_is_the_one_of_the_build_properties()
    {
        string version = XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Descendants("Version").Single().Value;
        Assert.Matches($@"^tcpprobe {Regex.Escape(version)}( \(|\n)", CommandLine.Run("-V").Stdout);
    }

    [Fact]
    public void What_hangs_on_an_option_or_stands_behind_two_hyphens_asks_for_no_help()
    {
        using RefusedPort port = new();
        Assert.Equal(11, CommandLine.Run("--line=--help", port.EndPoint.ToString()).ExitCode);
        Assert.Equal(64, CommandLine.Run("-t2h", "h:1", "--bogus").ExitCode);
        Assert.Equal(11, CommandLine.Run(port.EndPoint.ToString(), "--", "--help").ExitCode);
    }

    [Theory]
    [InlineData("-z demo 80", "demo")]
    [InlineData("demo:80", "demo")]
    [InlineData("-z listen 80", "listen")]
    [InlineData("-z help 80", "help")]
    [InlineData("help:80 -z", "help")]
    [InlineData("-4 listen:80", "listen")]
    [InlineData("-z wait-for-it 80", "wait-for-it")]
    [InlineData("wait-for-it:80 -z", "wait-for-it")]
    [InlineData("Demo 80", "Demo")]
    public void A_command_is_one_only_as_the_very_first_word(string line, string host)
    {
        Assert.Equal(host, CommandLine.Bind(line.Split(' ')).Target.Host);
        Assert.StartsWith("--ttl 0 is not ", CommandLine.Complaint([.. line.Split(' '), "--ttl", "0"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("demo x", "demo takes no words or options; to probe a host of that name write demo:x")]
    [InlineData("demo 80", "demo takes no words or options; to probe a host of that name write demo:80")]
    [InlineData("demo -q", "demo takes no words or options; to probe a host of that name write demo:PORT")]
    [InlineData("listen", "listen needs a port; write listen PORT or listen ADDRESS:PORT")]
    [InlineData("listen 1 2", "listen takes one address")]
    [InlineData("listen 65536", "65536 is no address to listen on; write PORT, ADDRESS:PORT or [IPV6]:PORT, port 0 for any")]
    [InlineData("listen 0 --mode loud", "--mode loud is not one of echo, recipe, silent, close, reset, drip, fragment, flood, tarpit, full-backlog")]
    [InlineData("listen 0 --mod echo", "unknown option --mod; did you mean --mode?")]
    [InlineData("listen 0 -z", "unknown option -z; --help-all lists them")]
    [InlineData("listen 0 --mode", "--mode needs a value (MODE)")]
    [InlineData("listen 0 -- x", "listen runs no command, and one stands behind --")]
    [InlineData("demo -- x", "demo takes no words or options; to probe a host of that name write demo:PORT")]
    [InlineData("h 80 --", "-- needs a command behind it")]
    [InlineData("-- h 80", "no target; write HOST PORT or HOST:PORT, or see --help")]
    public void A_mistake_behind_a_command(string line, string says) => Assert.Equal(says, CommandLine.Complaint(line.Split(' ')));

    [Fact]
    public void The_everyday_help_is_shorter_than_all_of_it()
    {
        string everyday = CommandLine.Run("--help").Stdout, all = CommandLine.Run("--help-all").Stdout;
        Assert.DoesNotContain("--dscp", everyday, StringComparison.Ordinal);
        Assert.Equal(all, CommandLine.Run("help").Stdout);
        Assert.All(Options(), name => Assert.Contains(name, all, StringComparison.Ordinal));
    }

    [Fact]
    public void No_two_options_share_a_name()
    {
        string[] names = [.. new TcpProbe.Commands.ProbeCommand().Groups.SelectMany(group => group.Specs).SelectMany(spec => spec.Names)];
        Assert.Equal(names.Distinct(), names);
    }

    private static IEnumerable<string> Options() =>
        new TcpProbe.Commands.ProbeCommand().Groups.SelectMany(group => group.Specs).Select(spec => spec.Name);

    [GeneratedRegex(@"^tcpprobe \d+\.\d+\.\d+( \([0-9a-f]{12}\))?\n$")]
    private static partial Regex Version();
}
