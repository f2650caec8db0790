using TcpProbe.Exporter.Probing;

namespace TcpProbe.Exporter.Pages;

/// <summary>The probes that were made lately: so many, and as many of those that failed, so that a rare failure outlasts the many that went well.</summary>
/// <param name="most">How many of each are kept.</param>
internal sealed class RecentProbes(int most)
{
    private readonly Lock _gate = new();
    private readonly Queue<RecentProbe> _all = [];
    private readonly Queue<RecentProbe> _failed = [];
    private long _count;

    /// <summary>Keeps a probe.</summary>
    public void Add(ProbeAnswer answer)
    {
        lock (_gate)
        {
            RecentProbe probe = new(++_count, answer);
            Keep(_all, probe);
            if (!answer.Probe.IsOk) Keep(_failed, probe);
        }
    }

    /// <summary>Those that are kept, the latest first.</summary>
    public IReadOnlyList<RecentProbe> Latest()
    {
        lock (_gate) return [.. _all.UnionBy(_failed, probe => probe.Number).OrderByDescending(probe => probe.Number)];
    }

    /// <summary>The one of this number; <c>null</c> if it is not kept.</summary>
    public RecentProbe? Find(long number)
    {
        lock (_gate) return _all.Concat(_failed).FirstOrDefault(probe => probe.Number == number);
    }

    private void Keep(Queue<RecentProbe> kept, RecentProbe probe)
    {
        kept.Enqueue(probe);
        if (kept.Count > most) _ = kept.Dequeue();
    }
}
