using System.Net;
using System.Net.Sockets;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.EndToEnd;

/// <summary>The peer as a CI step uses it: so many connections, a file that says when, expectations, TLS.</summary>
[Trait("Category", "Process")]
public sealed class ListenPeerTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("tcpprobe-listen-").FullName;

    private string ReadyFile => Path.Combine(_directory, "ready");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void A_full_backlog_is_a_connect_timeout()
    {
        using RunningTool peer = RunningTool.Start("listen", "0", "--mode", "full-backlog");
        ToolResult result = Tool.Run(EndPoint(peer), "-z", "--connect-timeout", "0.5");
        Assert.True(result.ExitCode == 12, result.ToString());
        Assert.Contains("connect_timed_out", result.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tarpit_stalls_a_send()
    {
        string large = Path.Combine(_directory, "large");
        File.WriteAllBytes(large, new byte[16 << 20]);
        using RunningTool peer = RunningTool.Start("listen", "0", "--mode", "tarpit");
        ToolResult result = Tool.Run(EndPoint(peer), "--send-file", large, "--io-timeout", "0.5", "--send-buffer", "4k");
        Assert.True(result.ExitCode == 18, result.ToString());
        Assert.Contains("send_timed_out", result.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flood_is_too_large_and_fragments_join()
    {
        using RunningTool flood = RunningTool.Start("listen", "0", "--mode", "flood");
        ToolResult result = Tool.Run(EndPoint(flood), "--expect", "\\n");
        Assert.True(result.ExitCode == 19, result.ToString());
        using RunningTool fragment = RunningTool.Start("listen", "0", "--mode", "fragment", "--reply", "one two three");
        result = Tool.Run(EndPoint(fragment), "--send", "x", "--expect-start", "one two three");
        Assert.True(result.ExitCode == 0, result.ToString());
    }

    [Theory]
    [InlineData("--reply", "\\0\\xff+PONG\\r\\n", "00ff2b504f4e470d0a")]
    [InlineData("--reply-hex", "00 ff", "00ff")]
    [InlineData("--reply-struct", "!I2s 1 ab", "000000016162")]
    [InlineData("--banner", "220 hello", "3232302068656c6c6f")]
    public void It_answers_as_told(string option, string value, string hex)
    {
        using RunningTool peer = RunningTool.Start("listen", "0", option, value);
        ToolResult result = Tool.Run(EndPoint(peer), "--send", "x", "--expect-hex", hex);
        Assert.True(result.ExitCode == 0, result.ToString());
    }

    [Fact]
    public void It_answers_with_a_file()
    {
        string file = Path.Combine(_directory, "reply");
        File.WriteAllBytes(file, [0, 1, 2, (byte)'\n', 255]);
        using RunningTool peer = RunningTool.Start("listen", "0", "--reply-file", file);
        ToolResult result = Tool.Run(EndPoint(peer), "--send", "x", "--expect-hex", "000102 0a ff");
        Assert.True(result.ExitCode == 0, result.ToString());
    }

    [Fact]
    public void After_so_many_connections_it_exits_and_its_ready_file_is_gone()
    {
        using RunningTool peer = RunningTool.Start("listen", "0", "--connections", "2", "--ready-file", ReadyFile);
        string at = EndPoint(peer);
        AwaitReadyFile();
        Assert.Equal(at + "\n", File.ReadAllText(ReadyFile));
        Assert.Equal(0, Tool.Run(at).ExitCode);
        Assert.True(File.Exists(ReadyFile));
        Assert.Equal(0, Tool.Run(at, "-z").ExitCode);
        ToolResult result = peer.Wait();
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Empty(Directory.EnumerateFileSystemEntries(_directory));
    }

    [Fact]
    public void A_signal_takes_the_ready_file_away()
    {
        using RunningTool peer = RunningTool.Start("listen", "0", "--ready-file", ReadyFile);
        AwaitReadyFile();
        peer.Signal("TERM");
        Assert.Equal(143, peer.Wait().ExitCode);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_directory));
    }

    [Fact]
    public void A_client_that_sends_what_it_must_is_answered()
    {
        using RunningTool peer = RunningTool.Start(
            "listen", "0", "--connections", "1", "--expect-start", "data\\n", "--expect-struct", "! I 2s Q 2h f: 1 ab * 3 1..9 2.5~0.1", "--reply", "ok");
        Assert.Equal(0, Tool.Run(EndPoint(peer), "--exchange", "line,payload,reply").ExitCode);
        ToolResult result = peer.Wait();
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains(" struct 1 \"ab\" 2 3 3 2.5\n", result.Stdout, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--expect-start", "line\\n", "expected \"line\\n\", got \"data\\n")]
    [InlineData("--expect-struct", "!B 101", "field 1 (B): expected 101")]
    public void A_client_that_sends_anything_else_is_told_what_was_wrong_and_the_exit_code_says_so(string option, string value, string says)
    {
        using RunningTool peer = RunningTool.Start("listen", "0", "--connections", "1", option, value);
        Assert.InRange(Tool.Run(EndPoint(peer)).ExitCode, 16, 17);
        ToolResult result = peer.Wait();
        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Contains($" refused: {says}", result.Stdout, StringComparison.Ordinal);
        Assert.Equal("tcpprobe: 1 of 1 connection did not send what was expected\n", result.Stderr);
    }

    [Fact]
    public void What_a_client_sends_is_told_as_structs()
    {
        using RunningTool peer = RunningTool.Start("listen", "0", "--connections", "1", "--log-struct", "!2H");
        Assert.Equal(0, Tool.Run(EndPoint(peer), "--send-hex", "0001000200030004").ExitCode);
        ToolResult result = peer.Wait();
        Assert.Matches(" struct 1 2\n.* struct 3 4\n", result.Stdout);
    }

    [TlsFact]
    public void Over_TLS_its_certificate_is_written_where_a_client_can_trust_it()
    {
        string authority = Path.Combine(_directory, "ca.pem");
        using RunningTool peer = RunningTool.Start("listen", "0", "--tls", "--ca-out", authority);
        IPEndPoint at = IPEndPoint.Parse(EndPoint(peer));
        using TcpClient client = new("127.0.0.1", at.Port);
        using System.Net.Security.SslStream tls = new(client.GetStream());
        using var trusted = System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(File.ReadAllText(authority));
        tls.AuthenticateAsClient(new System.Net.Security.SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            CertificateChainPolicy = new()
            {
                TrustMode = System.Security.Cryptography.X509Certificates.X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { trusted },
                RevocationMode = System.Security.Cryptography.X509Certificates.X509RevocationMode.NoCheck,
            },
        });
        tls.Write("data\n"u8);
        byte[] reply = new byte[5];
        tls.ReadExactly(reply);
        Assert.Equal("data\n"u8, reply);
        Assert.EndsWith(" connected", peer.ReadLine(), StringComparison.Ordinal);
        Assert.Contains(" TLSv1.", peer.ReadLine(), StringComparison.Ordinal);
        Assert.EndsWith(" received 5 bytes: \"data\\n\"", peer.ReadLine(), StringComparison.Ordinal);
    }

    [TlsFact]
    public void A_certificate_of_ones_own_comes_with_its_chain()
    {
        TestCertificate root = TestCertificate.Root("root"), authority = root.Authority("authority"), leaf = authority.Issue(TestDates.Good, "127.0.0.1");
        string own = Path.Combine(_directory, "own.pem"), trusted = Path.Combine(_directory, "root.pem");
        File.WriteAllText(own, leaf.Pem + authority.Pem + leaf.KeyPem);
        File.WriteAllText(trusted, root.Pem);
        using RunningTool peer = RunningTool.Start("listen", "0", "--tls", "--cert", own);
        ToolResult result = Tool.Run(EndPoint(peer), "--tls", "--ca", trusted);
        Assert.True(result.ExitCode == 0, result.ToString());
    }

    [TlsFact]
    public void Without_TLS_from_the_client_it_says_so()
    {
        using RunningTool peer = RunningTool.Start("listen", "0", "--tls", "--connections", "1");
        Assert.NotEqual(0, Tool.Run(EndPoint(peer), "--io-timeout", "5").ExitCode);
        ToolResult result = peer.Wait();
        Assert.Contains(" no TLS: ", result.Stdout, StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
    }

    private void AwaitReadyFile() => Assert.True(SpinWait.SpinUntil(() => File.Exists(ReadyFile), TimeSpan.FromSeconds(30)));

    private static string EndPoint(RunningTool peer)
    {
        const string Listening = "listening on ";
        string line = peer.ReadLine();
        Assert.StartsWith(Listening, line, StringComparison.Ordinal);
        return line[Listening.Length..];
    }
}
