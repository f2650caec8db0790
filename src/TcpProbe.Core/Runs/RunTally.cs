using TcpProbe.Core.Probing;
using TcpProbe.Core.Statistics;

namespace TcpProbe.Core.Runs;

/// <summary>What a series of probes adds up to; its size does not grow with their number.</summary>
/// <param name="mostKept">How many times of a phase are kept one by one.</param>
internal sealed class RunTally(int mostKept = LatencySamples.MostKept)
{
    private readonly long[] _reasons = new long[(int)FailureReason.ReplyTooLarge + 1];
    private readonly LatencySamples?[] _phases = new LatencySamples?[(int)Phase.Close + 1];
    private LatencySamples? _total;
    private LatencySamples? _rtt;
    private long? _synRetransmits;

    /// <summary>How many probes there were.</summary>
    public long Probes { get; private set; }

    /// <summary>How many were as wanted.</summary>
    public long Ok { get; private set; }

    /// <summary>Why the others were not, the most frequent reason first.</summary>
    public IReadOnlyList<ReasonCount> Reasons =>
        [.. _reasons.Select((count, reason) => new ReasonCount((FailureReason)reason, count)).Where(row => row.Count > 0).OrderByDescending(row => row.Count)];

    /// <summary>The numbers.</summary>
    public RunFigures Figures => new(Probes, Ok, _synRetransmits, Latencies);

    private PhaseLatencies Latencies => new()
    {
        Resolve = Of(Phase.Resolve)?.Summarize(),
        Connect = Of(Phase.Connect)?.Summarize(),
        Tls = Of(Phase.Tls)?.Summarize(),
        Exchange = Of(Phase.Exchange)?.Summarize(),
        Close = Of(Phase.Close)?.Summarize(),
        Total = _total?.Summarize(),
        Rtt = _rtt?.Summarize(),
    };

    /// <summary>The samples of the whole probe, for a histogram; <c>null</c> if none went well.</summary>
    public LatencySamples? Total => _total;

    /// <summary>The sums of a single probe.</summary>
    public static RunTally OfOne(JudgedReport probe)
    {
        RunTally tally = new(mostKept: 1);
        tally.Add(probe);
        return tally;
    }

    /// <summary>Adds a probe. Of one that failed only the phases count that ended well.</summary>
    public void Add(JudgedReport probe)
    {
        Probes++;
        if (probe.IsOk) Ok++;
        else if (probe.Reason is { } reason) _reasons[(int)reason]++;

        ProbeReport report = probe.Report;
        AddTime(Phase.Resolve, report.Timings.Resolve, report.Failure);
        AddTime(Phase.Connect, report.Timings.Connect, report.Failure);
        AddTime(Phase.Tls, report.Timings.Tls, report.Failure);
        AddTime(Phase.Exchange, report.Timings.Exchange, report.Failure);
        AddTime(Phase.Close, report.Timings.Close, report.Failure);
        if (report.Failure is null && report.Timings.Total is { } total) (_total ??= new LatencySamples(mostKept)).Add(total);
        if (report.TcpInfo is not { } info) return;
        if (info.Rtt is { } rtt) (_rtt ??= new LatencySamples(mostKept)).Add(rtt);
        if (info.TotalRetransmissions is { } resent) _synRetransmits = (_synRetransmits ?? 0) + resent;
    }

    private LatencySamples? Of(Phase phase) => _phases[(int)phase];

    private void AddTime(Phase phase, TimeSpan? time, Failure? failure)
    {
        if (time is not { } elapsed || failure?.Phase <= phase) return;
        (_phases[(int)phase] ??= new LatencySamples(mostKept)).Add(elapsed);
    }
}
