using System.Globalization;
using TcpProbe.Core.Reporting;
using TcpProbe.Core.Runs;
using TcpProbe.Terminal;

namespace TcpProbe.Reports;

/// <summary>What a run that waits says on stderr: the first reason at once, and each change; on a terminal a line that lives.</summary>
/// <param name="streams">Where it is said.</param>
/// <param name="plan">What is waited for.</param>
/// <param name="width">The columns of the terminal that stderr is, asked each time; <c>null</c> where it is none.</param>
internal sealed class WaitNotes(Streams streams, RunPlan plan, Func<int?> width)
{
    private const int MostNamed = 3;

    // Of a line that is cut shorter than this nothing is understood.
    private const int Least = 20;
    private const string EraseLine = "\r\e[K";
    private string? _told;
    private bool _isLive;

    /// <summary>Says how far the run has come, if that is news or if the line lives.</summary>
    public void Tell(WaitState state)
    {
        string what = What(state);
        string left = state.Left is { } time ? $"; {Seconds(time)} left" : string.Empty;
        if (what != _told)
        {
            Clear();
            streams.Mutter($"waiting for {what}{left}\n");
        }
        else if (width() is { } columns)
        {
            Show($"waiting for {what}", left, columns);
        }

        _told = what;
    }

    /// <summary>Says a line.</summary>
    public void Say(string line)
    {
        Clear();
        streams.Complain(line);
    }

    /// <summary>Takes the line that lives away, so that another can stand there.</summary>
    public void Clear()
    {
        if (_isLive) streams.Mutter(EraseLine);
        _isLive = false;
    }

    private string What(WaitState state)
    {
        string down = plan.Goal is Goal.Down ? " to go down" : string.Empty;
        int successes = plan.Schedule is Schedule.Waiting waiting ? waiting.Successes : 1;
        if (state.Missing.Count == 0 || state.Streak > 0) return $"{(plan.Targets.Count == 1 ? plan.Targets[0].Name : $"{state.Targets} targets")}{down}: {state.Streak} of {successes} in a row";

        string named = string.Join("; ", state.Missing.Take(MostNamed).Select(probe => $"{probe.Report.Options.Name}{down}: {RunText.State(probe.Report.Failure?.Reason)}"));
        int more = state.Missing.Count - MostNamed;
        if (more > 0) named += $"; and {more} more";
        return state.Targets == 1 ? named : $"{state.Missing.Count} of {state.Targets} targets: {named}";
    }

    // Rewritten in its place, and never wider than the terminal is now: a line that wraps cannot be taken away.
    // What is waited for gives way first: the time left is what lives.
    private void Show(string line, string left, int columns)
    {
        int room = columns - 1 - left.Length;
        string shown = line.Length <= room ? line + left
            : room > Least ? $"{line[..(room - 1)]}…{left}"
            : line[..Math.Clamp(columns - 1, 0, line.Length)];
        streams.Mutter(EraseLine + shown);
        _isLive = true;
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds < 10
        ? time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s"
        : $"{Math.Floor(time.TotalSeconds)} s";
}
