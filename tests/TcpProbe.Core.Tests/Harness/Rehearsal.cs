using System.Net;
using Microsoft.Extensions.Time.Testing;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Runs;
using TcpProbe.Core.Targets;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tests.Harness;

/// <summary>A run without sockets, in a time that passes as fast as it can: each probe is what the test makes of it.</summary>
internal sealed class Rehearsal : IRunAudience
{
    private readonly Func<string, int, ProbeReport> _probe;
    private readonly Dictionary<string, int> _asked = [];

    /// <param name="probe">What comes of a probe: of the target of this name, for the n-th time (from 1).</param>
    public Rehearsal(Func<string, int, ProbeReport> probe) => _probe = probe;

    /// <summary>The clock.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 18, 0, 0, TimeSpan.Zero));

    /// <summary>How long each probe takes, unless the end of the run comes before.</summary>
    public TimeSpan ProbeTime { get; init; }

    /// <summary>What the target is called in the report of its n-th probe, if not always alike.</summary>
    public Func<int, string>? Names { get; init; }

    /// <summary>When each probe began, since the start.</summary>
    public List<TimeSpan> Starts { get; } = [];

    /// <summary>Whether the reports that come by the hundred thousand are kept.</summary>
    public bool KeepsProbes { get; init; } = true;

    public List<JudgedReport> Probes { get; } = [];

    public List<TargetSummary> Targets { get; } = [];

    public List<WaitState> States { get; } = [];

    public RunSummary? Summary { get; private set; }

    /// <summary>Is told of each probe, before the next begins.</summary>
    public Action<JudgedReport>? WhenProbed { get; set; }

    /// <summary>Is told how far a run that waits has come.</summary>
    public Action<WaitState>? WhenWaiting { get; set; }

    /// <summary>A plan for targets of these names.</summary>
    public static RunPlan Plan(Schedule schedule, params string[] names) => new()
    {
        Targets = [.. names.Select(name => new ClientOptions { Target = new Target(name, 80, Literal: null), Exchange = Exchange.None })],
        Schedule = schedule,
        Parallel = 1,
    };

    /// <summary>A probe that went well.</summary>
    public static ProbeReport Up(double milliseconds = 1) => new()
    {
        Options = null!,
        StartedAt = default,
        Attempts = [new Attempt(IPAddress.Loopback, null, TimeSpan.FromMilliseconds(milliseconds))],
        Timings = new PhaseTimings(Connect: TimeSpan.FromMilliseconds(milliseconds)),
    };

    /// <summary>A probe that failed.</summary>
    public static ProbeReport Down(FailureReason reason = FailureReason.Refused) => new()
    {
        Options = null!,
        StartedAt = default,
        Failure = new Failure(reason is FailureReason.NameNotResolved or FailureReason.ResolverUnavailable ? Phase.Resolve : Phase.Connect, reason),
    };

    /// <summary>Carries a plan out.</summary>
    public RunSummary Execute(RunPlan plan) => Begin(plan).Execute();

    /// <summary>A run that has not begun.</summary>
    public PlannedRun Begin(RunPlan plan)
    {
        DateTimeOffset start = Clock.GetUtcNow();
        return new PlannedRun(plan, Clock, this, Probe, time => Clock.Advance(time > TimeSpan.Zero ? time : TimeSpan.Zero));

        ProbeReport Probe(ClientOptions options, Deadline end)
        {
            DateTimeOffset began = Clock.GetUtcNow();
            Starts.Add(began - start);
            int time = _asked[options.Target.Host] = _asked.GetValueOrDefault(options.Target.Host) + 1;
            Clock.Advance(end.Remaining is { } left && left < ProbeTime ? left : ProbeTime);
            ProbeReport report = end.HasCome ? Down(FailureReason.ConnectTimedOut) : _probe(options.Target.Host, time);
            if (Names is { } names) options = options with { Target = options.Target with { Host = names(time) } };
            return report with { Options = options, StartedAt = began };
        }
    }

    public void Probed(JudgedReport probe)
    {
        if (KeepsProbes) Probes.Add(probe);
        WhenProbed?.Invoke(probe);
    }

    public void Settled(TargetSummary target) => Targets.Add(target);

    public void Waits(WaitState state)
    {
        States.Add(state);
        WhenWaiting?.Invoke(state);
    }

    public void Slowed(int threads) => throw new InvalidOperationException("no threads were wanted");

    public void SummedUp(RunSummary summary) => Summary = summary;
}
