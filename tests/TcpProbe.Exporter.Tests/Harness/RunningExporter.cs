using System.Net;
using Serilog.Events;
using TcpProbe.Exporter.Configuration;
using TcpProbe.Exporter.Options;
using TcpProbe.Exporter.Probing;
using TcpProbe.Exporter.Serving;
using TcpProbe.Exporter.Web;

namespace TcpProbe.Exporter.Tests.Harness;

/// <summary>The exporter in this process, on a port of its own, and a client of it.</summary>
internal sealed class RunningExporter : IAsyncDisposable
{
    private readonly ExporterLog _log = new(LogEventLevel.Fatal);
    private readonly WebGuard _guard;
    private readonly ExporterServer _server;

    private RunningExporter(ExporterOptions options)
    {
        Settings = new LiveSettings(options.ConfigFile, TimeProvider.System);
        Settings.Read();
        _guard = new WebGuard(options.WebConfigFile is { } file ? WebFile.Read(file) : WebSettings.Open, TimeProvider.System, _ => { });
        _server = new ExporterServer(
            options with { Addresses = [new IPEndPoint(IPAddress.Loopback, 0)] }, Capacity.For(options.MaxProbes, wanted => wanted)!, Settings, _guard, _log, TimeProvider.System);
        Client = new HttpClient();
    }

    /// <summary>What its configuration says.</summary>
    public LiveSettings Settings { get; }

    /// <summary>A client whose addresses are paths.</summary>
    public HttpClient Client { get; }

    /// <summary>Where it listens.</summary>
    public Uri Address => Client.BaseAddress!;

    /// <summary>Begins to serve.</summary>
    public static async Task<RunningExporter> Start(ExporterOptions? options = null)
    {
        RunningExporter exporter = new(options ?? new ExporterOptions());
        await exporter._server.Start();
        exporter.Client.BaseAddress = exporter._server.Addresses[0];
        return exporter;
    }

    /// <summary>The path of a probe.</summary>
    public static Uri Probe(string target, string module = "tcp_connect", string more = "") => new($"/probe?module={module}&target={Uri.EscapeDataString(target)}{more}", UriKind.Relative);

    /// <summary>Asks for a page.</summary>
    public async Task<(HttpStatusCode Status, string Body)> Get(Uri path, double? scrapeTimeout = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        if (scrapeTimeout is { } seconds) request.Headers.Add(ScrapeTimeout.Header, seconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
        using HttpResponseMessage response = await Client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Asks for a page.</summary>
    public Task<(HttpStatusCode Status, string Body)> Get(string path, double? scrapeTimeout = null) => Get(new Uri(path, UriKind.Relative), scrapeTimeout);

    /// <summary>The samples of a page, those that begin so.</summary>
    public async Task<string[]> Samples(Uri path, string beginning, double? scrapeTimeout = null)
    {
        (HttpStatusCode status, string body) = await Get(path, scrapeTimeout);
        Assert.Equal(HttpStatusCode.OK, status);
        return [.. body.Split('\n').Where(line => line.StartsWith(beginning, StringComparison.Ordinal))];
    }

    /// <summary>Ends once the probes under way have.</summary>
    public Task Stop() => _server.Stop();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
        _guard.Dispose();
        _log.Dispose();
    }
}
