using System.Net;
using Microsoft.Extensions.Time.Testing;
using TcpProbe.Core.Tls;
using TcpProbe.Exporter.Files;
using TcpProbe.Exporter.Tests.Harness;
using TcpProbe.Exporter.Web;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Exporter.Tests.Web;

/// <summary>What stands before every request, in its order.</summary>
public sealed class WebGuardTests
{
    private const string Hash = "$2y$04$abcdefghijklmnopqrstuu/LVz6MZlItEy42I2juLihZ66HnQx/cy";

    private static readonly string s_right = BasicAuthTests.Header("ali", "open sesame");
    private static readonly Dictionary<string, string> s_users = new() { ["ali"] = Hash };
    private static readonly RateLimit s_one = new(TimeSpan.FromSeconds(10), 1);

    [Fact]
    public async Task Without_settings_whoever_comes_is_answered_and_the_server_says_nothing_of_itself()
    {
        await using GuardedServer server = await GuardedServer.StartAsync(WebSettings.Open);
        using HttpResponseMessage response = await server.GetAsync();
        Assert.Equal("hello", await response.Content.ReadAsStringAsync());
        Assert.Equal(HttpVersion.Version11, response.Version);
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Who_has_no_password_is_asked_for_one_under_the_headers_of_every_response()
    {
        await using GuardedServer server = await GuardedServer.StartAsync(new WebSettings { Users = s_users, Headers = new ExtraHeaders([new("X-Frame-Options", "deny")]) });
        using HttpResponseMessage asked = await server.GetAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, asked.StatusCode);
        Assert.Equal("Basic", asked.Headers.WwwAuthenticate.ToString());
        Assert.Equal("Unauthorized\n", await asked.Content.ReadAsStringAsync());
        Assert.Equal("deny", Assert.Single(asked.Headers.GetValues("X-Frame-Options")));

        using HttpResponseMessage let = await server.GetAsync(s_right);
        Assert.Equal("hello", await let.Content.ReadAsStringAsync());
        Assert.Equal("deny", Assert.Single(let.Headers.GetValues("X-Frame-Options")));
    }

    [Fact]
    public async Task The_rate_comes_before_the_password_so_that_guessing_is_slow()
    {
        FakeTimeProvider clock = new();
        await using GuardedServer server = await GuardedServer.StartAsync(new WebSettings { Users = s_users, Rate = s_one }, clock);
        Assert.Equal(HttpStatusCode.Unauthorized, await server.StatusAsync());
        Assert.Equal(HttpStatusCode.TooManyRequests, await server.StatusAsync(s_right));
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(HttpStatusCode.OK, await server.StatusAsync(s_right));
    }

    [Fact]
    public async Task Who_is_turned_away_is_counted_by_why()
    {
        FakeTimeProvider clock = new();
        await using GuardedServer server = await GuardedServer.StartAsync(new WebSettings { Users = s_users, Rate = s_one with { Burst = 3 } }, clock);
        foreach (string? authorization in (string?[])[null, BasicAuthTests.Header("ali", "open barley"), s_right, s_right]) _ = await server.StatusAsync(authorization);
        Assert.Equal((2, 1), (server.Guard.Unauthorized, server.Guard.RateLimited));
    }

    [Theory]
    [InlineData("GET", "401 Unauthorized", "Unauthorized\n")]
    [InlineData("HEAD", "401 Unauthorized", "")]
    [InlineData("GET", "429 Too Many Requests", "Too Many Requests\n")]
    [InlineData("HEAD", "429 Too Many Requests", "")]
    public async Task A_refusal_is_an_answer_like_any_other(string method, string status, string body)
    {
        bool isRate = status.StartsWith("429", StringComparison.Ordinal);
        await using GuardedServer server = await GuardedServer.StartAsync(new WebSettings { Users = s_users, Rate = isRate ? s_one : null });
        if (isRate) _ = await server.StatusAsync();
        using RawClient client = new(server.Port);
        client.Send($"{method} / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        string[] answer = client.ReadToEnd().Split("\r\n\r\n");
        Assert.StartsWith($"HTTP/1.1 {status}\r\n", answer[0], StringComparison.Ordinal);
        Assert.Contains("X-Content-Type-Options: nosniff", answer[0], StringComparison.Ordinal);
        Assert.Contains($"Content-Length: {status.Length - 3}", answer[0], StringComparison.Ordinal);
        Assert.Equal(body, answer[1]);
    }

    [Fact]
    public async Task Other_settings_count_from_the_next_request_and_the_same_bucket_stays_empty()
    {
        FakeTimeProvider clock = new();
        await using GuardedServer server = await GuardedServer.StartAsync(new WebSettings { Rate = s_one }, clock);
        Assert.Equal(HttpStatusCode.OK, await server.StatusAsync());
        server.Guard.Renew(new WebSettings { Rate = s_one with { } });
        Assert.Equal(HttpStatusCode.TooManyRequests, await server.StatusAsync());
        server.Guard.Renew(new WebSettings { Users = s_users });
        Assert.Equal(HttpStatusCode.Unauthorized, await server.StatusAsync());
        server.Guard.Renew(WebSettings.Open);
        Assert.Equal(HttpStatusCode.OK, await server.StatusAsync());
        Assert.Empty(server.Said);
    }

    [Fact]
    public async Task What_only_a_start_can_change_is_said_and_stays()
    {
        TestCertificate certificate = TestCertificate.SelfSigned("server", TestDates.Good, "localhost");
        IdentityFiles identity = new(
            new RememberedFile<CertificateFile>(CertificateFile.Parse(certificate.Pem, "cert")),
            new RememberedFile<PrivateKeyFile>(PrivateKeyFile.Parse(certificate.KeyPem)));
        ServerTlsSettings tls = new() { Identity = identity };
        await using GuardedServer server = await GuardedServer.StartAsync(new WebSettings { Tls = tls });
        server.Guard.Renew(new WebSettings { Http2 = false, Remarks = ["a remark"] });
        Assert.Equal(
            [
                "a remark",
                "the web configuration says plain HTTP now; HTTPS is served until the next start",
                "http2 is off in the web configuration now; it stays on until the next start",
            ],
            server.Said);
        using HttpResponseMessage response = await server.GetAsync();
        Assert.Equal(HttpVersion.Version20, response.Version);
    }
}
