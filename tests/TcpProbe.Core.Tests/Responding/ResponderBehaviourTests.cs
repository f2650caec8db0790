using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using TcpProbe.Core.Responding;

namespace TcpProbe.Core.Tests.Responding;

public sealed class ResponderBehaviourTests
{
    private static readonly IPEndPoint Anywhere = new(IPAddress.Loopback, 0);

    [Fact]
    public void Echo_sends_back_what_comes_and_a_FIN_after_the_peers()
    {
        using EventLog log = new();
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Echo(), log.Add);
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        client.Send("one"u8);
        Assert.Equal("one"u8, client.Receive(3));
        client.Send("two"u8);
        client.HalfClose();
        Assert.Equal("two"u8, client.ReceiveToEnd());

        Assert.Equal(client.Socket.LocalEndPoint, log.Next<ResponderEvent.Accepted>().Peer);
        Assert.Equal(new((IPEndPoint)client.Socket.LocalEndPoint!, 6, 6, ResponderEnding.PeerClosed), log.Next<ResponderEvent.Ended>());
    }

    [Fact]
    public void Echo_sends_back_a_megabyte_unchanged()
    {
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Echo());
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        byte[] bytes = new byte[1 << 20];
        new Random(1).NextBytes(bytes);
        Thread sender = new(() =>
        {
            client.Send(bytes);
            client.HalfClose();
        });
        sender.Start();
        Assert.Equal(bytes, client.ReceiveToEnd());
        sender.Join();
    }

    [Fact]
    public void Echo_stops_reading_from_a_peer_that_does_not_read()
    {
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Echo());
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        client.SendUntilStalled();
    }

    [Fact]
    public void Silent_reads_and_never_answers()
    {
        using EventLog log = new();
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Silent(), log.Add);
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        client.Send("data\n"u8);
        client.HalfClose();
        Assert.Empty(client.ReceiveToEnd());
        log.Next<ResponderEvent.Accepted>();
        Assert.Equal(new((IPEndPoint)client.Socket.LocalEndPoint!, 5, 0, ResponderEnding.PeerClosed), log.Next<ResponderEvent.Ended>());
    }

    [Fact]
    public void Close_sends_a_FIN_at_once_and_no_reset_after_it()
    {
        using EventLog log = new();
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.CloseAtOnce(), log.Add);
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        Assert.Equal(0, client.Socket.Receive(new byte[1]));
        client.Send("data\n"u8);
        client.Send("more"u8);
        client.HalfClose();
        log.Next<ResponderEvent.Accepted>();
        Assert.Equal(new((IPEndPoint)client.Socket.LocalEndPoint!, 9, 0, ResponderEnding.PeerClosed), log.Next<ResponderEvent.Ended>());
        Assert.Equal(0, client.Socket.Receive(new byte[1]));
    }

    [Fact]
    public void Reset_sends_a_RST_at_once()
    {
        using EventLog log = new();
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.ResetAtOnce(), log.Add);
        SocketException reset = Assert.Throws<SocketException>(() =>
        {
            // The reset may be faster than the return from connect.
            using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
            client.Socket.Receive(new byte[1]);
        });
        Assert.Equal(SocketError.ConnectionReset, reset.SocketErrorCode);
        log.Next<ResponderEvent.Accepted>();
        Assert.Equal(ResponderEnding.Reset, log.Next<ResponderEvent.Ended>().How);
    }

    public static TheoryData<ResponderBehaviour> Answering => new(new ResponderBehaviour.Echo(), new ResponderBehaviour.Recipe());

    [Theory]
    [MemberData(nameof(Answering))]
    public void Each_answer_comes_after_the_delay(ResponderBehaviour behaviour)
    {
        using Responder responder = Responder.Start(Anywhere, behaviour, terms: new() { Delay = TimeSpan.FromMilliseconds(200) });
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        long start = Stopwatch.GetTimestamp();
        client.Send("data\n"u8);
        Assert.Equal("data\n"u8, client.Receive(5));
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.FromMilliseconds(190), TimeSpan.MaxValue);
        client.HalfClose();
        Assert.Empty(client.ReceiveToEnd());
    }

    [Fact]
    public void The_delay_goes_by_the_clock_that_it_is_given()
    {
        FakeTimeProvider clock = new();
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Echo(), clock: clock, terms: new() { Delay = TimeSpan.FromDays(100) });
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        client.Send("data\n"u8);

        // The wait may not have begun yet when the clock is turned, so it is turned until the answer is there.
        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                clock.Advance(TimeSpan.FromDays(101));
                return client.Socket.Poll(TimeSpan.FromMilliseconds(10), SelectMode.SelectRead);
            },
            TimeSpan.FromSeconds(10)));
        Assert.Equal("data\n"u8, client.Receive(5));
    }

    [Fact]
    public void Drip_sends_one_byte_after_each_interval()
    {
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Drip(TimeSpan.FromMilliseconds(50)));
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        long start = Stopwatch.GetTimestamp();
        client.Send("data\n"u8);
        Assert.Equal("...."u8, client.Receive(4));
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.FromMilliseconds(190), TimeSpan.MaxValue);
    }

    [Fact]
    public void Drip_goes_on_while_the_peer_still_reads_and_ends_when_it_is_gone()
    {
        using EventLog log = new();
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Drip(TimeSpan.FromMilliseconds(5)), log.Add);
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        log.Next<ResponderEvent.Accepted>();
        client.Send("data\n"u8);
        client.HalfClose();
        Assert.Equal("...."u8, client.Receive(4));
        client.Dispose();
        ResponderEvent.Ended ended = log.Next<ResponderEvent.Ended>();
        Assert.Equal(ResponderEnding.PeerReset, ended.How);
        Assert.InRange(ended.BytesSent, 4, int.MaxValue);
    }

    [Fact]
    public void A_peer_that_resets_ends_its_own_connection_only()
    {
        using EventLog log = new();
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Echo(), log.Add);
        using LoopbackClient rude = LoopbackClient.Connect(responder.EndPoint);
        log.Next<ResponderEvent.Accepted>();
        rude.Reset();
        Assert.Equal(ResponderEnding.PeerReset, log.Next<ResponderEvent.Ended>().How);

        using LoopbackClient polite = LoopbackClient.Connect(responder.EndPoint);
        polite.Send("data\n"u8);
        Assert.Equal("data\n"u8, polite.Receive(5));
    }
}
