using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.EndToEnd;

/// <summary>Files and stdin as what is sent.</summary>
[Trait("Category", "Process")]
public sealed class SentFileTests
{
    private static readonly byte[] s_bytes = [0, (byte)'\n', 0xff, (byte)'\r', 0, .. Enumerable.Range(0, 256).Select(value => (byte)value)];

    [Fact]
    public void A_file_goes_out_byte_for_byte()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, s_bytes);
            Assert.Equal(s_bytes, Heard(new ToolOptions { Stdin = "unread"u8.ToArray() }, "--crlf", "--send-file", path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_dash_is_stdin_byte_for_byte_to_its_end() =>
        Assert.Equal(s_bytes, Heard(new ToolOptions { Stdin = s_bytes }, "--send-file", "-"));

    [Fact]
    public void More_than_a_pipe_holds_is_sent_too()
    {
        byte[] much = new byte[3 << 20];
        new Random(5).NextBytes(much);
        Assert.Equal(much, Heard(new ToolOptions { Stdin = much }, "--send-file", "-", "--half-close", "--expect-close"));
    }

    [Fact]
    public void Without_a_dash_stdin_is_left_to_the_loop_around_it()
    {
        using ScriptedPeer peer = new(socket => _ = socket.Send("hello"u8), connections: 2);
        ToolResult result = Tool.RunProgram(
            new ToolOptions { Stdin = "one\ntwo\n"u8.ToArray() },
            ["sh", "-c", "while read word; do \"$@\" || exit; echo $word; done", "sh", .. Tool.Command, "-q", peer.EndPoint.ToString(), "--expect", "hello", "--expect-close"]);
        Assert.Equal("one\ntwo\n", result.Stdout);
    }

    private static byte[] Heard(ToolOptions options, params string[] steps)
    {
        byte[]? heard = null;
        using ScriptedPeer peer = new(socket => heard = Peers.ReceiveAll(socket));
        ToolResult result = Tool.Run(options, [peer.EndPoint.ToString(), .. steps]);
        Assert.True(result.ExitCode == 0, result.ToString());
        peer.Join();
        return heard!;
    }
}
