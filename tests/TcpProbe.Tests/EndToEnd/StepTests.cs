using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.EndToEnd;

/// <summary>Conversations step by step: what is said, what has to come, and what is said of it.</summary>
[Trait("Category", "Process")]
public sealed class StepTests
{
    [Theory]
    [InlineData("--pause", "500ms")]
    [InlineData("--pause", "500ms", "--half-close")]
    public void A_connection_that_is_reset_in_the_middle_of_a_pause_is_not_ok(params string[] steps)
    {
        using ScriptedPeer peer = new(socket =>
        {
            _ = socket.Receive(new byte[1]);
            socket.LingerState = new LingerOption(true, 0);
        });
        AssertReport(Tool.Run([peer.EndPoint.ToString(), "--send", "x", .. steps]), 16, @"failed in exchange step \d \([a-z-]+\): reset \(E[A-Z]+\)");
    }

    [Theory]
    [InlineData("--pause", "100ms")]
    [InlineData("--pause", "100ms", "--half-close")]
    public void A_connection_that_was_reset_while_nothing_was_looked_at_is_not_ok(params string[] steps)
    {
        using ScriptedPeer peer = new(socket => socket.LingerState = new LingerOption(true, 0));
        AssertReport(Tool.Run([peer.EndPoint.ToString(), .. steps]), 16, @"failed in (connect|exchange step \d \([a-z-]+\)): reset \(ECONNRESET\)");
    }

    [Fact]
    public void A_banner_a_command_and_its_answer()
    {
        byte[]? heard = null;
        using ScriptedPeer peer = new(socket =>
        {
            _ = socket.Send("+OK ready\r\n"u8);
            heard = Peers.Receive(socket, 6);
            _ = socket.Send("+PONG\r\n"u8);
            heard = [.. heard, .. Peers.ReceiveAll(socket)];
        });
        ToolResult result = Tool.Run(peer.EndPoint.ToString(), "--expect", "+OK", "--send", @"PING\r\n", "--expect-regex", @"^\+PONG\r\n");
        AssertReport(result, 0, @"ok: connected to 127.0.0.1 in [0-9.]+ m?s, 3 steps in [0-9.]+ m?s: ""\+OK ready\\r\\n\+PONG\\r\\n""\n$");
        peer.Join();
        Assert.Equal("PING\r\n", Encoding.ASCII.GetString(heard!));
    }

    [Fact]
    public void Lines_before_the_one_that_is_expected_are_passed_over()
    {
        byte[]? heard = null;
        using ScriptedPeer peer = new(socket =>
        {
            _ = socket.Send(":ircd.localhost NOTICE AUTH :*** Looking up your hostname\r\n"u8);
            heard = Peers.Receive(socket, 28);
            _ = socket.Send(":ircd.localhost 001 prober :Welcome\r\n"u8);
            _ = Peers.ReceiveAll(socket);
        });
        ToolResult result = Tool.Run(peer.EndPoint.ToString(), "--crlf", "--send-line", "NICK prober", "--send-line", "USER prober x", "--expect-regex", "^:[^ ]+ 001");
        AssertReport(result, 0, "3 steps in ");
        peer.Join();
        Assert.Equal("NICK prober\r\nUSER prober x\r\n", Encoding.ASCII.GetString(heard!));
    }

    [Fact]
    public void An_error_instead_of_the_answer_is_a_mismatch_in_its_step_and_is_shown()
    {
        using ScriptedPeer peer = new(socket =>
        {
            _ = socket.Send("ERROR: Your IP address has been blacklisted.\r\n"u8);
            socket.Shutdown(SocketShutdown.Send);
            _ = Peers.ReceiveAll(socket);
        });
        ToolResult result = Tool.Run(peer.EndPoint.ToString(), "--send", @"NICK p\n", "--send", @"USER p\n", "--expect-regex", "^:[^ ]+ 001");
        AssertReport(result, 19, @"failed in exchange step 3 \(expect-regex\): reply_mismatch \(then closed\) after [0-9.]+ m?s: expected /\^:\[\^ ]\+ 001/, got ""ERROR: Your IP address has been blacklisted\.\\r\\n""\n  hint: .+\n$");
    }

    [Theory]
    [InlineData("not-a-line", 0, "1 step in ")]
    [InlineData("something-else", 19, @"reply_mismatch after .*: expected ""not-a-line"", got ""something-else"" \(differs at byte 0\)")]
    [InlineData("not-a-lime", 19, @"got ""not-a-lime"" \(differs at byte 8\)")]
    [InlineData("not-a", 19, @"reply_mismatch \(then closed\) after .*got ""not-a"" \(ends after 5 bytes\)")]
    public void Bytes_without_a_line_feed_are_judged_as_they_are(string answer, int code, string pattern)
    {
        using ScriptedPeer peer = new(socket =>
        {
            _ = socket.Send(Encoding.ASCII.GetBytes(answer));
            socket.Shutdown(SocketShutdown.Send);
            _ = Peers.ReceiveAll(socket);
        });
        AssertReport(Tool.Run(peer.EndPoint.ToString(), "--expect-start", "not-a-line"), code, pattern);
    }

    [Theory]
    [InlineData("--expect", "SSH-2.0-(OpenSSH_6.9p1) Debian-2")]
    [InlineData("--expect-start", "SSH")]
    [InlineData("--expect-regex", "^SSH")]
    [InlineData("--expect-struct", "!I *")]
    public void A_peer_that_closes_without_a_word_is_told_long_before_the_deadline(string option, string value)
    {
        using ScriptedPeer peer = new(_ => { });
        AssertReport(Tool.Run(peer.EndPoint.ToString(), option, value, "-t", "45"), 17, $@"failed in exchange step 1 \({option[2..]}\): closed_early after [0-9.]+ m?s, 0 bytes sent, none received\n  hint: .+\n$");
    }

    [Fact]
    public void A_connection_that_is_closed_at_once_is_open_for_z_and_found_out_by_stay()
    {
        using ScriptedPeer open = new(_ => { });
        AssertReport(Tool.Run("-z", open.EndPoint.ToString()), 0, "ok: connected to 127.0.0.1 ");
        using ScriptedPeer closed = new(_ => { });
        AssertReport(Tool.Run("-z", closed.EndPoint.ToString(), "--stay", "45"), 17, @"failed in exchange step 1 \(stay\): closed_early");
    }

    [Fact]
    public void A_connection_that_is_reset_at_once_is_a_reset()
    {
        using ScriptedPeer peer = new(socket =>
        {
            _ = socket.Poll(TimeSpan.FromMilliseconds(200), SelectMode.SelectRead);
            socket.LingerState = new LingerOption(true, 0);
        });
        AssertReport(Tool.Run(peer.EndPoint.ToString(), "--expect", "anything"), 16, @"failed in exchange step 1 \(expect\): reset \(ECONNRESET\) after .*, 0 bytes sent, none received");
    }

    [Fact]
    public void A_peer_that_takes_the_request_and_closes_is_told_too()
    {
        using ScriptedPeer peer = new(socket =>
        {
            _ = Peers.Receive(socket, 2);
            socket.Shutdown(SocketShutdown.Send);
            _ = Peers.ReceiveAll(socket);
        });
        AssertReport(Tool.Run(peer.EndPoint.ToString(), "--send", "hi", "--expect", "ho"), 17, @"failed in exchange step 2 \(expect\): closed_early after .*, 2 bytes sent, none received");
    }

    [Fact]
    public void NUL_is_a_byte_like_any_other_both_ways()
    {
        byte[]? heard = null;
        using ScriptedPeer peer = new(socket =>
        {
            heard = Peers.Receive(socket, 7);
            _ = socket.Send([0, 0, .. "OK-MAGIC"u8, .. heard]);
            _ = Peers.ReceiveAll(socket);
        });
        ToolResult result = Tool.Run(peer.EndPoint.ToString(), "--send", @"\x00\x01PING\n", "--expect", "OK-MAGIC", "--expect-start", @"\x00\x01PING\n");
        AssertReport(result, 0, @"3 steps in .*: ""\\0\\0OK-MAGIC\\0\\x01PING\\n""");
        peer.Join();
        Assert.Equal("\0\u0001PING\n"u8.ToArray(), heard);
    }

    [Fact]
    public void Sends_alone_are_done_once_all_bytes_are_taken_and_nothing_else_is_said()
    {
        byte[]? heard = null;
        using ScriptedPeer peer = new(socket =>
        {
            _ = socket.Send("nobody reads this"u8);
            heard = Peers.ReceiveAll(socket);
        });
        AssertReport(Tool.Run(peer.EndPoint.ToString(), "--send", @"abc\n"), 0, "ok: connected to 127.0.0.1 in [0-9.]+ m?s, 4 bytes sent in ");
        peer.Join();
        Assert.Equal("abc\n"u8.ToArray(), heard);
    }

    [Fact]
    public void Expectations_alone_say_nothing()
    {
        byte[]? heard = null;
        using ScriptedPeer peer = new(socket =>
        {
            _ = socket.Send("banner"u8);
            heard = Peers.ReceiveAll(socket);
        });
        AssertReport(Tool.Run(peer.EndPoint.ToString(), "--expect", "banner"), 0, "1 step in ");
        peer.Join();
        Assert.Empty(heard!);
    }

    [Fact]
    public void A_half_close_tells_the_peer_and_its_answer_is_still_read()
    {
        using ScriptedPeer peer = new(socket => _ = socket.Send(Peers.ReceiveAll(socket)));
        ToolResult result = Tool.Run(peer.EndPoint.ToString(), "--send", "abc", "--half-close", "--expect-start", "abc", "--expect-close");
        AssertReport(result, 0, @"4 steps in .*: ""abc""\n$");
    }

    [Fact]
    public void A_peer_that_does_not_close_though_it_should()
    {
        using ScriptedPeer peer = new(socket =>
        {
            _ = Peers.ReceiveAll(socket);
            _ = socket.Send("bye"u8);
            _ = socket.Poll(TimeSpan.FromSeconds(30), SelectMode.SelectError);
        });
        ToolResult result = Tool.Run(peer.EndPoint.ToString(), "--half-close", "--expect-close", "--io-timeout", "1");
        AssertReport(result, 18, @"failed in exchange step 2 \(expect-close\): reply_timed_out \(--io-timeout\) after .*, 0 bytes sent, 3 bytes received: ""bye""\n  hint: the peer keeps the connection open\n$");
    }

    [Fact]
    public void Several_answers_in_one_segment_are_split_and_answers_in_pieces_joined()
    {
        using ScriptedPeer whole = new(socket =>
        {
            _ = socket.Send("one\r\ntwo\r\nthree\r\n"u8);
            _ = Peers.ReceiveAll(socket);
        });
        string[] steps = ["--expect", "one", "--expect-start", @"\r\n", "--expect-regex", "^two", "--expect", @"three\r\n"];
        AssertReport(Tool.Run([whole.EndPoint.ToString(), .. steps]), 0, "4 steps in ");
        using ScriptedPeer cut = new(socket =>
        {
            socket.NoDelay = true;
            foreach (byte value in "one\r\ntwo\r\nthree\r\n"u8.ToArray()) _ = socket.Send([value]);
            _ = Peers.ReceiveAll(socket);
        });
        AssertReport(Tool.Run([cut.EndPoint.ToString(), .. steps]), 0, "4 steps in ");
    }

    [Theory]
    [InlineData("--stay")]
    [InlineData("--expect-silence")]
    public void A_peer_that_hangs_up_after_a_while_is_found_out(string option)
    {
        using ScriptedPeer peer = new(socket => socket.Poll(TimeSpan.FromMilliseconds(100), SelectMode.SelectRead));
        ToolResult result = Tool.Run(peer.EndPoint.ToString(), option, "30");
        AssertReport(result, 17, $@"failed in exchange step 1 \({option[2..]}\): closed_early after .*\n  hint: it hung up by itself: .+\n$");
        using ScriptedPeer again = new(socket => socket.Poll(TimeSpan.FromMilliseconds(100), SelectMode.SelectRead));
        AssertReport(Tool.Run("-z", again.EndPoint.ToString(), "--stay", "30"), 17, "closed_early");
    }

    [Fact]
    public void A_peer_that_stays_is_ok_and_what_it_says_meanwhile_too()
    {
        using ScriptedPeer silent = Peers.Silent();
        AssertReport(Tool.Run(silent.EndPoint.ToString(), "--stay", "0.2", "--io-timeout", "0.05"), 0, @"1 step in .*, nothing sent\n$");
        using ScriptedPeer talking = new(socket =>
        {
            _ = socket.Send("busy"u8);
            _ = Peers.ReceiveAll(socket);
        });
        AssertReport(Tool.Run(talking.EndPoint.ToString(), "-z", "--stay", "1"), 0, @"1 step in .*: ""busy""\n$");
    }

    [Fact]
    public void The_whole_probe_may_have_less_time_than_a_step_asks_for()
    {
        foreach (string option in (string[])["--stay", "--pause", "--expect-silence"])
        {
            using ScriptedPeer peer = Peers.Silent();
            AssertReport(Tool.Run(peer.EndPoint.ToString(), option, "30", "-t", "0.3"), 18, @"reply_timed_out \(--deadline\) after .*\n  hint: the whole probe has less time than its steps ask for\n$");
        }
    }

    [Fact]
    public void Silence_is_expected_or_broken()
    {
        using ScriptedPeer silent = Peers.Silent();
        AssertReport(Tool.Run(silent.EndPoint.ToString(), "--expect-silence", "0.1"), 0, "1 step");
        using ScriptedPeer noisy = new(socket =>
        {
            _ = socket.Send("\e[2Jnoise"u8);
            _ = Peers.ReceiveAll(socket);
        });
        AssertReport(Tool.Run(noisy.EndPoint.ToString(), "--expect-silence", "30"), 19, @"reply_mismatch after .*: expected 30 s of silence, got ""\\x1b\[2Jnoise""");
    }

    [Theory]
    [InlineData("", 16, @"reset \(ECONNRESET\) after .*, 2 bytes sent, none received")]
    [InlineData("par", 19, @"reply_mismatch \(ECONNRESET\) after .*: expected ""partial"", got ""par"" \(ends after 3 bytes\)")]
    public void A_reset_in_the_middle_of_an_expectation(string before, int code, string pattern)
    {
        using ScriptedPeer peer = new(socket =>
        {
            _ = Peers.Receive(socket, 2);
            if (before.Length > 0) _ = socket.Send(Encoding.ASCII.GetBytes(before));
            socket.LingerState = new LingerOption(true, 0);
        });
        AssertReport(Tool.Run(peer.EndPoint.ToString(), "--send", "go", "--expect", "partial"), code, pattern);
    }

    [Fact]
    public void A_flood_without_a_line_feed_ends_at_the_bound()
    {
        using ScriptedPeer peer = new(socket =>
        {
            try
            {
                _ = socket.Send(new byte[1 << 20]);
                _ = Peers.ReceiveAll(socket);
            }
            catch (SocketException)
            {
                // Not all of it was taken, and that is right.
            }
        });
        ToolResult result = Tool.Run(peer.EndPoint.ToString(), "--expect", @"\n", "--io-timeout", "45");
        AssertReport(result, 19, @"reply_too_large \(--max-reply 65536\) after [0-9.]+ m?s: expected ""\\n"", got ""…(\\0)+""\n");
    }

    [Fact]
    public void A_drip_does_not_outlive_the_limit()
    {
        using ScriptedPeer peer = new(socket =>
        {
            do
                _ = socket.Send("."u8);
            while (!socket.Poll(TimeSpan.FromMilliseconds(20), SelectMode.SelectRead));
        });
        ToolResult result = Tool.Run(peer.EndPoint.ToString(), "--expect", @"\n", "--io-timeout", "0.5");
        AssertReport(result, 19, @"reply_mismatch \(--io-timeout\) after .*: expected ""\\n"", got ""\.+…?""");
        Assert.InRange(result.Elapsed, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_struct_that_differs_is_told_by_its_field_and_shown_as_a_table_with_v()
    {
        using ScriptedPeer peer = Peers.Answering(Convert.FromHexString("000000016162000000000000000200fdfffd40200000"));
        string[] args = [peer.EndPoint.ToString(), "-v", "--send-line", "data", "--send-struct", "! I 2s Q 2h f: 1 ab 2 3 3 2.5", "--expect-struct", "! I 2s Q 2h f: 1 ab 2 253 3 2.5"];
        ToolResult result = Tool.Run(args);
        Assert.Equal(19, result.ExitCode);
        Assert.Matches(@"failed in exchange step 3 \(expect-struct\): reply_mismatch after [0-9.]+ m?s: field 5 \(h\): expected 3, got -3\n  hint: ", result.Stdout);
        Assert.Matches(@"field  type  offset  expected +got", result.Stderr);
        Assert.Matches(@"    5  h         16  3 +-3 +<- differs", result.Stderr);
    }

    [Fact]
    public void A_mismatch_stands_in_the_step_of_the_JSON_report_with_its_offset_and_fields()
    {
        using ScriptedPeer peer = new(socket =>
        {
            _ = socket.Send([.. "+OK\n"u8, 0, 1, 0xff, 0xfd]);
            _ = Peers.ReceiveAll(socket);
        });
        ToolResult result = Tool.Run(peer.EndPoint.ToString(), "-o", "json", "--expect-start", @"+OK\n", "--expect-struct", "!2h 1 3");
        Assert.True(result.ExitCode == 19, result.ToString());
        using JsonDocument report = JsonDocument.Parse(result.Stdout);
        JsonElement failure = report.RootElement.GetProperty("failure"), steps = report.RootElement.GetProperty("steps");
        Assert.Equal(("exchange", "reply_mismatch", 2), (failure.GetProperty("phase").GetString(), failure.GetProperty("reason").GetString(), failure.GetProperty("step").GetInt32()));
        Assert.Equal(JsonValueKind.Null, steps[0].GetProperty("mismatch").ValueKind);
        Assert.Equal(
            """
            {"expected":"the struct \u0022!2h 1 3\u0022","got":"\u0022\\0\\x01\\xff\\xfd\u0022","offset":2,"fields":[{"field":1,"code":"h","offset":0,"expected":"1","got":"1","ok":true},{"field":2,"code":"h","offset":2,"expected":"3","got":"-3","ok":false}]}
            """,
            steps[1].GetProperty("mismatch").GetRawText().Replace("\\\"", "\\u0022", StringComparison.Ordinal));
    }

    [Fact]
    public void Captures_go_into_later_sends_and_into_the_report()
    {
        byte[]? heard = null;
        using ScriptedPeer peer = new(socket =>
        {
            _ = socket.Send([.. "session 0042; key="u8, 0xc3]);
            heard = Peers.ReceiveAll(socket);
        });
        ToolResult result = Tool.Run(
            peer.EndPoint.ToString(), "-o", "json", "--expect-regex", @"session (?<id>\d+); key=(?<key>.)", "--send", @"${id}/\{id}\n", "--send-struct", "! I: ${id}", "--half-close");
        Assert.True(result.ExitCode == 0, result.ToString());
        peer.Join();
        Assert.Equal("0042/0042\n\0\0\0*", Encoding.Latin1.GetString(heard!));
        using JsonDocument report = JsonDocument.Parse(result.Stdout);
        JsonElement captures = report.RootElement.GetProperty("steps")[0].GetProperty("captures");
        Assert.Equal(("0042", @"\xc3"), (captures.GetProperty("id").GetString(), captures.GetProperty("key").GetString()));
        Assert.Equal(["expect-regex", "send", "send-struct", "half-close"], report.RootElement.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("name").GetString()));
        Assert.Equal([0, 10, 4, 0], report.RootElement.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("bytes_sent").GetInt32()));
    }

    [Fact]
    public void A_reply_is_decoded_with_the_layout_that_is_given()
    {
        using ScriptedPeer peer = Peers.Answering(Peers.DefaultExchange[5..]);
        ToolResult result = Tool.Run(peer.EndPoint.ToString(), "-v", "-o", "json", "--reply-exactly", "22", "--reply-struct", "! I 2s Q 2h f");
        Assert.True(result.ExitCode == 0, result.ToString());
        using JsonDocument report = JsonDocument.Parse(result.Stdout);
        JsonElement decoded = report.RootElement.GetProperty("reply").GetProperty("struct");
        Assert.Equal("""[1,"ab",2,3,3,2.5]""", decoded.GetProperty("values").GetRawText());
        Assert.Contains("1 \"ab\" 2 3 3 2.5", result.Stderr, StringComparison.Ordinal);
    }

    [TlsFact]
    public void A_peer_that_refuses_STARTTLS_is_tls_failed_and_another_protocol_a_mismatch()
    {
        using ScriptedPeer refusing = new(socket =>
        {
            _ = socket.Send("220 mail.test ESMTP\r\n"u8);
            _ = Peers.Receive(socket, "EHLO tcpprobe\r\n".Length);
            _ = socket.Send("250-mail.test\r\n250 SIZE\r\n"u8);
            _ = Peers.ReceiveAll(socket);
        });
        AssertReport(Tool.Run(refusing.EndPoint.ToString(), "--starttls", "smtp"), 15, @"failed in exchange step 1 \(starttls\): tls_failed after .*: expected ""250 …"" that offers STARTTLS, got ""250 SIZE\\r\\n""\n  hint: .+\n$");
        using ScriptedPeer other = new(socket =>
        {
            _ = socket.Send("SSH-2.0-OpenSSH_9.2p1\r\n"u8);
            _ = Peers.ReceiveAll(socket);
        });
        AssertReport(Tool.Run(other.EndPoint.ToString(), "--starttls", "smtp", "--io-timeout", "45"), 19, @"failed in exchange step 1 \(starttls\): reply_mismatch after .*: expected ""220 …"", got ""SSH-2.0-OpenSSH_9.2p1\\r\\n""");
    }

    private static void AssertReport(ToolResult result, int code, string pattern)
    {
        Assert.True(result.ExitCode == code, result.ToString());
        Assert.Matches(pattern, result.Stdout);
        Assert.Empty(result.Stderr);
    }
}
