using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using System.Text.Json;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.EndToEnd;

/// <summary>What a user of <c>--tls</c> meets.</summary>
public sealed class TlsTests : IDisposable
{
    private static readonly TestCertificate Root = TestCertificate.Root("Test Root");
    private static readonly TestCertificate Leaf = Root.Issue(TestDates.Good, "localhost");

    private readonly TemporaryFolder folder = new();
    private readonly string ca;

    public TlsTests() => ca = folder.File("ca.pem", Root.Pem);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_handshake_alone_is_a_probe()
    {
        using ScriptedPeer peer = TlsPeer.Serving(TlsPeer.Presenting(Leaf));
        AssertLine(0, "^localhost:[0-9]+ ok: connected to 127.0.0.1 in [0-9.]+ m?s, TLSv1.3 in [0-9.]+ m?s, certificate good for 100 days\n$", Probe(peer, "--ca", ca));
    }

    [Fact]
    public void An_old_server_with_a_certificate_of_its_own_is_verified_by_name()
    {
        TestCertificate alone = TestCertificate.SelfSigned("alone", TestDates.Good, "localhost");
        SslServerAuthenticationOptions options = TlsPeer.Presenting(alone);
        options.EnabledSslProtocols = SslProtocols.Tls12;
        string own = folder.File("own.pem", alone.Pem);
        using (ScriptedPeer peer = TlsPeer.Serving(options))
            AssertLine(15, "failed in tls: certificate_rejected \\(the name 127.0.0.1 is not in it \\(it names localhost\\)\\) after .*\n  hint: .*--sni.*\n$", CommandLine.Run("127.0.0.1", $"{peer.Port}", "--tls", "--ca", own));
        using (ScriptedPeer peer = TlsPeer.Serving(options))
            AssertLine(0, "TLSv1.2 in .*, certificate good for 100 days\n$", Probe(peer, "--ca", own));
        using (ScriptedPeer peer = TlsPeer.Serving(options))
            AssertLine(0, "TLSv1.2 in ", CommandLine.Run("127.0.0.1", $"{peer.Port}", "--tls", "--ca", own, "--sni", "localhost"));
    }

    [Fact]
    public void An_expired_certificate_is_told_with_what_to_do()
    {
        TestDates dates = TestDates.Days(-30, -2.5);
        using ScriptedPeer peer = TlsPeer.Serving(TlsPeer.Presenting(Root.Issue(dates, "localhost")));
        AssertLine(
            15,
            $"failed in tls: certificate_rejected \\(expired {dates.NotAfter:yyyy-MM-dd}, 2 days ago\\) after [0-9.]+ m?s\n  hint: renew it; --insecure probes without this check\n$",
            Probe(peer, "--ca", ca));
    }

    [Fact]
    public void Insecure_is_named_every_time()
    {
        TestCertificate alone = TestCertificate.SelfSigned("alone", TestDates.Good, "localhost");
        using (ScriptedPeer peer = TlsPeer.Serving(TlsPeer.Presenting(alone)))
            AssertLine(0, "TLSv1.3 in .*, certificate unverified \\(--insecure: self-signed\\), good for 100 days\n$", Probe(peer, "--insecure"));
        using (ScriptedPeer peer = TlsPeer.Serving(TlsPeer.Presenting(alone), tls => tls.ReadExactly(new byte[2])))
            AssertLine(17, "closed_early after .*, certificate unverified \\(--insecure: self-signed\\)\n", Probe(peer, "--insecure", "--line", "x"));
    }

    [Fact]
    public void A_request_goes_through_TLS()
    {
        using ScriptedPeer peer = TlsPeer.Serving(TlsPeer.Presenting(Leaf), tls =>
        {
            byte[] heard = new byte[5];
            tls.ReadExactly(heard);
            Assert.Equal("ping\n"u8.ToArray(), heard);
            tls.Write("po"u8);
            tls.Write("ng\n"u8);
            TlsPeer.Drain(tls);
        });
        AssertLine(0, ", TLSv1.3 in .*, certificate good for 100 days, reply of 5 bytes in .*: \"pong\\\\n\"\n$", Probe(peer, "--ca", ca, "--line", "ping", "--reply-exactly", "5"));
        peer.Join();
    }

    [Fact]
    public void Steps_go_through_TLS_after_a_talk_that_asks_for_it()
    {
        using ScriptedPeer peer = new(socket =>
        {
            using NetworkStream network = new(socket);
            network.Write("220 mail ESMTP\r\n"u8);
            Hear(network, "EHLO");
            network.Write("250-mail\r\n250 STARTTLS\r\n"u8);
            Hear(network, "STARTTLS");
            network.Write("220 go ahead\r\n"u8);
            using SslStream tls = new(network);
            tls.AuthenticateAsServer(TlsPeer.Presenting(Leaf));
            Hear(tls, "NOOP");
            tls.Write("250 fine\r\n"u8);
            TlsPeer.Drain(tls);
        });
        AssertLine(
            0,
            ", TLSv1.3 in .*, certificate good for 100 days, 3 steps in ",
            CommandLine.Run("localhost", $"{peer.Port}", "-4", "--starttls", "smtp", "--send", "NOOP\\r\\n", "--expect", "250 fine", "--ca", ca));
        peer.Join();
    }

    [Fact]
    public void A_certificate_after_such_a_talk_is_verified_too()
    {
        using ScriptedPeer peer = new(socket =>
        {
            using NetworkStream network = new(socket);
            network.ReadExactly(new byte[8]);
            network.Write("S"u8);
            using SslStream tls = new(network);
            tls.AuthenticateAsServer(TlsPeer.Presenting(Root.Issue(TestDates.Good, "other")));
            TlsPeer.Drain(tls);
        });
        AssertLine(15, "failed in tls: certificate_rejected \\(the name localhost is not in it \\(it names other\\)\\)", CommandLine.Run("localhost", $"{peer.Port}", "-4", "--starttls", "postgres", "--ca", ca));
    }

    [Fact]
    public void A_peer_that_greets_in_another_protocol_is_quoted()
    {
        using ScriptedPeer peer = new(socket =>
        {
            _ = socket.Send("SSH-2.0-\e[31m\r\n"u8);
            _ = Peers.ReceiveAll(socket);
        });
        AssertLine(15, "failed in tls: tls_failed \\(not TLS: \"SSH-2.0-\\\\x1b\\[31m\\\\r\\\\n\"\\) after .*\n  hint: the service speaks another protocol first.*\n$", Probe(peer));
    }

    [Theory]
    [InlineData("io-timeout")]
    [InlineData("deadline")]
    public void A_handshake_that_stalls_is_bounded(string limit)
    {
        using ScriptedPeer peer = Peers.Silent();
        ToolResult result = Probe(peer, $"--{limit}", "0.3");
        AssertLine(15, $"failed in tls: tls_timed_out \\(--{limit}\\) after .*\n  hint: .*\n$", result);
        Assert.InRange(result.Elapsed, TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_peer_that_hangs_up_is_not_a_peer_without_TLS()
    {
        using (ScriptedPeer peer = new(socket => socket.Shutdown(SocketShutdown.Send)))
            Assert.Contains(Probe(peer).ExitCode, (int[])[16, 17]);
        using (ScriptedPeer peer = new(socket =>
        {
            _ = socket.Receive(new byte[1]);
            socket.LingerState = new LingerOption(true, 0);
        }))
            AssertLine(16, "failed in tls: reset \\(ECONNRESET\\) after .*\n  hint: .*\n$", Probe(peer));
    }

    [Fact]
    public void The_report_in_JSON_has_the_whole_session()
    {
        SslServerAuthenticationOptions options = TlsPeer.Presenting(Leaf);
        options.ApplicationProtocols = [SslApplicationProtocol.Http2];
        using ScriptedPeer peer = TlsPeer.Serving(options);
        JsonElement report = Json(Probe(peer, "--ca", ca, "--alpn", "h2", "-o", "json"));
        JsonElement tls = report.GetProperty("tls");
        Assert.Equal("TLSv1.3 h2 localhost CN=leaf CN=Test Root ok", string.Join(' ', ((string[])["version", "alpn", "sni", "subject", "issuer", "verification"]).Select(key => tls.GetProperty(key).GetString())));
        Assert.Equal(100, tls.GetProperty("days_left").GetInt32());
        Assert.True(report.GetProperty("timings").GetProperty("tls").GetDouble() > 0);
        Assert.Equal("none", report.GetProperty("exchange").GetString());
    }

    [Fact]
    public void The_report_of_a_rejected_certificate_shows_it()
    {
        using ScriptedPeer peer = TlsPeer.Serving(TlsPeer.Presenting(TestCertificate.Root("evil\e[31m").Issue(TestDates.Good, "localhost")));
        JsonElement tls = Json(Probe(peer, "--ca", ca, "-o", "json")).GetProperty("tls");
        Assert.Equal(JsonValueKind.Null, tls.GetProperty("version").ValueKind);
        Assert.Equal("localhost", Assert.Single(tls.GetProperty("names").EnumerateArray()).GetString());
        Assert.Contains("evil\\x1b[31m", tls.GetProperty("issuer").GetString(), StringComparison.Ordinal);
        Assert.Equal("chain is incomplete: issuer evil\\x1b[31m is not trusted and was not sent", tls.GetProperty("verification").GetString());
    }

    [TlsFact]
    public void The_log_tells_the_handshake()
    {
        using ScriptedPeer peer = TlsPeer.Serving(TlsPeer.Presenting(Leaf));
        ToolResult result = Tool.Run("localhost", $"{peer.Port}", "-4", "--tls", "--ca", ca, "-v");
        Assert.Matches("TLSv1.3 in .*, TLS_[A-Z0-9_]+, SNI localhost, no ALPN\n.*certificate of CN=leaf for localhost, issued by CN=Test Root\n.*verification: ok\n", result.Stderr);
    }

    [ProgramTheory("openssl")]
    [InlineData("-tls1_2", "failed in tls: tls_failed \\(alert handshake_failure\\)")]
    [InlineData("-tls1_3", "failed in exchange step 2 \\(reply\\): tls_failed \\(alert certificate_required\\)")]
    [InlineData("-tls1_3", "failed in tls: tls_failed \\(alert certificate_required\\)", "-z")]
    [InlineData("-tls1_3", "failed in tls: tls_failed \\(alert certificate_required\\)", "--pause", "1ms")]
    public void A_server_that_wants_to_know_who_we_are_says_so(string version, string said, params string[] exchange)
    {
        TestCertificate client = Root.Issue(TestDates.Good, "client");
        string cert = folder.File("cert.pem", Leaf.Pem), key = folder.File("key.pem", Leaf.KeyPem), own = folder.File("own.pem", client.Pem + client.KeyPem);
        using RunningTool server = RunningTool.StartProgram(
            new ToolOptions(), ["openssl", "s_server", "-accept", "127.0.0.1:0", "-rev", "-cert", cert, "-key", key, "-CAfile", ca, "-Verify", "1", "-verify_return_error", version]);
        string line;
        do line = server.ReadLine();
        while (!line.StartsWith("ACCEPT 127.0.0.1:", StringComparison.Ordinal));
        if (exchange.Length == 0) exchange = ["--line", "abc"];
        string[] probe = ["localhost", line["ACCEPT 127.0.0.1:".Length..], "-4", "--tls", "--ca", ca, .. exchange];
        AssertLine(15, said, CommandLine.Run(probe));
        AssertLine(0, exchange.Contains("--line") ? "reply of 4 bytes in .*: \"cba\\\\n\"" : "ok: ", CommandLine.Run([.. probe, "--cert", own]));
    }

    [Fact]
    public void A_server_that_asks_who_we_are_and_hangs_up_is_told_with_what_it_wants()
    {
        SslServerAuthenticationOptions options = TlsPeer.Presenting(Leaf);
        options.ClientCertificateRequired = true;
        using ScriptedPeer peer = new(socket =>
        {
            // What comes after a handshake is waited for as long as it took.
            Thread.Sleep(TimeSpan.FromSeconds(2));
            using NetworkStream stream = new(socket);
            using SslStream tls = new(stream);
            tls.AuthenticateAsServer(options);
            socket.Shutdown(SocketShutdown.Send);
            TlsPeer.Drain(stream);
        });
        AssertLine(
            15,
            "failed in tls: tls_failed \\(asked for our certificate and closed\\) .*\n  hint: the server wants to know who we are: --cert and --key\n",
            Probe(peer, "--ca", ca));
    }

    [Fact]
    public void Insecure_is_named_also_where_it_never_came_to_a_certificate()
    {
        using RefusedPort port = new();
        ToolResult result = CommandLine.Run("127.0.0.1", $"{port.EndPoint.Port}", "--tls", "--insecure");
        AssertLine(11, "refused .*, no certificate would be verified \\(--insecure\\)\n", result);
    }

    private static ToolResult Probe(ScriptedPeer peer, params string[] options) => CommandLine.Run(["localhost", $"{peer.Port}", "-4", "--tls", .. options]);

    private static void Hear(Stream stream, string word)
    {
        StringBuilder line = new();
        while (stream.ReadByte() is >= 0 and not '\n' and int letter) _ = line.Append((char)letter);
        Assert.StartsWith(word, line.ToString(), StringComparison.Ordinal);
    }

    private static JsonElement Json(ToolResult result) => JsonDocument.Parse(result.Stdout).RootElement;

    private static void AssertLine(int code, string pattern, ToolResult result)
    {
        Assert.True(result.ExitCode == code, result.ToString());
        Assert.Matches(pattern, result.Stdout);
        Assert.Empty(result.Stderr);
    }
}
