using System.Text.RegularExpressions;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.EndToEnd;

[Trait("Category", "Process")]
public sealed partial class TerminalTests
{
    private const string Red = "\e[31mfailed\e[0m", Green = "\e[32mok\e[0m";

    [TerminalTheory]
    [InlineData("", "TERM=xterm", true)]
    [InlineData("", "TERM=xterm NO_COLOR=", true)]
    [InlineData("", "TERM=xterm NO_COLOR=1", false)]
    [InlineData("", "TERM=dumb", false)]
    [InlineData("--color never", "TERM=xterm", false)]
    [InlineData("--color auto", "TERM=xterm", true)]
    [InlineData("--color always", "TERM=dumb", true)]
    [InlineData("-o json", "TERM=xterm", false)]
    [InlineData("-o json --color always", "TERM=xterm", false)]
    public void On_a_terminal_only_the_verdict_is_coloured(string options, string variables, bool coloured)
    {
        using RefusedPort port = new();
        ToolOptions how = new() { Prefix = ["env", "-u", "NO_COLOR", .. variables.Split(' '), .. TerminalTheoryAttribute.Words] };
        ToolResult result = Tool.Run(how, ["-z", port.EndPoint.ToString(), .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal(11, result.ExitCode);
        Assert.Equal(coloured, result.Stdout.Contains(Red, StringComparison.Ordinal));
        Assert.DoesNotContain('\e', result.Stdout.Replace(Red, "", StringComparison.Ordinal));
    }

    [TerminalTheory]
    [InlineData("-v")]
    [InlineData("-vv")]
    [InlineData("--help")]
    [InlineData("--bogus")]
    public void On_a_terminal_nothing_else_is_coloured_or_moved(string option)
    {
        using RefusedPort port = new();
        ToolResult result = Tool.Run(
            new ToolOptions { Prefix = ["env", "TERM=xterm", .. TerminalTheoryAttribute.Words] }, option, port.EndPoint.ToString(), "--color", "never");
        Assert.NotEmpty(result.Stdout);
        Assert.DoesNotContain('\e', result.Stdout);
    }

    [Fact]
    public void Into_a_pipe_nothing_is_coloured_unless_always()
    {
        using RefusedPort port = new();
        using ScriptedPeer peer = Peers.Answering("x"u8.ToArray());
        Dictionary<string, string?> colourful = new() { ["TERM"] = "xterm-256color", ["NO_COLOR"] = null, ["FORCE_COLOR"] = "1", ["CLICOLOR_FORCE"] = "1" };
        Assert.DoesNotContain('\e', Tool.Run(new ToolOptions { Environment = colourful }, "-v", port.EndPoint.ToString()).ToString());
        Assert.Contains($" {Red} in connect: ", Tool.Run("--color", "always", port.EndPoint.ToString()).Stdout, StringComparison.Ordinal);
        Assert.Contains($" {Green}: connected ", Tool.Run("--color=always", peer.EndPoint.ToString()).Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_fits_80_columns_and_version_one_line()
    {
        foreach (string option in (string[])["--help", "--help-all", "-h"])
        {
            ToolResult help = Tool.Run(option);
            Assert.Equal(0, help.ExitCode);
            Assert.Empty(help.Stderr);
            Assert.StartsWith("tcpprobe HOST PORT [options]", help.Stdout, StringComparison.Ordinal);
            Assert.All(help.Stdout.Split('\n'), line => Assert.True(line.Length <= 80, line));
        }

        ToolResult version = Tool.Run("--version");
        Assert.Equal(0, version.ExitCode);
        Assert.Matches(Version(), version.Stdout);
    }

    [Fact]
    public void Without_any_variable_it_works_as_ever()
    {
        using ScriptedPeer peer = Peers.Answering("x"u8.ToArray());
        ToolOptions bare = new() { Prefix = ["env", "-i", $"DOTNET_ROOT={Tool.DotnetRoot}"] };
        ToolResult result = Tool.Run(bare, "-v", peer.EndPoint.ToString());
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains(" ok: connected ", result.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public void A_foreign_locale_changes_no_number()
    {
        using RefusedPort port = new();
        Dictionary<string, string?> german = new() { ["LC_ALL"] = "de_DE.UTF-8", ["LANG"] = "de_DE.UTF-8" };
        ToolResult result = Tool.Run(new ToolOptions { Environment = german }, "--connect-timeout", "1.5", port.EndPoint.ToString());
        Assert.Equal(11, result.ExitCode);
        Assert.Matches("after [0-9]+\\.[0-9]{2} ms\n", result.Stdout);
    }

    [GeneratedRegex("^tcpprobe [0-9]+\\.[0-9]+\\.[0-9]+( \\([0-9a-f]{12}\\))?\n$")]
    private static partial Regex Version();
}
