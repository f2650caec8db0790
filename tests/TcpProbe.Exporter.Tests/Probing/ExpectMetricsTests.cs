using System.Buffers;
using System.Text;
using TcpProbe.Core.Probing;
using TcpProbe.Exporter.Modules;
using TcpProbe.Exporter.Probing;
using TcpProbe.Exporter.Tests.Harness;

namespace TcpProbe.Exporter.Tests.Probing;

/// <summary>What a peer said, as labels.</summary>
public sealed class ExpectMetricsTests
{
    [Theory]
    [InlineData("OpenSSH_9.2", "OpenSSH_9.2")]
    [InlineData("\u05d0\u05d1 \U0001f600", "\u05d0\u05d1 \U0001f600")]
    [InlineData("a\u202eb", @"a\\xe2\\x80\\xaeb")]
    [InlineData("a\u001b[31m", @"a\\x1b[31m")]
    [InlineData("a\U000e0041b", @"a\\xf3\\xa0\\x81\\x81b")]
    [InlineData("a\U0001d173b", @"a\\xf0\\x9d\\x85\\xb3b")]
    public void It_stands_as_it_is_unless_something_in_it_is_not_seen(string said, string label) => Assert.Equal($"it=\"{label}\"", Label(said));

    [Fact]
    public void It_is_cut()
    {
        string label = Label(new string('x', 2000));
        Assert.EndsWith("x…\"", label, StringComparison.Ordinal);
        Assert.Equal("it=\"\"".Length + 1024, label.Length);
    }

    private static string Label(string said)
    {
        Module module = ModuleText.Tcp("""
               query_response:
               - expect: '^(.*)$'
                 labels: [{name: it, value: '$1'}]
            """);
        (ProbeReport report, _) = ProbedPeer.Talk(module, Encoding.Latin1.GetString(Encoding.UTF8.GetBytes($"{said}\r\n")));
        ArrayBufferWriter<byte> output = new();
        ExpectMetrics.Of(module.Labels, report).Write(output);
        string sample = Assert.Single(Encoding.UTF8.GetString(output.WrittenSpan).Split('\n'), line => line.StartsWith("probe_expect_info", StringComparison.Ordinal));
        return sample["probe_expect_info{".Length..^"} 1".Length];
    }
}
