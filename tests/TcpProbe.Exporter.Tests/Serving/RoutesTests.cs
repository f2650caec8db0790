using System.Net;
using TcpProbe.Exporter.Tests.Harness;

namespace TcpProbe.Exporter.Tests.Serving;

public sealed class RoutesTests
{
    [Theory]
    [InlineData("/-/healthy", "healthy\n")]
    [InlineData("/-/ready", "ready\n")]
    public async Task It_says_that_it_is_there(string path, string said)
    {
        await using RunningExporter exporter = await RunningExporter.Start();
        Assert.Equal((HttpStatusCode.OK, said), await exporter.Get(path));
    }

    [Theory]
    [InlineData("/nope")]
    [InlineData("/probe/")]
    [InlineData("/logs")]
    [InlineData("/logs?id=7")]
    [InlineData("/logs?id=x")]
    public async Task Where_nothing_is_nothing_is_found(string path)
    {
        await using RunningExporter exporter = await RunningExporter.Start();
        Assert.Equal(HttpStatusCode.NotFound, (await exporter.Get(path)).Status);
    }

    [Theory]
    [InlineData("DELETE", "/probe", "GET, HEAD")]
    [InlineData("POST", "/", "GET, HEAD")]
    [InlineData("GET", "/-/reload", "POST")]
    public async Task A_method_that_is_not_for_the_path_is_refused_with_those_that_are(string method, string path, string allowed)
    {
        await using RunningExporter exporter = await RunningExporter.Start();
        using HttpRequestMessage request = new(new HttpMethod(method), new Uri(path, UriKind.Relative));
        using HttpResponseMessage response = await exporter.Client.SendAsync(request);
        Assert.Equal((HttpStatusCode.MethodNotAllowed, allowed), (response.StatusCode, string.Join(", ", response.Content.Headers.Allow)));
    }

    [Fact]
    public async Task A_head_has_the_length_and_no_body()
    {
        await using RunningExporter exporter = await RunningExporter.Start();
        using HttpRequestMessage request = new(HttpMethod.Head, new Uri("/metrics", UriKind.Relative));
        using HttpResponseMessage response = await exporter.Client.SendAsync(request);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.True(response.Content.Headers.ContentLength > 1000);
        Assert.Empty(await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task No_answer_says_what_serves_it_or_is_taken_for_another_type()
    {
        await using RunningExporter exporter = await RunningExporter.Start();
        using HttpResponseMessage response = await exporter.Client.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Empty(response.Headers.Server);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.StartsWith("default-src 'none';", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }
}
