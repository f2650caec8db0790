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
        foreach (string line in EventText.Of(happened)) _log.Write(level, "{Line:l}", line);
    }

    /// <summary>Writes a line about the run itself.</summary>
    public void Tell(string line) => _log.Debug("{Line:l}", line);

    /// <summary>Writes what is left.</summary>
    public void Dispose() => _log.Dispose();
}
