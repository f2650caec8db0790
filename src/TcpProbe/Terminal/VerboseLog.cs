using System.Globalization;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.SystemConsole.Themes;
using TcpProbe.Core.Probing;

namespace TcpProbe.Terminal;

/// <summary>The log of <c>-v</c>: each step on stderr as <c>[process (pid)] message</c>. Made only for a run that wants it.</summary>
internal sealed class VerboseLog : IDisposable
{
    private readonly Logger _log;

    /// <summary>Opens the log: 1 for steps, 2 for socket calls and bytes as well.</summary>
    public VerboseLog(int verbosity, Streams streams)
    {
        // The console's own writer would switch the keypad of a terminal into another mode, with bytes on stdout.
        Console.SetError(new StreamWriter(streams.Error) { AutoFlush = true });
        _log = new LoggerConfiguration()
            .MinimumLevel.Is(verbosity > 1 ? LogEventLevel.Verbose : LogEventLevel.Debug)
            .WriteTo.Console(
                outputTemplate: $"[tcpprobe ({Environment.ProcessId})] {{Message:lj}}{{NewLine}}",
                formatProvider: CultureInfo.InvariantCulture,
                standardErrorFromLevel: LogEventLevel.Verbose,
                theme: ConsoleTheme.None)
            .CreateLogger();
    }

    /// <summary>Writes what happened.</summary>
    public void Tell(ProbeEvent happened)
    {
        LogEventLevel level = happened is ProbeEvent.Called ? LogEventLevel.Verbose : LogEventLevel.Debug;
        foreach (string line in EventText.Of(happened)) Write(level, line);
    }

    /// <summary>Writes a line about the run itself.</summary>
    public void Tell(string line) => Write(LogEventLevel.Debug, line);

    /// <summary>Writes what is left.</summary>
    public void Dispose() => _log.Dispose();

    private void Write(LogEventLevel level, string line)
    {
        try
        {
            _log.Write(level, "{Line:l}", line);
        }
        catch (TypeInitializationException)
        {
            // The library wants random numbers for its trace ids, and there is no /dev/urandom here (a bare chroot, no descriptor left):
            // a log that cannot be written is no reason to give up the probe.
        }
    }
}
