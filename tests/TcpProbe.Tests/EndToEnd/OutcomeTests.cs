using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.EndToEnd;

[Trait("Category", "Process")]
public sealed class OutcomeTests
{
    [Fact]
    public void A_limit_of_a_millisecond_is_a_timeout_and_no_fault()
    {
        using FullAcceptQueue queue = new();
        ToolResult result = CommandLine.Run("-z", $"{queue.EndPoint}", "--connect-timeout", "1ms");
        Assert.True(result.ExitCode == 12, result.ToString());
        Assert.Contains("connect_timed_out (--connect-timeout) after ", result.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_that_answers_is_ok_and_its_reply_is_shown()
    {
        using ScriptedPeer peer = Peers.Answering("pong\n"u8.ToArray());
        ToolResult result = Tool.Run(peer.EndPoint.ToString());
        AssertReport(result, 0, $"^127.0.0.1:{peer.Port} ok: connected to 127.0.0.1 in [0-9.]+ m?s, reply of 5 bytes in [0-9.]+ m?s: \"pong\\\\n\"\n$");
        peer.Join();
    }

    [Fact]
    public void A_connection_alone_is_ok_with_z_and_nothing_is_sent()
    {
        byte[]? heard = null;
        using ScriptedPeer peer = new(socket => heard = Peers.ReceiveAll(socket));
        ToolResult result = Tool.Run("-z", "127.0.0.1", $"{peer.Port}");
        AssertReport(result, 0, "^127.0.0.1:[0-9]+ ok: connected to 127.0.0.1 in [0-9.]+ m?s, nothing sent \\(-z\\)\n$");
        peer.Join();
        Assert.Empty(heard!);
    }

    [Fact]
    public void The_peer_hears_exactly_the_exchange()
    {
        byte[]? heard = null;
        using ScriptedPeer peer = new(socket =>
        {
            heard = Peers.Receive(socket, 27);
            _ = socket.Send("x"u8);
            heard = [.. heard, .. Peers.ReceiveAll(socket)];
        });
        Assert.Equal(0, Tool.Run($"localhost:{peer.Port}", "-4").ExitCode);
        peer.Join();
        Assert.Equal(Peers.DefaultExchange, heard);
    }

    [Fact]
    public void A_port_that_nobody_listens_on_refuses()
    {
        using RefusedPort port = new();
        AssertReport(
            Tool.Run(port.EndPoint.ToString()),
            11,
            $"^127.0.0.1:{port.Port} failed in connect: refused \\(ECONNREFUSED\\) after [0-9.]+ m?s\n  hint: the host answered, but nothing listens on port {port.Port}\n$");
    }

    [Fact]
    public void A_service_that_accepts_and_stays_silent_fails()
    {
        using ScriptedPeer peer = Peers.Silent();
        ToolResult result = Tool.Run(peer.EndPoint.ToString(), "--io-timeout", "0.3");
        AssertReport(result, 18, "failed in exchange step 3 \\(reply\\): reply_timed_out \\(--io-timeout\\) after [0-9.]+ m?s, 27 bytes sent, none received\n  hint: .+\n$");
        Assert.True(result.Elapsed >= TimeSpan.FromSeconds(0.3));
    }

    [Fact]
    public void A_service_that_closes_without_an_answer_fails()
    {
        using ScriptedPeer peer = Peers.Closing();
        AssertReport(
            Tool.Run(peer.EndPoint.ToString()), 17, "failed in exchange step 3 \\(reply\\): closed_early after [0-9.]+ m?s, 27 bytes sent, none received\n  hint: .+\n$");
    }

    [Fact]
    public void A_service_that_resets_fails()
    {
        using ScriptedPeer peer = Peers.Resetting();
        AssertReport(
            Tool.Run(peer.EndPoint.ToString()), 16, "failed in exchange step 3 \\(reply\\): reset \\(ECONNRESET\\) after [0-9.]+ m?s, 27 bytes sent, none received\n  hint: .+\n$");
    }

    [Fact]
    public void A_reply_that_ends_before_its_length_is_closed_early_and_shown()
    {
        using ScriptedPeer peer = new(socket =>
        {
            _ = Peers.Receive(socket, 27);
            _ = socket.Send("half"u8);
            socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
            _ = Peers.ReceiveAll(socket);
        });
        AssertReport(Tool.Run(peer.EndPoint.ToString(), "--reply-exactly", "8"), 17, "closed_early after .*, 27 bytes sent, 4 bytes received: \"half\"\n  hint: .+\n$");
    }

    [Fact]
    public void A_full_accept_queue_is_a_connect_timeout()
    {
        using FullAcceptQueue queue = new();
        ToolResult result = Tool.Run(queue.EndPoint.ToString(), "--connect-timeout", "0.5");
        AssertReport(result, 12, "failed in connect: connect_timed_out \\(--connect-timeout\\) after 0?\\.?[0-9.]+ m?s.*\n  hint: no answer at all.+\n$");
        Assert.InRange(result.Elapsed, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_peer_that_drips_does_not_outlive_the_deadline()
    {
        using ScriptedPeer peer = Peers.Dripping();
        ToolResult result = Tool.Run(peer.EndPoint.ToString(), "--deadline", "2", "--reply-exactly", "100");
        AssertReport(result, 18, "reply_timed_out \\(--deadline\\) after .*, 27 bytes sent, [1-9] bytes? received: \"\\.+\"\n  hint: it answers, but .+\n$");
        Assert.InRange(result.Elapsed, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_deadline_that_comes_first_ends_the_connect_too()
    {
        using FullAcceptQueue queue = new();
        ToolResult result = Tool.Run(queue.EndPoint.ToString(), "-t", "0.2", "--connect-timeout", "none");
        AssertReport(result, 12, "connect_timed_out \\(--deadline\\)");
    }

    [Fact]
    public void What_a_terminal_would_obey_is_shown_in_escapes_only()
    {
        byte[] reply = [.. "\e]0;title\a\e[2J\x9b31m\r\b\x7f"u8, 0, 0x9b, 0xff];
        foreach (string[] format in (string[][])[[], ["-o", "json"], ["-v"], ["-vv"], ["--color", "never", "-vvo", "json"]])
        {
            using ScriptedPeer peer = Peers.Answering(reply);
            ToolResult result = Tool.Run([peer.EndPoint.ToString(), .. format]);
            Assert.Equal(0, result.ExitCode);
            Assert.Contains("\\x1b]0;title", result.Stdout.Replace("\\\\", "\\", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.All(result.StdoutBytes.Concat(result.StderrBytes), value => Assert.True(value is (byte)'\n' or (>= 0x20 and < 0x7f), $"raw {value:x2} in {result}"));
        }
    }

    private static void AssertReport(ToolResult result, int code, string pattern)
    {
        Assert.True(result.ExitCode == code, result.ToString());
        Assert.Matches(pattern, result.Stdout);
        Assert.Empty(result.Stderr);
    }
}
