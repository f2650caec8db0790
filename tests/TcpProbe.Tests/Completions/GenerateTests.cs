using TcpProbe.Commands;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.Completions;

public sealed class GenerateTests
{
    [Theory]
    [MemberData(nameof(Texts))]
    public void It_prints_a_text_and_nothing_else(string what)
    {
        ToolResult result = CommandLine.Run("--generate", what);
        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.Stderr);
        Assert.Equal(result.Stdout, CommandLine.Run($"--generate={what}").Stdout);
        Assert.DoesNotMatch("@[A-Z]", result.Stdout);
        Assert.EndsWith("\n", result.Stdout, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', result.Stdout);
    }

    [Theory]
    [InlineData("--generate", "--generate needs a value (WHAT)")]
    [InlineData("--generate zsh", "--generate zsh is not one of complete-bash, complete-zsh, complete-fish, man; did you mean complete-zsh?")]
    [InlineData("--generate complete-bsh", "; did you mean complete-bash?")]
    [InlineData("--generate complete-zsh h 1", "--generate prints a text and does nothing else; drop h")]
    [InlineData("--generate complete-zsh -z", "--generate prints a text and does nothing else; drop --connect-only")]
    [InlineData("--generate complete-zsh -- x", "--generate prints a text and does nothing else; drop --")]
    [InlineData("listen --generate complete-zsh", "--generate complete-zsh is not one of man")]
    public void A_mistake(string line, string says) => Assert.EndsWith(says, CommandLine.Complaint(line.Split(' ')), StringComparison.Ordinal);

    [Theory]
    [InlineData("--generate complete-bash --help")]
    [InlineData("--generate -h")]
    public void Help_wins(string line) => Assert.Equal(CommandLine.Run("--help").Stdout, CommandLine.Run(line.Split(' ')).Stdout);

    [Theory]
    [MemberData(nameof(Texts))]
    [Trait("Category", "Process")]
    public void The_program_prints_the_same(string what)
    {
        ToolResult result = Tool.Run("--generate", what);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(CommandLine.Run("--generate", what).Stdout, result.Stdout);
    }

    public static TheoryData<string> Texts => [.. GeneratedText.Words];
}
