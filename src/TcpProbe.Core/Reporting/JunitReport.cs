using System.Buffers;
using System.Text;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Runs;

namespace TcpProbe.Core.Reporting;

/// <summary>JUnit's XML: one test case a target.</summary>
/// <param name="hostName">The name of this machine.</param>
/// <remarks>Failures are what targets did; errors are what kept us from probing them, and targets that no probe of a run reached are skipped.</remarks>
public sealed class JunitReport(string hostName) : ReportWriter
{
    private const string Suite = "tcpprobe";
    private readonly StringBuilder _cases = new();
    private readonly SettledTargets _settled = new();
    private RunPlan? _plan;
    private int _tests, _failures, _errors, _skipped;

    /// <inheritdoc/>
    public override void Begin(RunPlan plan, IBufferWriter<byte> output) => _plan = plan;

    /// <inheritdoc/>
    public override void Settle(TargetSummary target, IBufferWriter<byte> output)
    {
        _settled.Add(target);
        ProbeReport last = target.Last.Report;
        string said = last.Reply is { } reply ? $"      <system-out>{XmlText.Of(EscapedText.Show(reply.Head.Span))}</system-out>\n" : string.Empty;
        string name = ProbeClause.Named(target.Options), fault = TargetFault.Of(target, _plan!) is { } found ? Fault(name, found) : string.Empty;
        Add(name, last.Elapsed, fault + said);
    }

    /// <inheritdoc/>
    public override void Finish(RunSummary summary, IBufferWriter<byte> output)
    {
        AddUnprobed(summary);
        AddUnmet(summary);
        string waited = summary.Plan.Schedule is Schedule.Waiting ? $"    <system-out>{XmlText.Of(RunText.Of(summary).First())}</system-out>\n" : string.Empty;
        string counts = $"tests=\"{_tests}\" failures=\"{_failures}\" errors=\"{_errors}\"", time = PlainSeconds.Of(summary.Elapsed);
        _ = Encoding.UTF8.GetBytes(
            $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites {counts} time="{time}">
              <testsuite name="{Suite}" {counts} skipped="{_skipped}" time="{time}" timestamp="{TimeText.Whole(summary.StartedAt)}" hostname="{XmlText.Of(hostName)}">
            {_cases}{waited}  </testsuite>
            </testsuites>

            """,
            output);
    }

    private string Fault(string name, TargetFault fault)
    {
        string hint = fault.Probe is { } probe && RunHints.Of(probe) is { } advice ? $"\nhint: {advice}" : string.Empty;
        bool isOurs = fault.IsLocal || fault.IsCut;
        if (isOurs) _errors++;
        else _failures++;
        return Element(isOurs ? "error" : "failure", fault.Kind, fault.Clause, $"{name} {fault.Clause}{hint}");
    }

    // The body says all of it again: not every reader shows the attribute.
    private static string Element(string element, string type, string message, string body) =>
        $"      <{element} type=\"{XmlText.Of(type)}\" message=\"{XmlText.Of(message)}\">{XmlText.Of(body)}</{element}>\n";

    private void Add(string name, TimeSpan time, string content)
    {
        _tests++;
        string start = $"    <testcase classname=\"{Suite}\" name=\"{XmlText.Of(name)}\" time=\"{PlainSeconds.Of(time)}\"";
        _ = _cases.Append(content.Length == 0 ? $"{start}/>\n" : $"{start}>\n{content}    </testcase>\n");
    }

    private void AddUnprobed(RunSummary summary)
    {
        foreach (ClientOptions target in _settled.Missing(summary.Plan)) AddSkipped(ProbeClause.Named(target), "no probe of it had ended");

        // Nobody knows which there would have been.
        if (summary.Plan.EveryAddress && summary.End == RunEnd.Interrupted) AddSkipped("other addresses", "the run was interrupted");
    }

    private void AddSkipped(string name, string why)
    {
        _skipped++;
        Add(name, TimeSpan.Zero, $"      <skipped message=\"{why}\"/>\n");
    }

    // Each target was as wanted the last time it was asked, and never all of them at once for long enough.
    private void AddUnmet(RunSummary summary)
    {
        if (summary.IsOk || summary.Plan.Schedule is not Schedule.Waiting || _failures + _errors > 0) return;
        const string Message = "not all as wanted at the same time";
        _failures++;
        Add("wait", summary.Elapsed, Element("failure", "wait", Message, $"the targets were {Message}"));
    }
}
