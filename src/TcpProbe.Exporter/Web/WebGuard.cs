using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace TcpProbe.Exporter.Web;

/// <summary>What stands before every request: how often, under which headers, and by whom; and the TLS below them.</summary>
internal sealed class WebGuard : IDisposable
{
    private readonly bool _http2;
    private readonly TimeProvider _clock;
    private readonly Action<string> _say;
    private readonly ServerTls? _tls;
    private readonly BasicAuth _auth = new(BcryptHash.IsOf);
    private readonly Lock _renewal = new();
    private volatile InForce _rules;
    private long _unauthorized, _rateLimited;

    /// <param name="settings">What the web configuration file says.</param>
    /// <param name="clock">What time it is.</param>
    /// <param name="say">Takes a warning, a sentence without its full stop.</param>
    /// <exception cref="FormatException">A certificate cannot be used; the message is a sentence.</exception>
    public WebGuard(WebSettings settings, TimeProvider clock, Action<string> say)
    {
        _http2 = settings.Http2;
        _clock = clock;
        _say = say;
        _tls = settings.Tls is { } tls ? new ServerTls(tls, settings.Http2, say) : null;
        _rules = Of(settings, before: null);
        foreach (string remark in settings.Remarks) say(remark);
    }

    /// <summary>Whether what is listened to is TLS.</summary>
    public bool IsTls => _tls is not null;

    /// <summary>What holds now, in a clause.</summary>
    public string Summary => _rules.Settings.Summary;

    /// <summary>How many requests were answered 401: no password, or not that of a user.</summary>
    public long Unauthorized => Interlocked.Read(ref _unauthorized);

    /// <summary>How many requests were answered 429: the rate was used up, or too many passwords waited to be checked.</summary>
    public long RateLimited => Interlocked.Read(ref _rateLimited);

    /// <summary>Sets what is spoken at an end point.</summary>
    public void Listen(ListenOptions listen)
    {
        listen.Protocols = _tls is not null && _http2 ? HttpProtocols.Http1AndHttp2 : HttpProtocols.Http1;
        _tls?.Listen(listen);
    }

    /// <summary>Lets a request through, or answers it.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        InForce rules = _rules;
        if (rules.Rate?.Admits() == false)
        {
            await SlowDownAsync(context);
            return;
        }

        rules.Settings.Headers.AddTo(context.Response.Headers);
        if (rules.Settings.Users.Count > 0)
        {
            switch (await _auth.JudgeAsync(rules.Settings.Users, context.Request.Headers.Authorization, context.RequestAborted))
            {
                case Admission.Refused:
                    await AskAsync(context);
                    return;
                case Admission.Busy:
                    await SlowDownAsync(context);
                    return;
            }
        }

        await next(context);
    }

    /// <summary>Goes on with other settings, from the next request and the next connection.</summary>
    /// <exception cref="FormatException">A certificate cannot be used, and all stays as it was; the message is a sentence.</exception>
    public void Renew(WebSettings settings)
    {
        lock (_renewal)
        {
            if (_tls is not null && settings.Tls is { } tls) _tls.Renew(tls);
            _rules = Of(settings, _rules.Rate);
        }

        foreach (string remark in settings.Remarks) _say(remark);
        if (IsTls != settings.Tls is not null) _say($"the web configuration says {Scheme(settings.Tls is not null)} now; {Scheme(IsTls)} is served until the next start");
        if (_http2 != settings.Http2) _say($"http2 is {(settings.Http2 ? "on" : "off")} in the web configuration now; it stays {(_http2 ? "on" : "off")} until the next start");
    }

    /// <inheritdoc/>
    public void Dispose() => _auth.Dispose();

    private static string Scheme(bool isTls) => isTls ? "HTTPS" : "plain HTTP";

    private Task AskAsync(HttpContext context)
    {
        _ = Interlocked.Increment(ref _unauthorized);
        context.Response.Headers.WWWAuthenticate = "Basic";
        return HttpAnswer.Text(context, "Unauthorized", StatusCodes.Status401Unauthorized);
    }

    private Task SlowDownAsync(HttpContext context)
    {
        _ = Interlocked.Increment(ref _rateLimited);
        return HttpAnswer.Text(context, "Too Many Requests", StatusCodes.Status429TooManyRequests);
    }

    // A bucket that is the same as before keeps what is in it: who may reload could empty it otherwise.
    private InForce Of(WebSettings settings, RequestRate? before) =>
        new(settings, settings.Rate is not { } limit ? null : before?.Limit == limit ? before : new RequestRate(limit, _clock));

    private sealed record InForce(WebSettings Settings, RequestRate? Rate);
}
