using System.Net;
using System.Net.Sockets;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Responding;

namespace TcpProbe.Core.Tests.Responding;

public sealed class ResponderExpectationTests
{
    private static readonly IPEndPoint Anywhere = new(IPAddress.Loopback, 0);
    private static readonly Expectation Ping = new StartExpectation("PING\r\n"u8.ToArray());
    private static readonly Expectation Point = new StructExpectation(StructPattern.Parse("!2H: 1 *"));

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(12)]
    public void Each_request_is_answered_once_it_is_complete_wherever_segments_end(int segment)
    {
        using Responder responder = Start(Ping);
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        foreach (byte[] piece in "PING\r\nPING\r\n"u8.ToArray().Chunk(segment)) client.Send(piece);
        Assert.Equal("+PONG\r\n+PONG\r\n"u8, client.Receive(14));
        client.HalfClose();
        Assert.Empty(client.ReceiveToEnd());
        AssertServed(responder, refused: 0);
    }

    [Fact]
    public void Without_a_reply_the_whole_request_comes_back_and_its_structs_are_told()
    {
        using EventLog log = new();
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Echo(), log.Add, terms: new() { Expectations = [Ping, Point] });
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        byte[] request = [.. "PING\r\n"u8, 0, 1, 0, 7];
        client.Send(request);
        Assert.Equal(request, client.Receive(request.Length));
        log.Next<ResponderEvent.Accepted>();
        Assert.Equal("1 7", StructText.Show(log.Next<ResponderEvent.StructReceived>().Values));
    }

    [Theory]
    [InlineData("PUNG\r\n", 1)]
    [InlineData("PUNG", 1)]
    [InlineData("PING\r\nPINK", 3)]
    public void What_is_wrong_is_refused_at_its_first_wrong_byte(string sent, int offset)
    {
        using EventLog log = new();
        using Responder responder = Start(Ping, log);
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        client.Send(EscapedText.Parse(sent));
        log.Next<ResponderEvent.Accepted>();
        Assert.Equal(offset, log.Next<ResponderEvent.Unexpected>().How.Offset);
        Assert.Equal(ResponderEnding.Refused, log.Next<ResponderEvent.Ended>().How);
        AssertIsReset(client);
        AssertServed(responder, refused: 1);
    }

    [Theory]
    [InlineData("", "nothing")]
    [InlineData("PIN", "\"PIN\"")]
    [InlineData("PING\r\nPIN", "\"PIN\"")]
    public void So_is_a_request_that_ends_before_it_is_complete(string sent, string got)
    {
        using EventLog log = new();
        using Responder responder = Start(Ping, log);
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        client.Send(EscapedText.Parse(sent));
        client.HalfClose();
        log.Next<ResponderEvent.Accepted>();
        Mismatch how = log.Next<ResponderEvent.Unexpected>().How;
        Assert.Equal(("\"PING\\r\\n\"", got), (how.Expected, how.Got));
        AssertServed(responder, refused: 1);
    }

    [Fact]
    public void A_field_that_is_wrong_is_named()
    {
        using EventLog log = new();
        using Responder responder = Start(Point, log);
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        client.Send([0, 2]);
        log.Next<ResponderEvent.Accepted>();
        Assert.Equal("field 1 (H): expected 1, got 2", log.Next<ResponderEvent.Unexpected>().How.Struct!.Summary);
    }

    [Fact]
    public void A_peer_that_never_sends_it_is_refused_within_64_KiB()
    {
        using EventLog log = new();
        using Responder responder = Start(new TextExpectation("end"u8.ToArray()), log);
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        client.Send(new byte[Exchange.DefaultMaxReply]);
        log.Next<ResponderEvent.Accepted>();
        log.Next<ResponderEvent.Unexpected>();
        Assert.Equal(Exchange.DefaultMaxReply, log.Next<ResponderEvent.Ended>().BytesReceived);
    }

    [Fact]
    public void A_request_that_fills_the_buffer_is_followed_by_others()
    {
        byte[] large = new byte[Exchange.DefaultMaxReply];
        using Responder responder = Start(new StartExpectation(large));
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        client.Send(large);
        client.Send(large.AsSpan(1));
        Assert.Equal("+PONG\r\n"u8, client.Receive(7));
        client.Send([0]);
        Assert.Equal("+PONG\r\n"u8, client.Receive(7));
    }

    public static TheoryData<ResponderBehaviour> Demanding => new(
        new ResponderBehaviour.Silent(),
        new ResponderBehaviour.CloseAtOnce(),
        new ResponderBehaviour.ResetAtOnce(),
        new ResponderBehaviour.Drip(TimeSpan.FromMilliseconds(1)),
        new ResponderBehaviour.Fragment(),
        new ResponderBehaviour.Flood());

    [Theory]
    [MemberData(nameof(Demanding))]
    public void Every_behaviour_that_reads_refuses(ResponderBehaviour behaviour)
    {
        using EventLog log = new();
        using Responder responder = Responder.Start(Anywhere, behaviour, log.Add, terms: new() { Expectations = [Ping] });
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        client.Send("PONG"u8);
        log.Next<ResponderEvent.Accepted>();
        log.Next<ResponderEvent.Unexpected>();
        Assert.Equal(ResponderEnding.Refused, log.Next<ResponderEvent.Ended>().How);
    }

    private static Responder Start(Expectation expectation, EventLog? log = null) => Responder.Start(
        Anywhere, new ResponderBehaviour.Echo(), log is null ? null : log.Add, terms: new() { Expectations = [expectation], Reply = "+PONG\r\n"u8.ToArray(), Connections = 1 });

    private static void AssertServed(Responder responder, int refused)
    {
        using ManualResetEventSlim served = new();
        responder.WhenServed(served.Set);
        Assert.True(served.Wait(TimeSpan.FromSeconds(10)));
        Assert.Equal(refused, responder.Refused);
    }

    private static void AssertIsReset(LoopbackClient client)
    {
        SocketException reset = Assert.Throws<SocketException>(() =>
        {
            while (client.Socket.Receive(new byte[100]) > 0)
            {
            }
        });
        Assert.Equal(SocketError.ConnectionReset, reset.SocketErrorCode);
    }
}
