using System.Runtime.ExceptionServices;

namespace TcpProbe.Terminal;

/// <summary>Waits for SIGINT or SIGTERM, for the end of the work, or for the failure that makes going on pointless.</summary>
internal sealed class SignalWait : IDisposable
{
    private readonly ManualResetEventSlim _came = new();
    private readonly CaughtSignals _registration;
    private ExceptionDispatchInfo? _failure;
    private int? _signal;

    public SignalWait() => _registration = Signals.On(signal =>
    {
        _signal = signal;
        _came.Set();
    });

    /// <summary>Ends the wait with an exception.</summary>
    public void Fail(Exception failure)
    {
        _failure = ExceptionDispatchInfo.Capture(failure);
        _came.Set();
    }

    /// <summary>Ends the wait because all is done.</summary>
    public void Finish() => _came.Set();

    /// <summary>The number of the signal, once it has come; <c>null</c> if all was done before.</summary>
    public int? Wait()
    {
        _came.Wait();
        _failure?.Throw();
        return _signal;
    }

    public void Dispose()
    {
        _registration.Dispose();
        _came.Dispose();
    }
}
