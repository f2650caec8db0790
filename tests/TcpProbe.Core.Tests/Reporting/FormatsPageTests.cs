using TcpProbe.Core.Probing;
using TcpProbe.Core.Reporting;
using TcpProbe.Core.Reporting.Nagios;
using TcpProbe.Core.Reporting.Prometheus;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Tests.Docs;

namespace TcpProbe.Core.Tests.Reporting;

/// <summary>docs/formats.md shows what the formats write.</summary>
public sealed class FormatsPageTests
{
    private static readonly string s_page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "formats.md"));

    private static ProbeReport Main => RunSamples.Refused.Called("main");

    [Fact]
    public void Csv() => Shows(ToldRun.Of(new CsvReport(probe => probe.IsOk ? 0 : 11), RunSamples.Ok, Main).ReplaceLineEndings("\n"));

    [Fact]
    public void Nagios()
    {
        Shows(ToldRun.Of(new NagiosReport(), RunSamples.Ok) + ToldRun.Of(new NagiosReport(), RunSamples.Refused));
        Shows(ToldRun.Of(new NagiosReport(), RunSamples.Ok, Main));
    }

    [Fact]
    public void Prometheus() => Shows(ToldRun.Of(new PrometheusReport(), RunSamples.Ok, Main));

    [Fact]
    public void Junit() => Shows(ToldRun.Of(new JunitReport("probehost"), RunSamples.Ok, Main));

    [Fact]
    public void Tap() => Shows(ToldRun.Of(new TapReport(), RunSamples.Ok, Main));

    private static void Shows(string output) => Assert.Contains($"\n{output}```\n", s_page, StringComparison.Ordinal);
}
