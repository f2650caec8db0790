using TcpProbe.Core.Probing;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Runs;

/// <summary>Carries out a plan: probes on the calling thread and on its own, tells an audience, can be interrupted from any thread.</summary>
public sealed class PlannedRun
{
    // A resolver that is silent leaves questions behind; as many as there may be conversations have room beside them.
    private const int LeastLookUps = 8;

    private readonly RunPlan _plan;
    private readonly RunStage _stage;

    /// <param name="plan">The plan.</param>
    /// <param name="clock">The clock of all its times.</param>
    /// <param name="audience">Who is told, never by two threads at a time.</param>
    /// <param name="onlooker">Who looks on at the probe of a target, on the thread of that probe; <c>null</c> for nobody.</param>
    public PlannedRun(RunPlan plan, TimeProvider clock, IRunAudience audience, Func<ClientOptions, Onlooker?>? onlooker = null)
        : this(plan, clock, audience, onlooker, new SharedByProbes(clock, Math.Max(plan.Parallel, LeastLookUps)))
    {
    }

    /// <summary>One of several runs at a time.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="clock">The clock of all its times.</param>
    /// <param name="audience">Who is told, never by two threads at a time.</param>
    /// <param name="onlooker">Who looks on at the probe of a target, on the thread of that probe; <c>null</c> for nobody.</param>
    /// <param name="shared">What its probes share with those of the others.</param>
    public PlannedRun(RunPlan plan, TimeProvider clock, IRunAudience audience, Func<ClientOptions, Onlooker?>? onlooker, SharedByProbes shared)
        : this(plan, clock, audience, (options, end) => new ProbeRunner(options, clock, onlooker?.Invoke(options), shared).Run(end), sleep: null, shared)
    {
        // On many threads it could no more be done; and what one target needs of this machine they all need.
        plan.Targets[0].Prepare();
    }

    /// <summary>A run of probes that need not be real, in a time that need not pass.</summary>
    internal PlannedRun(
        RunPlan plan, TimeProvider clock, IRunAudience audience, Func<ClientOptions, Deadline, ProbeReport> probe, Action<TimeSpan>? sleep, SharedByProbes? shared = null)
    {
        _plan = plan;
        shared ??= new SharedByProbes(clock);
        ProbeRound round = new(plan, probe, (options, end) => new ProbeRunner(options, clock, onlooker: null, shared).LookUp(end), () => shared.Waits.Now, threads => _stage!.Tell(threads));
        _stage = new RunStage(plan, clock, audience, round, sleep);
    }

    /// <summary>Does all of it.</summary>
    /// <returns>What came of it; of a run that was interrupted, what had come of it by then.</returns>
    public RunSummary Execute() => _stage.Close(_plan.Schedule switch
    {
        Schedule.Waiting waiting => new WaitingCourse(_stage, waiting).Follow(),
        Schedule.Repeating repeating => new RepeatingCourse(_stage, repeating).Follow(),
        _ => new SingleCourse(_stage).Follow(),
    });

    /// <summary>Ends it now, and tells the audience what is owed, unless the audience is held up for too long.</summary>
    /// <param name="signal">The number of the signal that is why.</param>
    /// <param name="patience">How long the audience is waited for.</param>
    /// <returns><c>null</c> if it was held up.</returns>
    public RunSummary? Interrupt(int signal, TimeSpan patience) => _stage.TryClose(signal, patience);
}
