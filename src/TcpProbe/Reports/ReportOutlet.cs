using System.Buffers;
using TcpProbe.Core.Reporting;
using TcpProbe.Core.Runs;

namespace TcpProbe.Reports;

/// <summary>Where one report goes: a format, and what takes its bytes.</summary>
/// <param name="writer">The format.</param>
/// <param name="write">Takes what belongs together in one piece.</param>
internal sealed class ReportOutlet(ReportWriter writer, Action<ReadOnlyMemory<byte>> write)
{
    private readonly ArrayBufferWriter<byte> _text = new();
    private bool _hasFailures;

    /// <summary>Whether only what failed is shown, and sums only if something did.</summary>
    public bool FailuresOnly { get; init; }

    /// <summary>Whether only what changed is shown.</summary>
    public bool ChangesOnly { get; init; }

    /// <summary>The run begins.</summary>
    public void Begin(RunPlan plan)
    {
        writer.Begin(plan, _text);
        Flush();
    }

    /// <summary>A probe has ended.</summary>
    public void Probed(JudgedReport probe)
    {
        if (!probe.IsOk) _hasFailures = true;
        if ((FailuresOnly && probe.IsOk) || (ChangesOnly && !probe.IsChange)) return;
        writer.Write(probe, _text);
        Flush();
    }

    /// <summary>A target is done with.</summary>
    public void Settled(TargetSummary target)
    {
        if (!target.IsOk) _hasFailures = true;
        if (FailuresOnly && target is { IsOk: true, LastFailed: null }) return;
        writer.Settle(target, _text);
        Flush();
    }

    /// <summary>The run has ended.</summary>
    public void SummedUp(RunSummary summary)
    {
        if (FailuresOnly && !_hasFailures && summary.IsOk) return;
        writer.Finish(summary, _text);
        Flush();
    }

    private void Flush()
    {
        if (_text.WrittenCount == 0) return;
        write(_text.WrittenMemory);
        _text.ResetWrittenCount();
    }
}
