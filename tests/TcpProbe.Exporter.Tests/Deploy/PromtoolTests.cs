using TcpProbe.Core.Tests.Harness;
using TcpProbe.Tests.Docs;

namespace TcpProbe.Exporter.Tests.Deploy;

public class PromtoolTests
{
    [PromtoolTheory]
    [InlineData("check config", "prometheus.yml")]
    [InlineData("check rules", "alerts.yml")]
    [InlineData("test rules", "alerts-test.yml")]
    public void Promtool_finds_nothing_wrong(string command, string file)
    {
        (int code, string said) = FormatReader.Read(string.Empty, "promtool", [.. command.Split(' '), Path.Combine(Repository.Root, "deploy", "prometheus", file)]);
        Assert.True(code == 0, said);
    }
}
