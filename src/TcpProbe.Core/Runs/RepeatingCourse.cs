using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Runs;

/// <summary>Round after round, each at its time.</summary>
internal sealed class RepeatingCourse(RunStage stage, Schedule.Repeating schedule)
{
    private readonly long _start = stage.Clock.GetTimestamp();

    private TimeSpan Elapsed => stage.Clock.GetElapsedTime(_start);

    /// <summary>Goes through it.</summary>
    public RunEnd Follow()
    {
        for (long round = 1, place = 0; ; round++)
        {
            if (!stage.ProbeAll(Deadline.Never).All(ended => stage.Accept(ended, out _))) return RunEnd.Interrupted;
            if (round == schedule.Rounds) return RunEnd.Completed;

            // The starts stand on a grid, so that nothing adds up; a round that took longer than the interval misses the places it ran over.
            place = Math.Max(place + 1, (long)Math.Ceiling(Elapsed / schedule.Interval));
            if (!stage.Sleep((schedule.Interval * place) - Elapsed)) return RunEnd.Interrupted;
        }
    }
}
