using System.Runtime.InteropServices;
using TcpProbe.Exporter.Configuration;
using TcpProbe.Exporter.Web;

namespace TcpProbe.Exporter.Serving;

/// <summary>Reads the files anew, on a request or on SIGHUP; probes that are under way go on as they were begun.</summary>
/// <param name="settings">What the configuration file says.</param>
/// <param name="webFile">The web configuration file; <c>null</c> for none.</param>
/// <param name="guard">What it is for.</param>
/// <param name="log">Who is told.</param>
internal sealed class Reload(LiveSettings settings, string? webFile, WebGuard guard, ExporterLog log)
{
    /// <summary>Reads them now.</summary>
    /// <exception cref="ConfigMistake">There is a mistake in one; of neither anything is taken.</exception>
    public void Now()
    {
        try
        {
            Read();
            log.Read(settings.Now);
            log.Guarded(guard);
        }
        catch (ConfigMistake mistake)
        {
            log.NotRead(mistake);
            throw;
        }
    }

    /// <summary>Reads them whenever SIGHUP comes, as long as this is kept.</summary>
    public IDisposable OnHangUp() => PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
    {
        context.Cancel = true;
        try
        {
            Now();
        }
        catch (ConfigMistake)
        {
            // It is in the log; nobody else asked.
        }
#pragma warning disable CA1031 // A signal has nobody who could catch: a bug here would end the exporter, and what held before still holds.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            log.Bug(bug);
        }
    });

    // The modules are taken last: a mistake in what is read before leaves them as they were.
    private void Read() => settings.Read(() =>
    {
        if (webFile is null) return;
        try
        {
            guard.Renew(WebFile.Read(webFile));
        }
        catch (FormatException unusable)
        {
            throw new ConfigMistake(webFile, unusable.Message);
        }
    });
}
