using System.Text;
using Microsoft.AspNetCore.Http;

namespace TcpProbe.Exporter.Web;

/// <summary>The ways in which a request is answered.</summary>
internal static class HttpAnswer
{
    private const string PlainText = "text/plain; charset=utf-8", Exposition = "text/plain; version=0.0.4; charset=utf-8", Hypertext = "text/html; charset=utf-8";

    /// <summary>Metrics in the text format of Prometheus.</summary>
    public static Task Metrics(HttpContext context, ReadOnlyMemory<byte> metrics) => Write(context, StatusCodes.Status200OK, Exposition, metrics);

    /// <summary>Text, which no browser takes for anything else.</summary>
    public static Task Text(HttpContext context, string text, int status = StatusCodes.Status200OK) =>
        Write(context, status, PlainText, Encoding.UTF8.GetBytes(text.EndsWith('\n') ? text : text + "\n"));

    /// <summary>A page, which may load nothing and run nothing.</summary>
    public static Task Page(HttpContext context, string html)
    {
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        return Write(context, StatusCodes.Status200OK, Hypertext, Encoding.UTF8.GetBytes(html));
    }

    private static async Task Write(HttpContext context, int status, string type, ReadOnlyMemory<byte> body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (!HttpMethods.IsHead(context.Request.Method)) _ = await context.Response.BodyWriter.WriteAsync(body);
    }
}
