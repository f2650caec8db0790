using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TcpProbe.Core.Probing;
using TcpProbe.Exporter.Configuration;
using TcpProbe.Exporter.Metrics;
using TcpProbe.Exporter.Options;
using TcpProbe.Exporter.Pages;
using TcpProbe.Exporter.Probing;
using TcpProbe.Exporter.Web;

namespace TcpProbe.Exporter.Serving;

/// <summary>The server, put together: from the options to what answers.</summary>
internal sealed class ExporterServer : IAsyncDisposable
{
    // Those under way are awaited, each until its own limit at the latest.
    private static readonly TimeSpan s_longestEnd = TimeSpan.FromDays(1);

    private readonly WebApplication _application;
    private readonly ExporterLog _log;
    private readonly WebGuard _guard;
    private readonly Reload _reload;

    public ExporterServer(ExporterOptions options, Capacity capacity, LiveSettings settings, WebGuard guard, ExporterLog log, TimeProvider clock)
    {
        _log = log;
        _guard = guard;
        _reload = new Reload(settings, options.WebConfigFile, guard, log);
        ProbeThreads threads = new(capacity.Probes);
        ProbeCounts counts = new();
        RecentProbes recent = new(options.HistoryLimit);
        Prober prober = new(clock, new SharedByProbes(clock, lookUps: capacity.Probes));
        ProbeEndpoint probes = new(new ProbeRequestReader(options.TimeoutOffset), prober, threads, settings, recent, counts, log);
        Routes routes = new(probes, new SelfMetrics(counts, threads, settings, guard), settings, recent, _reload, log);

        // Empty but for what is said here: the slim builder would read settings from files in the working directory and from the environment.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        _ = builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = s_longestEnd);
        _ = builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(server => Listen(server, options.Addresses, capacity.Connections));
        _application = builder.Build();
        _application.Run(context => guard.InvokeAsync(context, routes.Answer));
        _ = _application.Lifetime.ApplicationStopping.Register(() => log.Ending(threads.Busy));
    }

    /// <summary>Where it listens, once it does.</summary>
    public IReadOnlyList<Uri> Addresses =>
        [.. _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address))];

    /// <summary>Serves, once begun, until SIGTERM or SIGINT comes, and then until the probes under way have ended.</summary>
    public async Task Serve()
    {
        using IDisposable hangUp = _reload.OnHangUp();
        await _application.WaitForShutdownAsync();
    }

    /// <summary>Begins to serve.</summary>
    /// <exception cref="IOException">It cannot listen there.</exception>
    public async Task Start()
    {
        await _application.StartAsync();
        foreach (Uri address in Addresses) _log.Listening(address.ToString());
    }

    /// <summary>Ends once the probes under way have.</summary>
    public Task Stop() => _application.StopAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private void Listen(KestrelServerOptions server, IReadOnlyList<IPEndPoint> addresses, int connections)
    {
        ServerLimits.Set(server, connections);
        foreach (IPEndPoint address in addresses) server.Listen(address, _guard.Listen);
    }
}
