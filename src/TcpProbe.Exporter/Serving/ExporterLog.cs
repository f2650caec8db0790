using System.Collections.Concurrent;
using System.Globalization;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.SystemConsole.Themes;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Reporting;
using TcpProbe.Exporter.Configuration;
using TcpProbe.Exporter.Modules;
using TcpProbe.Exporter.Probing;
using TcpProbe.Exporter.Web;

namespace TcpProbe.Exporter.Serving;

/// <summary>The log on stderr. It tells no target and nothing that was sent: either may be a secret, and the page and the metrics have the verdicts.</summary>
/// <param name="level">What is told.</param>
internal sealed class ExporterLog(LogEventLevel level) : IDisposable
{
    private readonly ConcurrentDictionary<string, bool> _strangers = new(StringComparer.Ordinal);

    private readonly Logger _log = new LoggerConfiguration()
        .MinimumLevel.Is(level)
        .WriteTo.Console(
            outputTemplate: "[tcpprobe-exporter] {Level:u3} {Message:lj}{NewLine}",
            formatProvider: CultureInfo.InvariantCulture,
            standardErrorFromLevel: LogEventLevel.Verbose,
            theme: ConsoleTheme.None)
        .CreateLogger();

    /// <summary>It listens.</summary>
    public void Listening(string address) => _log.Information("listening on {Address:l}", address);

    /// <summary>Who is let in, and how.</summary>
    public void Guarded(WebGuard guard) => _log.Information("served: {Summary:l}", guard.Summary);

    /// <summary>It is about to end.</summary>
    public void Ending(int probes) => _log.Information("ending; {Probes:l} under way", Amounts.Count(probes, "probe"));

    /// <summary>The configuration was read.</summary>
    public void Read(Settings settings)
    {
        _log.Information("read the configuration: {Summary:l}", settings.Summary);
        foreach (string warning in settings.Warnings) _log.Warning("{Warning:l}", warning);
    }

    /// <summary>The configuration was not taken.</summary>
    public void NotRead(ConfigMistake mistake) => _log.Error("the configuration is not taken, what held before holds: {Mistake:l}", mistake.Message);

    /// <summary>A probe has ended.</summary>
    public void Probed(ProbeAnswer answer)
    {
        if (!_log.IsEnabled(LogEventLevel.Debug)) return;
        string verdict = answer.Probe.Report.Failure is { } failure ? $"failed in {Words.Of(failure.Phase)}: {Words.Of(failure.Reason)}" : "ok";
        _log.Debug("probe with {Module:l}: {Verdict:l}", answer.Request.Module.Name, verdict);
    }

    /// <summary>A request was turned away; of a module that is for another prober it is said once, for whoever asks has pointed a job at the wrong exporter.</summary>
    public void Rejected(RejectedException rejected)
    {
        if (rejected.Module is { } module && _strangers.TryAdd(module.Name, true))
            _log.Warning("asked for the module {Module:l}, which is for the prober {Prober:l} and not for this exporter; refused with {Status}", EscapedText.Show(module.Name), module.ForeignProber, rejected.Status);
        else _log.Debug("a request for a probe was turned away: {Cause}", rejected.Cause);
    }

    /// <summary>Something that the file says cannot be done as it says.</summary>
    public void Warn(string warning) => _log.Warning("{Warning:l}", warning);

    /// <summary>A bug, on one line whatever its message holds.</summary>
    public void Bug(Exception bug) => _log.Error("a bug: {Type:l}: {Message}", bug.GetBaseException().GetType().Name, bug.GetBaseException().Message);

    /// <summary>Writes what is left.</summary>
    public void Dispose() => _log.Dispose();
}
