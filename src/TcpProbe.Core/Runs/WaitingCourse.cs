using TcpProbe.Core.Probing;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Runs;

/// <summary>Round after round until the targets are as wanted, or until the time is over.</summary>
internal sealed class WaitingCourse(RunStage stage, Schedule.Waiting schedule)
{
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(0.3);
    private volatile ITimer? _first;
    private int _hasTold;
    private readonly Deadline _end = Deadline.After(schedule.Limit, TimeLimit.Wait, stage.Clock);

    /// <summary>Goes through it.</summary>
    public RunEnd Follow()
    {
        for (int attempt = 0, streak = 0; ; attempt++)
        {
            long start = stage.Clock.GetTimestamp();
            List<JudgedReport> probes = [];
            int targets = 0;
            foreach (EndedProbe ended in stage.ProbeAll(_end, Consequence()))
            {
                targets++;
                if (!stage.Accept(ended, out JudgedReport? probe)) return RunEnd.Interrupted;
                if (probe is not null) probes.Add(probe);
            }

            _first?.Dispose();
            if (!_end.HasCome) stage.EndRound();
            bool isGood = stage.Plan.Requirement.IsMetBy(probes.Count(probe => probe.IsOk), targets);
            streak = isGood ? streak + 1 : 0;
            if (streak == schedule.Successes) return RunEnd.Completed;
            if (!isGood && !schedule.AwaitsNames && probes.Any(probe => probe.Reason == FailureReason.NameNotResolved)) return RunEnd.NameNotKnown;

            if (_end.HasCome) return RunEnd.WaitRanOut;
            TimeSpan? left = _end.Remaining;
            WaitState state = new([.. probes.Where(probe => !probe.IsOk)], targets, streak, left);
            TimeSpan pause = schedule.Pace.After(attempt, Random.Shared.NextDouble()) - stage.Clock.GetElapsedTime(start);
            if (!stage.Tell(state) || !stage.Sleep(left < pause ? left.Value : pause)) return RunEnd.Interrupted;
            if (_end.HasCome) return RunEnd.WaitRanOut;
        }
    }

    // Where any of them will do, one that hangs holds nobody up, unless more rounds come, which would find it still hanging. And once the end
    // has cut one probe short, it would cut all that follow.
    private Func<EndedProbe, SweepEnd> Consequence()
    {
        int? least = schedule.Successes == 1 ? stage.Plan.Requirement.Least : null;
        int good = 0;
        return ended =>
        {
            if (ended.IsCut) return SweepEnd.BeginNoMore;
            bool isGood = stage.Plan.Goal.IsMetBy(ended.Report);
            if (!isGood) TellFirst(ended.Report);
            if (isGood && least is not null && Interlocked.Increment(ref good) >= least) return SweepEnd.AwaitNoMore;
            bool isHopeless = !schedule.AwaitsNames && stage.Plan.Requirement.Least is null && ended.Report.Failure?.Reason == FailureReason.NameNotResolved;
            return isHopeless ? SweepEnd.AwaitNoMore : SweepEnd.GoOn;
        };
    }

    // Of several targets one may hang for long; whoever mistyped another wants to know it now. A round that is over soon tells of all at once.
    private void TellFirst(ProbeReport report)
    {
        if (stage.Plan.Targets.Count == 1 || Interlocked.Exchange(ref _hasTold, 1) == 1) return;
        WaitState first = new([new JudgedReport(report, Sequence: 1, stage.Plan.Goal)], stage.Plan.Targets.Count, Streak: 0, _end.Remaining);
        try
        {
            _first = stage.Clock.CreateTimer(_ => stage.Tell(first), state: null, s_soon, Timeout.InfiniteTimeSpan);
        }
        catch (OutOfMemoryException)
        {
            // No thread is left for a timer.
            _ = stage.Tell(first);
        }
    }
}
