using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using TcpProbe.Exporter.Web;

namespace TcpProbe.Exporter.Tests.Harness;

/// <summary>A Kestrel on loopback that says "hello" behind a guard.</summary>
internal sealed class GuardedServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private GuardedServer(WebApplication app, WebGuard guard, List<string> said)
    {
        _app = app;
        Guard = guard;
        Said = said;
        Port = new Uri(app.Urls.Single()).Port;
    }

    public WebGuard Guard { get; }

    /// <summary>What the guard has said; to be read while it is silent.</summary>
    public IReadOnlyList<string> Said { get; }

    public int Port { get; }

    public Uri Url => new($"{(Guard.IsTls ? "https" : "http")}://localhost:{Port}/");

    public static async Task<GuardedServer> StartAsync(WebSettings settings, TimeProvider? clock = null, int connections = 100, Action<KestrelServerLimits>? hasty = null, RequestDelegate? answer = null)
    {
        List<string> said = [];
        WebGuard guard = new(settings, clock ?? TimeProvider.System, said.Add);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server =>
        {
            ServerLimits.Set(server, connections);
            hasty?.Invoke(server.Limits);
            server.Listen(IPAddress.Loopback, 0, guard.Listen);
        });
        WebApplication app = builder.Build();
        app.Use(guard.InvokeAsync);
        app.Run(answer ?? (context => context.Response.WriteAsync("hello")));
        await app.StartAsync();
        return new GuardedServer(app, guard, said);
    }

    /// <summary>A client that knows no connection of before.</summary>
    /// <param name="identity">Its certificate.</param>
    /// <param name="seen">Takes the certificates that the server presents, its own first.</param>
    public static HttpClient Client(X509Certificate2? identity = null, Action<X509Certificate2[]>? seen = null)
    {
        SocketsHttpHandler handler = new() { UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, chain, _) =>
        {
            seen?.Invoke([.. chain!.ChainPolicy.ExtraStore.Prepend(chain.ChainElements[0].Certificate).DistinctBy(one => one.Thumbprint)]);
            return true;
        };
        if (identity is not null) handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(identity, null, offline: true);
        return new HttpClient(handler) { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
    }

    public async Task<HttpResponseMessage> GetAsync(string? authorization = null, X509Certificate2? identity = null)
    {
        using HttpClient client = Client(identity);
        using HttpRequestMessage request = new(HttpMethod.Get, Url) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        if (authorization is not null) Assert.True(request.Headers.TryAddWithoutValidation("Authorization", authorization));
        HttpResponseMessage response = await client.SendAsync(request);
        await response.Content.LoadIntoBufferAsync();
        return response;
    }

    public async Task<HttpStatusCode> StatusAsync(string? authorization = null, X509Certificate2? identity = null)
    {
        using HttpResponseMessage response = await GetAsync(authorization, identity);
        return response.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Guard.Dispose();
    }
}
