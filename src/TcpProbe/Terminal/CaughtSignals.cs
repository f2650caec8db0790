using System.Runtime.InteropServices;

namespace TcpProbe.Terminal;

/// <summary>Signals that an action is called for instead of their ending the process, until they are let go.</summary>
internal sealed class CaughtSignals : IDisposable
{
    // SIGURG of Linux and the BSDs: nothing comes of it where nobody asks for it, signal(7).
    private const int Urgent = 23;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);
    private readonly List<(int Number, PosixSignalRegistration Registration)> _caught = [];

    /// <summary>Catches a signal, unless it was ignored when the process began.</summary>
    public void Catch(PosixSignal signal, int number, Action<int> act)
    {
        if (OperatingSystem.IsLinux() && ExecCalls.HandlerOf(number) == ExecCalls.Ignored) return;
        try
        {
            _caught.Add((number, PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                act(number);
            })));
        }
        catch (Exception scarcity) when (scarcity.GetBaseException() is IOException)
        {
            // .NET has no thread or no pipe left for it, said by itself or by the making of its class: then the signal ends the process by itself.
        }
    }

    /// <summary>From here on the signals end the process again by themselves; the action has been called for each that came before.</summary>
    /// <remarks>
    /// .NET hands a signal on to a thread of its own, a moment later. If another program took this one's place in that moment, the signal would
    /// be lost. That thread takes one signal after the other: when it has come to one of ours, it has been through with those before.
    /// </remarks>
    public void LetGo()
    {
        if (_caught.Count == 0 || OperatingSystem.IsWindows()) return;
        foreach ((int number, _) in _caught) _ = SystemCalls.SetHandler(number, ExecCalls.ByDefault);
        using ManualResetEventSlim passed = new();
        using PosixSignalRegistration ours = PosixSignalRegistration.Create((PosixSignal)Urgent, context =>
        {
            context.Cancel = true;
            passed.Set();
        });
        _ = SystemCalls.Raise(Urgent);
        _ = passed.Wait(s_patience);
    }

    public void Dispose() => _caught.ForEach(one => one.Registration.Dispose());
}
