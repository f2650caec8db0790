using TcpProbe.Core.Probing;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Runs;

/// <summary>One probe of each target, several at a time.</summary>
/// <param name="plan">Whom to probe, and how many at a time.</param>
/// <param name="probe">Probes once.</param>
/// <param name="lookUp">Finds the addresses behind a name.</param>
/// <param name="waiting">How many probes wait for the network just now.</param>
/// <param name="slowed">Is told how many threads there were if not as many as wanted.</param>
internal sealed class ProbeRound(
    RunPlan plan, Func<ClientOptions, Deadline, ProbeReport> probe, Func<ClientOptions, Deadline, AddressList> lookUp, Func<int> waiting, Action<int> slowed)
{
    private volatile Func<IEnumerable<EndedProbe>>? _ready;
    private bool _hasTold;

    /// <summary>Probes; the reports come in the order of the targets, each as soon as those before it are there.</summary>
    /// <param name="end">When it is over, whatever a probe still has to do.</param>
    /// <param name="consequence">What a probe means for the rest of the round, asked on its thread; <c>null</c> for nothing.</param>
    public IEnumerable<EndedProbe> Run(Deadline end, Func<EndedProbe, SweepEnd>? consequence = null)
    {
        if (!plan.EveryAddress) return Follow(Sweep(plan.Targets, target => Probe(target, end), consequence));
        List<Func<EndedProbe>> probes = [];
        foreach (LookedUp name in Sweep(plan.Targets, target => LookUp(target, end)).Run())
        {
            probes.AddRange(name.Addresses.Select(address => (Func<EndedProbe>)(() => Probe(address, end))));
            if (name.Failed is { } failed) probes.Add(() => failed);
        }

        return Follow(Sweep(probes, probe => probe(), consequence));
    }

    /// <summary>The probes that have ended and that nobody is done with yet.</summary>
    public IEnumerable<EndedProbe> Ready() => _ready?.Invoke() ?? [];

    private IEnumerable<EndedProbe> Follow<TThing>(Sweep<TThing, EndedProbe> sweep)
    {
        _ready = sweep.Ready;
        return sweep.Run();
    }

    private Sweep<TThing, TResult> Sweep<TThing, TResult>(IReadOnlyList<TThing> things, Func<TThing, TResult> work, Func<TResult, SweepEnd>? consequence = null)
        where TResult : class => new(things, plan.Parallel, work) { Consequence = consequence, Waiting = waiting, Slowed = TellOnce };

    // Once, though every round meets the same limit.
    private void TellOnce(int threads)
    {
        if (_hasTold) return;
        _hasTold = true;
        slowed(Math.Max(1, threads));
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
