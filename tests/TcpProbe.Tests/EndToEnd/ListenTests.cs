using System.Net;
using System.Net.Sockets;
using System.Text;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.EndToEnd;

[Trait("Category", "Process")]
public sealed class ListenTests
{
    private const string Listening = "listening on ";

    [Theory]
    [InlineData("0", "127.0.0.1")]
    [InlineData("localhost:0", "127.0.0.1")]
    [InlineData("[::1]:0", "::1")]
    public void It_says_where_it_listens_and_a_probe_of_it_succeeds(string word, string address)
    {
        using RunningTool peer = RunningTool.Start("listen", word);
        IPEndPoint at = EndPoint(peer);
        Assert.Equal(IPAddress.Parse(address), at.Address);
        ToolResult result = Tool.Run(at.ToString());
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("reply of ", result.Stdout, StringComparison.Ordinal);
        Assert.EndsWith(" connected", peer.ReadLine(), StringComparison.Ordinal);
        Assert.EndsWith(" closed, 27 bytes received, 27 bytes sent", AfterPieces(peer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("silent", 18, "reply_timed_out")]
    [InlineData("close", 17, "closed_early|reset")]
    [InlineData("reset", 16, "reset")]
    [InlineData("tarpit", 18, "reply_timed_out")]
    [InlineData("drip", 18, "reply_timed_out")]
    public void It_fails_a_probe_as_its_mode_says(string mode, int code, string reason)
    {
        using RunningTool peer = RunningTool.Start("listen", "0", "--mode", mode);
        ToolResult result = Tool.Run(EndPoint(peer).ToString(), "--io-timeout", "0.3", "--exchange", "reply");
        Assert.True(result.ExitCode == code, result.ToString());
        Assert.Matches(reason, result.Stdout);
    }

    [Fact]
    public void The_recipe_prints_the_line_and_the_struct()
    {
        using RunningTool peer = RunningTool.Start("listen", "0", "--mode=recipe");
        ToolResult result = Tool.Run(EndPoint(peer).ToString(), "--exchange", "line,reply,payload");
        Assert.Equal(0, result.ExitCode);
        Assert.EndsWith(" connected", peer.ReadLine(), StringComparison.Ordinal);
        Assert.EndsWith(" line \"data\\n\"", peer.ReadLine(), StringComparison.Ordinal);
        Assert.EndsWith(" struct 1 \"ab\" 2 3 3 2.5", peer.ReadLine(), StringComparison.Ordinal);
        Assert.EndsWith(" closed, 27 bytes received, 5 bytes sent", peer.ReadLine(), StringComparison.Ordinal);
    }

    [Fact]
    public void Many_connections_at_once_are_served_and_told_in_whole_lines()
    {
        const int Many = 100;
        using RunningTool peer = RunningTool.Start("listen", "0");
        IPEndPoint at = EndPoint(peer);
        Socket[] sockets = [.. Enumerable.Range(0, Many).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))];
        foreach (Socket socket in sockets) socket.Connect(at);
        for (int i = 0; i < Many; i++) sockets[i].Send(Encoding.ASCII.GetBytes($"number {i:d3}"));
        for (int i = 0; i < Many; i++) Assert.Equal($"number {i:d3}", Encoding.ASCII.GetString(Peers.Receive(sockets[i], 10)));
        foreach (Socket socket in sockets) socket.Dispose();
        string[] lines = [.. Enumerable.Range(0, 3 * Many).Select(_ => peer.ReadLine())];
        Assert.Equal(Many, lines.Count(line => line.Contains(" received 10 bytes: \"number ", StringComparison.Ordinal)));
        Assert.Equal(Many, lines.Count(line => line.EndsWith(" connected", StringComparison.Ordinal)));
        Assert.Equal(Many, lines.Count(line => line.EndsWith(" closed, 10 bytes received, 10 bytes sent", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("TERM", 143)]
    [InlineData("INT", 130)]
    public void A_signal_ends_it_with_connections_open(string signal, int code) => AssertEnds(signal, code);

    [TlsFact]
    public void So_it_does_with_a_handshake_unfinished() => AssertEnds("TERM", 143, "--tls");

    [Fact]
    public void Quiet_says_only_where_it_listens()
    {
        using RunningTool peer = RunningTool.Start("listen", "-q", "0");
        IPEndPoint at = EndPoint(peer);
        Assert.Equal(0, Tool.Run(at.ToString()).ExitCode);
        peer.Signal("TERM");
        Assert.Equal($"{Listening}{at}\n", peer.Wait().Stdout);
    }

    [Fact]
    public void A_port_that_is_taken_is_one_line()
    {
        using UntouchedPeer taken = new();
        ToolResult result = Tool.Run("listen", taken.Port);
        CommandLine.AssertIsComplaint(result, 14);
        Assert.StartsWith($"tcpprobe: cannot listen on 127.0.0.1:{taken.Port}: ", result.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public void So_is_an_address_of_another_machine() => CommandLine.AssertIsComplaint(Tool.Run("listen", "192.0.2.1:0"), 14);

    [Fact]
    public void What_a_client_sends_reaches_no_terminal_raw()
    {
        using RunningTool peer = RunningTool.Start("listen", "0", "--mode", "recipe");
        using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(EndPoint(peer));
        client.Send("\e[2J\a\n"u8);
        Assert.EndsWith(" connected", peer.ReadLine(), StringComparison.Ordinal);
        Assert.EndsWith(" line \"\\x1b[2J\\x07\\n\"", peer.ReadLine(), StringComparison.Ordinal);
    }

    private static void AssertEnds(string signal, int code, params string[] options)
    {
        using TemporaryFolder folder = new();
        string ready = folder.PathOf("ready");
        using RunningTool peer = RunningTool.Start(["listen", "0", "--mode", "silent", "--ready-file", ready, .. options]);
        IPEndPoint at = EndPoint(peer);
        using Socket open = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        open.Connect(at);
        string connected = peer.ReadLine();

        // From then on it waits for signals.
        Assert.True(SpinWait.SpinUntil(() => File.Exists(ready), TimeSpan.FromSeconds(30)));
        peer.Signal(signal);
        ToolResult result = peer.Wait();
        Assert.Equal(code, result.ExitCode);
        Assert.Equal($"{Listening}{at}\n{connected}\n{open.LocalEndPoint} stopped, 0 bytes received, 0 bytes sent\n", result.Stdout);
        Assert.Empty(result.Stderr);
    }

    // What came is told in as many pieces as the network made of it.
    private static string AfterPieces(RunningTool peer)
    {
        string line;
        do line = peer.ReadLine();
        while (line.Contains(" received ", StringComparison.Ordinal) && !line.Contains(" closed", StringComparison.Ordinal));
        return line;
    }

    private static IPEndPoint EndPoint(RunningTool peer)
    {
        string line = peer.ReadLine();
        Assert.StartsWith(Listening, line, StringComparison.Ordinal);
        return IPEndPoint.Parse(line[Listening.Length..]);
    }
}
