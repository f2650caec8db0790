using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using TcpProbe.Exporter.Tests.Harness;
using TcpProbe.Exporter.Web;

namespace TcpProbe.Exporter.Tests.Web;

/// <summary>How much of the server one who comes can hold.</summary>
public sealed class ServerLimitsTests
{
    private static readonly TimeSpan s_aMoment = TimeSpan.FromSeconds(1.5);

    [Theory]
    [InlineData(8_000, 0, 0, 0, 200)]
    [InlineData(9_000, 0, 0, 0, 414)]
    [InlineData(0, 15_000, 0, 0, 200)]
    [InlineData(0, 17_000, 0, 0, 431)]
    [InlineData(0, 0, 60, 0, 200)]
    [InlineData(0, 0, 70, 0, 431)]
    [InlineData(0, 0, 0, 60_000, 200)]
    [InlineData(0, 0, 0, 70_000, 413)]
    public async Task A_request_has_a_size(int line, int header, int headers, int body, int status)
    {
        await using GuardedServer server = await GuardedServer.StartAsync(WebSettings.Open, answer: ReadBodyAsync);
        using RawClient client = new(server.Port);
        StringBuilder request = new($"POST /{new string('a', line)} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {body}\r\n");
        if (header > 0) _ = request.Append("A: ").Append('a', header).Append("\r\n");
        for (int i = 0; i < headers; i++) _ = request.Append("A: a\r\n");
        client.Send(request.Append("\r\n").Append('a', Math.Min(body, 60_000)).ToString());
        Assert.StartsWith($"HTTP/1.1 {status} ", client.ReadLine(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_never_ends_the_head_of_a_request_is_not_waited_for()
    {
        await using GuardedServer server = await GuardedServer.StartAsync(WebSettings.Open, hasty: limits => limits.RequestHeadersTimeout = s_aMoment);
        using RawClient client = new(server.Port);
        client.Send("GET / HTTP/1.1\r\nHost: localhost\r\nA: ");
        Assert.StartsWith("HTTP/1.1 408 ", client.ReadToEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_trickles_the_body_of_a_request_is_not_waited_for()
    {
        await using GuardedServer server = await GuardedServer.StartAsync(
            WebSettings.Open, hasty: limits => limits.MinRequestBodyDataRate = new MinDataRate(limits.MinRequestBodyDataRate!.BytesPerSecond, s_aMoment), answer: ReadBodyAsync);
        using RawClient client = new(server.Port);
        client.Send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\na");
        Assert.StartsWith("HTTP/1.1 408 ", client.ReadToEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_connection_too_many_is_closed_and_has_its_place_when_another_goes()
    {
        await using GuardedServer server = await GuardedServer.StartAsync(WebSettings.Open, connections: 2);
        using RawClient first = new(server.Port), second = new(server.Port);
        foreach (RawClient client in (RawClient[])[first, second])
        {
            client.Send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
            Assert.Equal("HTTP/1.1 200 OK", client.ReadLine());
        }

        using RawClient third = new(server.Port);
        Assert.Equal(string.Empty, third.ReadToEnd());
        first.Dispose();
        second.Send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        _ = second.ReadToEnd();
        Assert.Equal(HttpStatusCode.OK, await server.StatusAsync());
    }

    [Fact]
    public void The_times_are_those_of_the_documentation()
    {
        KestrelServerOptions server = new();
        ServerLimits.Set(server, connections: 7);
        Assert.Equal(7, server.Limits.MaxConcurrentConnections);
        Assert.Equal(TimeSpan.FromSeconds(10), server.Limits.RequestHeadersTimeout);
        Assert.Equal(TimeSpan.FromMinutes(2), server.Limits.KeepAliveTimeout);
        Assert.Equal(TimeSpan.FromSeconds(5), server.Limits.MinRequestBodyDataRate!.GracePeriod);
        Assert.False(server.AddServerHeader);
    }

    private static async Task ReadBodyAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        await context.Response.WriteAsync("hello");
    }
}
