using TcpProbe.Commands;
using TcpProbe.Endings;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.Commands;

/// <summary><c>-o nagios</c>: a monitoring system reads one line of stdout, whatever else is wrong with the command line.</summary>
public sealed class PluginModeTests
{
    [Theory]
    [InlineData("-o nagios h 80 --bogus", "unknown option --bogus; --help-all lists them")]
    [InlineData("h 80 --bogus -o nagios", "unknown option --bogus; --help-all lists them")]
    [InlineData("h 80 --bogus -onagios", "unknown option --bogus; --help-all lists them")]
    [InlineData("h 80 --bogus --output nagios", "unknown option --bogus; --help-all lists them")]
    [InlineData("--output=nagios h 80 --bogus", "unknown option --bogus; --help-all lists them")]
    [InlineData("-zo nagios h 80 --bogus", "unknown option --bogus; --help-all lists them")]
    [InlineData("-z4onagios h 80 --bogus", "unknown option --bogus; --help-all lists them")]
    [InlineData("-o human -o nagios -o json=/x h", "no port; write h:PORT or h PORT")]
    [InlineData("-o nagios", "no target; write HOST PORT or HOST:PORT, or see --help")]
    [InlineData("-o nagios -H h -p 99999", "99999 is not a port; write a number from 1 to 65535")]
    [InlineData("-o nagios h 80 -t abc", "--deadline abc is not a duration (3.5, 500ms, 2m, none)")]
    [InlineData("-o nagios h 80 -w 5:1", "--warning 5:1 is a range that ends before it starts")]
    [InlineData("-o nagios h 80 --wait 5 --count 5", "--wait and --count contradict each other: one ends when it is ok, the other goes on; drop one of them")]
    [InlineData("-o nagios h 80 --line a|b --connect-only", @"-z sends nothing, and --line wants a conversation; drop one of them")]
    [InlineData("-o nagios h 80 --sen|d", @"unknown option --sen\x7cd; did you mean --send?")]
    [InlineData("-o nagios h 80 --exit-codes simple --bogus", "unknown option --bogus; --help-all lists them")]
    public void A_mistake_is_the_line_of_a_plugin_that_does_not_know(string line, string says)
    {
        ToolResult result = CommandLine.Run(line.Split(' '));
        Assert.Equal($"TCP UNKNOWN - {says}\n", result.Stdout.Replace("h: no port", "no port", StringComparison.Ordinal));
        Assert.Empty(result.Stderr);
        Assert.Equal(3, result.ExitCode);
    }

    [Theory]
    [InlineData("-o nagios -o human h 80 --bogus")]
    [InlineData("-o nagios=/x h 80 --bogus")]
    [InlineData("-o json h 80 --bogus")]
    [InlineData("-tonagios h 80")]
    [InlineData("h 80 --bogus -- cmd -o nagios")]
    [InlineData("listen 0 --bogus")]
    public void Otherwise_it_is_told_on_stderr(string line) => CommandLine.AssertIsComplaint(CommandLine.Run(line.Split(' ')), 64);

    [Theory]
    [InlineData("-o nagios --help")]
    [InlineData("-h -o nagios --bogus")]
    [InlineData("--version -o nagios")]
    [InlineData("-zho nagios h 80")]
    public void A_plugin_that_only_tells_about_itself_does_not_know_either(string line)
    {
        ToolResult result = CommandLine.Run(line.Split(' '));
        Assert.StartsWith("tcpprobe ", result.Stdout, StringComparison.Ordinal);
        Assert.Equal(3, result.ExitCode);
    }

    [Fact]
    public void The_short_options_with_a_value_are_known()
    {
        IEnumerable<char> valued = new ProbeCommand().Groups
            .SelectMany(options => options.Specs)
            .Where(spec => spec.ValueName is not null)
            .SelectMany(spec => spec.Names.Where(name => name.Length == 2))
            .Select(name => name[1]);
        Assert.Equal(PluginMode.WithValue.Order(), valued.Order());
    }
}
