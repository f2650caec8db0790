using System.Runtime.InteropServices;

namespace TcpProbe.Terminal;

/// <summary>Ends the process as a signal would have ended it, after what was owed.</summary>
internal static class Signals
{
    /// <summary>The first process of a container ignores signals that it does not handle; for it alone handlers are set.</summary>
    /// <returns><c>null</c> for every other process, which the signal itself ends.</returns>
    public static IDisposable? EndOnSignalIfFirstProcess() => Environment.ProcessId == 1 ? On(signal => End(signal)) : null;

    /// <summary>Calls the action when SIGINT, SIGTERM or SIGHUP comes, with its number, and keeps the signal from ending the process.</summary>
    /// <remarks>A signal that was ignored when the process began stays so: a script's background command outlives the Ctrl-C that ends the script.</remarks>
    public static CaughtSignals On(Action<int> act)
    {
        CaughtSignals caught = new();
        caught.Catch(PosixSignal.SIGINT, SystemCalls.Interrupt, act);
        caught.Catch(PosixSignal.SIGTERM, SystemCalls.Terminate, act);
        caught.Catch(PosixSignal.SIGHUP, SystemCalls.HangUp, act);
        return caught;
    }

    /// <summary>Dies of the signal, so that a shell loop stops with its command; the first process ends with the code that means the same.</summary>
    /// <returns>Only where there are no signals: the code to end with.</returns>
    public static int End(int signal)
    {
        if (OperatingSystem.IsWindows()) return 128 + signal;
        if (Environment.ProcessId != 1)
        {
            _ = SystemCalls.SetHandler(signal, 0);
            _ = SystemCalls.Raise(signal);
        }

        SystemCalls.ExitNow(128 + signal);
        return 128 + signal;
    }
}
