using System.Text;
using TcpProbe.Terminal;

namespace TcpProbe.Tests.Docs;

public sealed class OptionsPageTests
{
    [Fact]
    public void The_page_of_options_is_what_help_all_prints()
    {
        using MemoryStream output = new(), error = new();
        Assert.Equal(0, Program.Run(["--help-all"], new Streams(output, error), TimeProvider.System));
        string help = Encoding.UTF8.GetString(output.ToArray());

        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "options.md"));
        Assert.Contains($"```text\n{help}```\n", page, StringComparison.Ordinal);
    }
}
