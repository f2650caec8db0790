using Microsoft.AspNetCore.Http;
using TcpProbe.Exporter.Configuration;
using TcpProbe.Exporter.Metrics;
using TcpProbe.Exporter.Pages;
using TcpProbe.Exporter.Web;

namespace TcpProbe.Exporter.Serving;

/// <summary>What is answered on which path.</summary>
internal sealed class Routes(ProbeEndpoint probes, SelfMetrics metrics, LiveSettings settings, RecentProbes recent, Reload reload, ExporterLog log)
{
    /// <summary>Answers a request; this is the boundary that turns a bug into a line and an answer.</summary>
    public async Task Answer(HttpContext context)
    {
        try
        {
            await Dispatch(context);
        }
        catch (Exception gone) when (context.RequestAborted.IsCancellationRequested && gone is OperationCanceledException or IOException)
        {
            // Whoever asked has left.
        }
        catch (BadHttpRequestException bad)
        {
            await HttpAnswer.Text(context, bad.Message, bad.StatusCode);
        }
#pragma warning disable CA1031 // Whatever comes here is a bug: whoever asked is owed an answer, and the others their exporter.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            log.Bug(bug);
            if (!context.Response.HasStarted) await HttpAnswer.Text(context, "a bug of the exporter; its log says which", StatusCodes.Status500InternalServerError);
        }
    }

    private Task Dispatch(HttpContext context)
    {
        string path = context.Request.Path.Value ?? string.Empty;
        if (path == "/-/reload") return Renew(context);
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method)) return Refuse(context, "GET, HEAD");
        return path switch
        {
            "/probe" => probes.Answer(context),
            "/metrics" => HttpAnswer.Metrics(context, metrics.Written()),
            "/-/healthy" => HttpAnswer.Text(context, "healthy"),
            "/-/ready" => HttpAnswer.Text(context, "ready"),
            "/logs" => Recent(context),
            "/" => HttpAnswer.Page(context, HomePage.Of(recent.Latest(), settings.Now, failuresOnly: context.Request.Query.ContainsKey("failed"))),
            _ => HttpAnswer.Text(context, "nothing is here; / has the links", StatusCodes.Status404NotFound),
        };
    }

    private Task Renew(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method)) return Refuse(context, "POST");
        try
        {
            reload.Now();
            return HttpAnswer.Text(context, "read");
        }
        catch (ConfigMistake mistake)
        {
            return HttpAnswer.Text(context, $"not taken, what held before holds: {mistake.Message}", StatusCodes.Status500InternalServerError);
        }
    }

    private Task Recent(HttpContext context) =>
        long.TryParse(context.Request.Query["id"], out long number) && recent.Find(number) is { } probe
            ? HttpAnswer.Text(context, ProbeSheet.Of(probe.Answer))
            : HttpAnswer.Text(context, "no such probe is kept any more", StatusCodes.Status404NotFound);

    private static Task Refuse(HttpContext context, string allowed)
    {
        context.Response.Headers.Allow = allowed;
        return HttpAnswer.Text(context, $"only {allowed} here", StatusCodes.Status405MethodNotAllowed);
    }
}
