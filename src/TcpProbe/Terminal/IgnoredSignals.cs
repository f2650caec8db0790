using TcpProbe.Core.StandardStreams;

namespace TcpProbe.Terminal;

/// <summary>The signals that whoever started this process made it ignore, as <c>nohup</c> does with SIGHUP.</summary>
/// <remarks>
/// A signal that is caught is back to its default in the next program by itself; one that .NET catches although it was ignored must be
/// ignored again. What .NET does before the first line of ours is lost: SIGPIPE, which it ignores itself, and the faults of a program.
/// </remarks>
internal sealed class IgnoredSignals
{
    private const int Last = 64;

    private readonly List<int> _found = [];

    private static bool IsFileSizeOurs => OperatingSystem.IsLinux() && !FileSizeSignal.WasIgnored;

    /// <summary>Looks which they are.</summary>
    public IgnoredSignals()
    {
        for (int signal = 1; signal <= Last; signal++)
        {
            if (signal is not (ExecCalls.BrokenPipeSignal or FileSizeSignal.Number) && ExecCalls.HandlerOf(signal) == ExecCalls.Ignored) _found.Add(signal);
        }
    }

    /// <summary>Leaves them to the next program as they were found, and SIGPIPE as every program expects it.</summary>
    public void HandOn()
    {
        foreach (int signal in _found) _ = SystemCalls.SetHandler(signal, ExecCalls.Ignored);
        _ = SystemCalls.SetHandler(ExecCalls.BrokenPipeSignal, ExecCalls.ByDefault);
        if (IsFileSizeOurs) _ = SystemCalls.SetHandler(FileSizeSignal.Number, ExecCalls.ByDefault);
    }

    /// <summary>Ignores those again that this program ignores, because it goes on.</summary>
    public static void TakeBack()
    {
        _ = SystemCalls.SetHandler(ExecCalls.BrokenPipeSignal, ExecCalls.Ignored);
        if (IsFileSizeOurs) _ = SystemCalls.SetHandler(FileSizeSignal.Number, ExecCalls.Ignored);
    }
}
