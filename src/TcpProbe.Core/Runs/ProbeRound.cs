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
    private volatile Func<IEnumerable<EndedProbe>>? _ready;
    private bool _hasTold;

    /// <summary>Probes; the reports come in the order of the targets, each as soon as those before it are there.</summary>
    /// <param name="end">When it is over, whatever a probe still has to do.</param>
    /// <param name="consequence">What a probe means for the rest of the round, asked on its thread; <c>null</c> for nothing.</param>
    public IEnumerable<EndedProbe> Run(Deadline end, Func<EndedProbe, SweepEnd>? consequence = null)
    {
        if (!plan.EveryAddress) return Follow(new Sweep<ClientOptions, EndedProbe>(plan.Targets, plan.Parallel, target => Probe(target, end)) { Consequence = consequence });
        List<Func<EndedProbe>> probes = [];
        foreach (LookedUp name in Start(new Sweep<ClientOptions, LookedUp>(plan.Targets, plan.Parallel, target => LookUp(target, end))))
        {
            probes.AddRange(name.Addresses.Select(address => (Func<EndedProbe>)(() => Probe(address, end))));
            if (name.Failed is { } failed) probes.Add(() => failed);
        }

        return Follow(new Sweep<Func<EndedProbe>, EndedProbe>(probes, plan.Parallel, probe => probe()) { Consequence = consequence });
    }

    /// <summary>The probes that have ended and that nobody is done with yet.</summary>
    public IEnumerable<EndedProbe> Ready() => _ready?.Invoke() ?? [];

    private IEnumerable<EndedProbe> Follow<TThing>(Sweep<TThing, EndedProbe> sweep)
    {
        _ready = sweep.Ready;
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

    private LookedUp LookUp(ClientOptions target, Deadline end)
    {
        AddressList list = lookUp(target, end);
        return new LookedUp(list.Probes, list.Failed is { } failed ? Judge(failed, end) : null);
    }

    private EndedProbe Probe(ClientOptions target, Deadline end) => Judge(probe(target, end), end);

    // Asked at once, on the thread of the probe: later the end may have come although the probe was done before.
    private static EndedProbe Judge(ProbeReport report, Deadline end) => new(report, isCut: end.HasCome && report.Failure is not null);

    private sealed record LookedUp(IReadOnlyList<ClientOptions> Addresses, EndedProbe? Failed);
}
