using System.Globalization;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.SystemConsole.Themes;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Reporting.Events;
using TcpProbe.Endings;

namespace TcpProbe.Terminal;

/// <summary>The log of <c>-v</c>: each step on stderr as <c>[process (pid)] message</c>. Made only for a run that wants it.</summary>
internal sealed class VerboseLog : IDisposable
{
    private readonly Logger _log;
    private readonly MessageTemplate _template = new MessageTemplateParser().Parse("{Line:l}");
    private readonly bool _everyCall;

    /// <summary>Opens the log: 1 for steps, 2 for socket calls and bytes as well.</summary>
    public VerboseLog(int verbosity, Streams streams)
    {
        // The console's own writer would switch the keypad of a terminal into another mode, with bytes on stdout.
        Console.SetError(new StreamWriter(streams.Error) { AutoFlush = true });
        _everyCall = verbosity > 1;
        _log = new LoggerConfiguration()
            .MinimumLevel.Is(verbosity > 1 ? LogEventLevel.Verbose : LogEventLevel.Debug)
            .WriteTo.Console(
                outputTemplate: $"[tcpprobe ({Environment.ProcessId})] {{Message:lj}}{{NewLine}}",
                formatProvider: CultureInfo.InvariantCulture,
                standardErrorFromLevel: LogEventLevel.Verbose,
                theme: ConsoleTheme.None)
            .CreateLogger();
    }

    /// <summary>Looks on at a probe.</summary>
    /// <param name="about">What each line begins with where several are looked on at.</param>
    public Onlooker Onlooker(string? about) => new(happened => Tell(about is null ? string.Empty : $"{about}: ", happened), EveryCall: _everyCall);

    /// <summary>Writes what a probe is told.</summary>
    public void Announce(ClientOptions options) =>
        Tell($"{options.Target}: I/O timeout {EventText.Limit(options.IoTimeout)}, resolve timeout {EventText.Limit(options.ResolveTimeout)}, deadline {EventText.Limit(options.Deadline)}");

    /// <summary>Writes what can be said of a reply only when all of it has come.</summary>
    public void Conclude(ProbeReport report)
    {
        if (report.ReplyStruct is { } reading) Tell($"the reply of {report.Options.Name} as \"{Shown.Word(reading.Format.Text)}\": {reading}");
    }

    /// <summary>Writes what is left.</summary>
    public void Dispose() => _log.Dispose();

    private void Tell(string about, ProbeEvent happened)
    {
        LogEventLevel level = happened is ProbeEvent.Called ? LogEventLevel.Verbose : LogEventLevel.Debug;
        foreach (string line in EventText.Of(happened)) Write(level, about + line);
    }

    private void Tell(string line) => Write(LogEventLevel.Debug, line);

    // A logger that makes the event itself asks for the trace it belongs to, and that for random numbers: where there is no /dev/urandom
    // (an empty root, no descriptor left) nothing would be logged. Neither trace nor time is in a line of this log.
    private void Write(LogEventLevel level, string line) =>
        _log.Write(new LogEvent(DateTimeOffset.UnixEpoch, level, exception: null, _template, [new LogEventProperty("Line", new ScalarValue(line))]));
}
