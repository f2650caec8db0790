using System.Net;
using System.Net.Sockets;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Responding;

namespace TcpProbe.Core.Tests.Responding;

public sealed class ResponderTermsTests
{
    private static readonly IPEndPoint Anywhere = new(IPAddress.Loopback, 0);
    private static readonly ResponderTerms Pong = new() { Reply = "pong"u8.ToArray() };

    public static TheoryData<ResponderBehaviour> Answering => new(
        new ResponderBehaviour.Echo(),
        new ResponderBehaviour.Fragment(),
        new ResponderBehaviour.Drip(TimeSpan.FromMilliseconds(1)));

    [Theory]
    [MemberData(nameof(Answering))]
    public void Each_request_gets_the_reply(ResponderBehaviour behaviour)
    {
        using Responder responder = Responder.Start(Anywhere, behaviour, terms: Pong);
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        for (int i = 0; i < 2; i++)
        {
            client.Send("ping"u8);
            Assert.Equal("pong"u8, client.Receive(4));
        }

        client.HalfClose();
        Assert.Empty(client.ReceiveToEnd());
    }

    public static TheoryData<ResponderBehaviour> Speaking => new(
        new ResponderBehaviour.Echo(),
        new ResponderBehaviour.Recipe(),
        new ResponderBehaviour.Silent(),
        new ResponderBehaviour.CloseAtOnce(),
        new ResponderBehaviour.Drip(TimeSpan.FromMilliseconds(1)),
        new ResponderBehaviour.Fragment(),
        new ResponderBehaviour.Flood(),
        new ResponderBehaviour.Tarpit());

    [Theory]
    [MemberData(nameof(Speaking))]
    public void The_banner_comes_before_anything_is_asked(ResponderBehaviour behaviour)
    {
        using Responder responder = Responder.Start(Anywhere, behaviour, terms: new() { Banner = "220 hello\r\n"u8.ToArray() });
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        Assert.Equal("220 hello\r\n"u8, client.Receive(11));
    }

    [Fact]
    public void Close_answers_the_first_request_before_it_closes()
    {
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.CloseAtOnce(), terms: Pong);
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        client.Send("ping"u8);
        Assert.Equal("pong"u8, client.ReceiveToEnd());
    }

    [Fact]
    public void Reset_answers_the_first_request_before_it_resets()
    {
        using EventLog log = new();
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.ResetAtOnce(), log.Add, terms: Pong);
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        client.Send("ping"u8);
        log.Next<ResponderEvent.Accepted>();
        ResponderEvent.Ended ended = log.Next<ResponderEvent.Ended>();
        Assert.Equal((4, 4, ResponderEnding.Reset), (ended.BytesReceived, ended.BytesSent, ended.How));
    }

    [Fact]
    public void What_comes_is_told_piece_by_piece()
    {
        using EventLog log = new();
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Echo(), log.Add);
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        log.Next<ResponderEvent.Accepted>();
        client.Send("one"u8);
        Assert.Equal("one"u8, client.Receive(3));
        ResponderEvent.PieceReceived piece = log.Next<ResponderEvent.PieceReceived>();
        Assert.Equal((3, "one"), (piece.Count, EscapedText.Show(piece.Head.Span)));
    }

    [Fact]
    public void Structs_are_told_wherever_pieces_end_and_so_is_what_is_left()
    {
        List<ResponderEvent> told = [];
        HearingLog log = new(Anywhere, StructFormat.Parse("!2H"), told.Add);
        foreach (byte[] piece in Convert.FromHexString("0001000200030004" + "ffff").Chunk(3)) log.Tell(piece);
        log.TellRest();
        Assert.Equal(["1 2", "3 4"], told.OfType<ResponderEvent.StructReceived>().Select(data => StructText.Show(data.Values)));
        Assert.Equal(2, Assert.IsType<ResponderEvent.PieceReceived>(told[^1]).Count);
        Assert.Equal(3, told.Count);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("!B")]
    public void A_peer_cannot_make_the_log_longer_than_its_bound(string? format)
    {
        List<ResponderEvent> told = [];
        HearingLog log = new(Anywhere, format is null ? null : StructFormat.Parse(format), told.Add);
        for (int i = 0; i < 1000; i++) log.Tell(new byte[10_000]);
        log.TellRest();
        Assert.Equal(HearingLog.MostTold + 1, told.Count);
        Assert.IsType<ResponderEvent.Muted>(told[^1]);
        Assert.All(told.OfType<ResponderEvent.PieceReceived>(), piece => Assert.Equal((10_000, HearingLog.KeptBytes), (piece.Count, piece.Head.Length)));
    }

    [Fact]
    public void Fragment_sends_each_byte_in_a_segment_of_its_own_even_if_nobody_reads_yet()
    {
        byte[] reply = new byte[500];
        using EventLog log = new();
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Fragment(), log.Add, terms: new() { Reply = reply });
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        client.Send("x"u8);
        Assert.True(SpinWait.SpinUntil(() => client.Socket.Available == reply.Length, TimeSpan.FromSeconds(10)));
        if (OperatingSystem.IsLinux()) Assert.Equal(500u, DataSegmentsReceived(client.Socket));
        Assert.Equal(reply, client.Receive(reply.Length));
        client.HalfClose();
        log.Next<ResponderEvent.Accepted>();
        log.Next<ResponderEvent.PieceReceived>();
        ResponderEvent.Ended ended = log.Next<ResponderEvent.Ended>();
        Assert.Equal((1L, 500L), (ended.BytesReceived, ended.BytesSent));
    }

    [Fact]
    public void Flood_fills_whatever_reads_and_ends_with_the_peer()
    {
        using EventLog log = new();
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Flood(), log.Add);
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        byte[] flood = client.Receive(1 << 20);
        Assert.Equal(1 << 20, flood.Length);
        Assert.StartsWith("0123456789abcdef0123456789abcdef", EscapedText.Show(flood), StringComparison.Ordinal);
        log.Next<ResponderEvent.Accepted>();
        client.Dispose();
        Assert.Equal(ResponderEnding.PeerReset, log.Next<ResponderEvent.Ended>().How);
    }

    [Fact]
    public void Flood_repeats_the_reply()
    {
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Flood(), terms: Pong);
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        Assert.Equal("pongpongpo"u8, client.Receive(10));
    }

    [Fact]
    public void Tarpit_takes_so_little_that_a_send_stalls()
    {
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Tarpit());
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        client.Socket.SendBufferSize = 4096;
        client.Socket.SendTimeout = 500;
        int sent = 0;
        SocketException stalled = Assert.Throws<SocketException>(() =>
        {
            while (sent < 1 << 20) sent += client.Socket.Send(new byte[1000]);
        });
        Assert.Equal(SocketError.TimedOut, stalled.SocketErrorCode);
        Assert.InRange(sent, 1, 64 * 1024);
    }

    [Fact]
    public void Tarpit_notices_that_its_peer_has_gone()
    {
        using EventLog log = new();
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Tarpit(), log.Add);
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        client.Send("data"u8);
        log.Next<ResponderEvent.Accepted>();
        client.Dispose();
        Assert.Equal(0, log.Next<ResponderEvent.Ended>().BytesReceived);
    }

    [Fact]
    public void Full_backlog_lets_nobody_in()
    {
        if (!OperatingSystem.IsLinux()) return;
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.FullBacklog());
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        Assert.Equal(SocketError.WouldBlock, Assert.Throws<SocketException>(() => socket.Connect(responder.EndPoint)).SocketErrorCode);
        Assert.False(socket.Poll(TimeSpan.FromMilliseconds(500), SelectMode.SelectWrite));
        Assert.False(socket.Poll(TimeSpan.Zero, SelectMode.SelectError));
    }

    // tcpi_data_segs_in of struct tcp_info, linux/tcp.h.
    private static uint DataSegmentsReceived(Socket socket)
    {
        byte[] info = new byte[256];
        _ = socket.GetRawSocketOption(6, 11, info);
        return BitConverter.ToUInt32(info, 152);
    }
}
