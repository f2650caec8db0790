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
    public static IDisposable On(Action<int> act) => new Registrations(
        Caught(PosixSignal.SIGINT, SystemCalls.Interrupt, act),
        Caught(PosixSignal.SIGTERM, SystemCalls.Terminate, act),
        Caught(PosixSignal.SIGHUP, SystemCalls.HangUp, act));

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

    private static PosixSignalRegistration? Caught(PosixSignal signal, int number, Action<int> act)
    {
        if (OperatingSystem.IsLinux() && ExecCalls.HandlerOf(number) == ExecCalls.Ignored) return null;
        try
        {
            return PosixSignalRegistration.Create(signal, context => Handle(context, number, act));
        }
        catch (IOException)
        {
            // .NET has no thread or no pipe left for it: then the signal ends the process by itself.
            return null;
        }
    }

    private static void Handle(PosixSignalContext context, int signal, Action<int> act)
    {
        context.Cancel = true;
        act(signal);
    }

    private sealed class Registrations(params IDisposable?[] all) : IDisposable
    {
        public void Dispose() => Array.ForEach(all, one => one?.Dispose());
    }
}
