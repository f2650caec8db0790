using TcpProbe.Core.Reporting;
using TcpProbe.Core.Reporting.Json;
using TcpProbe.Core.Reporting.Nagios;
using TcpProbe.Core.Reporting.Prometheus;
using TcpProbe.Endings;
using TcpProbe.Options;
using TcpProbe.Terminal;

namespace TcpProbe.Reports;

/// <summary>The formats by their words.</summary>
internal static class ReportFormats
{
    /// <summary>The one for stdout.</summary>
    public static ReportWriter OfStdout(OutputChoices output, Streams streams) => Of(output.Format, output, Colour.IsWanted(output.Colour, streams.IsOutputLeft));

    /// <summary>One for a file.</summary>
    public static ReportWriter OfFile(string format, OutputChoices output) => Of(format, output, output.Colour == "always");

    private static ReportWriter Of(string format, OutputChoices output, bool colour) => format switch
    {
        "human" => new HumanReport(new HumanStyle(colour, output.Timestamps, output.Changes, output.Histogram)),
        "json" => new JsonReport(ExitCode.Of, ExitCode.Of),
        "csv" => new CsvReport(ExitCode.Of),
        "nagios" => new NagiosReport(output.Warning, output.Critical),
        "prometheus" => new PrometheusReport(),
        "junit" => new JunitReport(Environment.MachineName),
        "tap" => new TapReport(),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };
}
