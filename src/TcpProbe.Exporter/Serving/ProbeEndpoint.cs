using Microsoft.AspNetCore.Http;
using TcpProbe.Exporter.Configuration;
using TcpProbe.Exporter.Metrics;
using TcpProbe.Exporter.Modules;
using TcpProbe.Exporter.Pages;
using TcpProbe.Exporter.Probing;
using TcpProbe.Exporter.Web;

namespace TcpProbe.Exporter.Serving;

/// <summary><c>/probe</c>: makes the probe that is asked for. One that fails is an answer like any other; only a request for none is refused.</summary>
internal sealed class ProbeEndpoint(ProbeRequestReader reader, Prober prober, ProbeThreads threads, LiveSettings settings, RecentProbes recent, ProbeCounts counts, ExporterLog log)
{
    /// <summary>Answers.</summary>
    public async Task Answer(HttpContext context)
    {
        try
        {
            ProbeAnswer answer = await Probe(context.Request);
            counts.Add(answer);
            recent.Add(answer);
            log.Probed(answer);
            await (answer.Request.IsDebug ? HttpAnswer.Text(context, ProbeSheet.Of(answer)) : HttpAnswer.Metrics(context, answer.Metrics));
        }
        catch (RejectedException rejected)
        {
            counts.Add(rejected.Cause);
            log.Rejected(rejected);
            await HttpAnswer.Text(context, rejected.Message, rejected.Status);
        }
    }

    private Task<ProbeAnswer> Probe(HttpRequest asked)
    {
        Settings now = settings.Now;
        ProbeRequest request = reader.Read(asked, now);
        return threads.TryRun(() => prober.Run(request, now.Rules))
            ?? throw new RejectedException(Rejection.Busy, $"{threads.Most} probes are under way, and more may not be");
    }
}
