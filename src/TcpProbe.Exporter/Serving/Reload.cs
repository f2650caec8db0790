using System.Runtime.InteropServices;
using TcpProbe.Exporter.Configuration;
using TcpProbe.Exporter.Modules;

namespace TcpProbe.Exporter.Serving;

/// <summary>Reads the files anew, on a request or on SIGHUP; probes that are under way go on as they were begun.</summary>
internal sealed class Reload(LiveSettings settings, ExporterLog log)
{
    /// <summary>Reads them now.</summary>
    /// <exception cref="ConfigMistake">There is a mistake in one; what held before holds.</exception>
    public void Now()
    {
        try
        {
            settings.Read();
            log.Read(settings.Now);
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
    });
}
