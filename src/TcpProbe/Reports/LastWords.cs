using System.Diagnostics;
using TcpProbe.Core.Runs;
using TcpProbe.Terminal;

namespace TcpProbe.Reports;

/// <summary>What a run still owes when a signal comes: its sums and its files, and then its death of that signal.</summary>
/// <param name="files">Its files.</param>
/// <param name="streams">Where a file that cannot be written is told of.</param>
/// <param name="patience">How long it may take; whoever does not read his report must not keep the process alive.</param>
internal sealed class LastWords(ReportFiles files, Streams streams, TimeSpan patience)
{
    // timeout(1) and some shells send a signal to the process and then to its group: that is one wish, not two.
    private static readonly TimeSpan s_echo = TimeSpan.FromMilliseconds(300);

    // A process that stood still meanwhile has spoken as little as it has waited: so the patience is spent piece by piece.
    private static readonly TimeSpan s_piece = TimeSpan.FromMilliseconds(20);
    private readonly Stopwatch _sinceFirst = new();
    private int _signals;
    private volatile PlannedRun? _run;

    /// <summary>The run begins; before, nothing is owed.</summary>
    public void Begin(PlannedRun run) => _run = run;

    /// <summary>Whether a signal has come: nothing may happen after that.</summary>
    public bool HaveBegun => Volatile.Read(ref _signals) > 0;

    /// <summary>Says them, and ends the process; at once if it is the second signal.</summary>
    public void Say(int signal)
    {
        if (Interlocked.Increment(ref _signals) == 1)
        {
            _sinceFirst.Start();
            SpeakInTime(signal);
        }
        else if (_sinceFirst.Elapsed < s_echo)
        {
            return;
        }

        End(signal);
    }

    /// <summary>Ends the process without a word: a single probe that has not ended owes none.</summary>
    public void Withhold(int signal)
    {
        _ = Interlocked.Increment(ref _signals);
        End(signal);
    }

    private void End(int signal)
    {
        files.Discard();
        _ = Signals.End(signal);
    }

    private void SpeakInTime(int signal)
    {
        Thread speaker = new(() => Speak(signal, Timeout.InfiniteTimeSpan)) { IsBackground = true };
        try
        {
            speaker.Start();
        }
        catch (OutOfMemoryException)
        {
            // The run has taken all the threads that there are; a second signal still ends it at once.
            Speak(signal, patience);
            return;
        }

        TimeSpan spent = TimeSpan.Zero;
        while (spent < patience && !speaker.Join(s_piece)) spent += s_piece;
    }

    private void Speak(int signal, TimeSpan longestWait)
    {
        try
        {
            // A terminal has written ^C where the next line begins.
            if (signal == SystemCalls.Interrupt && TerminalWidth.OfStderr() is not null) streams.Mutter("\n");
            _ = _run?.Interrupt(signal, longestWait);
        }
        catch (UnwritableException unwritable)
        {
            streams.Complain($"the report could not be written: {unwritable.Message}");
        }
#pragma warning disable CA1031 // Whatever it is, the process ends of the signal now.
        catch (Exception)
#pragma warning restore CA1031
        {
            // A reader that has gone: nobody is left to be told.
        }
    }
}
