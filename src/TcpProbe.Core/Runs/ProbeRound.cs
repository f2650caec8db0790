using TcpProbe.Core.Probing;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Runs;

/// <summary>One probe of each target, several at a time.</summary>
/// <param name="plan">Whom to probe, and how many at a time.</param>
/// <param name="probe">Probes once.</param>
/// <param name="lookUp">Finds the addresses behind a name.</param>
/// <param name="slowed">Is told how many threads there were if not as many as wanted.</param>
internal sealed class ProbeRound(
    RunPlan plan, Func<ClientOptions, Deadline, ProbeReport> probe, Func<ClientOptions, Deadline, AddressList> lookUp, Action<int> slowed)
{
    private Func<IEnumerable<EndedProbe>> _takeReady = () => [];
    private bool _hasTold;

    /// <summary>Probes; the reports come in the order of the targets, each as soon as those before it are there.</summary>
    /// <param name="end">When it is over, whatever a probe still has to do.</param>
    /// <param name="isEnough">Whether no more of them are waited for; <c>null</c> waits for all.</param>
    public IEnumerable<EndedProbe> Run(Deadline end, Func<EndedProbe, bool>? isEnough = null)
    {
        if (!plan.EveryAddress) return Follow(new Sweep<ClientOptions, EndedProbe>(plan.Targets, plan.Parallel, target => Probe(target, end)) { IsEnough = isEnough });
        List<Func<EndedProbe>> probes = [];
        foreach (AddressList list in Start(new Sweep<ClientOptions, AddressList>(plan.Targets, plan.Parallel, target => lookUp(target, end))))
        {
            probes.AddRange(list.Probes.Select(address => (Func<EndedProbe>)(() => Probe(address, end))));
            if (list.Failed is not { } failed) continue;
            EndedProbe known = Judge(failed, end);
            probes.Add(() => known);
        }

        return Follow(new Sweep<Func<EndedProbe>, EndedProbe>(probes, plan.Parallel, probe => probe()) { IsEnough = isEnough });
    }

    /// <summary>The probes that have ended and were not handed out yet; the round ends with them.</summary>
    public IEnumerable<EndedProbe> TakeReady() => _takeReady();

    private IEnumerable<EndedProbe> Follow<TThing>(Sweep<TThing, EndedProbe> sweep)
    {
        _takeReady = sweep.TakeReady;
        return Start(sweep);
    }

    private IEnumerable<TResult> Start<TThing, TResult>(Sweep<TThing, TResult> sweep)
        where TResult : class
    {
        IEnumerable<TResult> results = sweep.Run();
        if (sweep.ThreadsMissing == 0 || _hasTold) return results;

        // Once, though every round meets the same limit.
        _hasTold = true;
        slowed(Math.Max(1, sweep.Threads));
        return results;
    }

    private EndedProbe Probe(ClientOptions target, Deadline end) => Judge(probe(target, end), end);

    // Asked at once, on the thread of the probe: later the end may have come although the probe was done before.
    private static EndedProbe Judge(ProbeReport report, Deadline end) => new(report, IsCut: end.HasCome && report.Failure is not null);
}
