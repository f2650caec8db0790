using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using TcpProbe.Core.Responding;

namespace TcpProbe.Core.Tests.Responding;

public sealed class ResponderTests
{
    private static readonly IPEndPoint Anywhere = new(IPAddress.Loopback, 0);

    // Well below the two seconds after which Dispose gives a thread up, far above what it needs.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1.5);

    [Fact]
    public void It_tells_the_port_that_the_kernel_chose()
    {
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Echo());
        Assert.Equal(IPAddress.Loopback, responder.EndPoint.Address);
        Assert.NotEqual(0, responder.EndPoint.Port);
    }

    [Fact]
    public void An_address_that_is_taken_cannot_be_listened_on()
    {
        using Responder first = Responder.Start(Anywhere, new ResponderBehaviour.Echo());
        SocketException taken = Assert.Throws<SocketException>(() => Responder.Start(first.EndPoint, new ResponderBehaviour.Echo()));
        Assert.Equal(SocketError.AddressAlreadyInUse, taken.SocketErrorCode);
    }

    [Fact]
    public void It_serves_300_connections_at_once()
    {
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Echo());
        List<LoopbackClient> clients = [.. Enumerable.Range(0, 300).Select(_ => LoopbackClient.Connect(responder.EndPoint))];
        for (int i = 0; i < clients.Count; i++) clients[i].Send([(byte)i, (byte)(i >> 8)]);
        for (int i = 0; i < clients.Count; i++) Assert.Equal([(byte)i, (byte)(i >> 8)], clients[i].Receive(2));
        clients.ForEach(client => client.Dispose());
    }

    [Fact]
    public void Past_its_bound_a_connection_waits_until_another_ends()
    {
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Echo());
        List<LoopbackClient> clients = [];
        for (int i = 0; i < Responder.MaxConnections; i++)
        {
            // Answered one by one, so that the accept queue is never full and no SYN has to come again.
            clients.Add(LoopbackClient.Connect(responder.EndPoint));
            clients[i].Send("x"u8);
            Assert.Equal("x"u8, clients[i].Receive(1));
        }

        using LoopbackClient late = LoopbackClient.Connect(responder.EndPoint);
        late.Send("late"u8);
        Assert.False(late.Socket.Poll(TimeSpan.FromMilliseconds(200), SelectMode.SelectRead));
        clients[0].Dispose();
        Assert.Equal("late"u8, late.Receive(4));
        clients.ForEach(client => client.Dispose());
    }

    [Fact]
    public void Disposed_it_ends_silent_connections_soon_and_listens_no_more()
    {
        using EventLog log = new();
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Silent(), log.Add);
        List<LoopbackClient> clients = [.. Enumerable.Range(0, 50).Select(_ => LoopbackClient.Connect(responder.EndPoint))];
        clients.ForEach(_ => log.Next<ResponderEvent.Accepted>());
        Assert.InRange(TimeToDispose(responder), TimeSpan.Zero, Soon);
        clients.ForEach(_ => Assert.Equal(ResponderEnding.Stopped, log.Next<ResponderEvent.Ended>().How));
        clients.ForEach(client => Assert.Empty(client.ReceiveToEnd()));
        SocketException refused = Assert.Throws<SocketException>(() => LoopbackClient.Connect(responder.EndPoint));
        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
        clients.ForEach(client => client.Dispose());
    }

    public static TheoryData<ResponderBehaviour> Waiting => new(
        new ResponderBehaviour.Echo(),
        new ResponderBehaviour.Recipe(),
        new ResponderBehaviour.CloseAtOnce(),
        new ResponderBehaviour.Drip(TimeSpan.FromHours(1)),
        new ResponderBehaviour.Fragment(),
        new ResponderBehaviour.Flood(),
        new ResponderBehaviour.Tarpit());

    [Theory]
    [MemberData(nameof(Waiting))]
    public void Disposed_it_ends_every_behaviour_soon(ResponderBehaviour behaviour)
    {
        using EventLog log = new();
        using Responder responder = Responder.Start(Anywhere, behaviour, log.Add);
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        client.Send("data"u8);
        log.Next<ResponderEvent.Accepted>();
        Assert.InRange(TimeToDispose(responder), TimeSpan.Zero, Soon);
        Assert.Equal(ResponderEnding.Stopped, log.Next<ResponderEvent.Ended>().How);
    }

    [Fact]
    public void Disposed_it_ends_a_delay_soon()
    {
        using EventLog log = new();
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Echo(), log.Add, terms: new() { Delay = TimeSpan.FromHours(1) });
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        client.Send("data"u8);
        log.Next<ResponderEvent.Accepted>();
        Assert.InRange(TimeToDispose(responder), TimeSpan.Zero, Soon);
        Assert.Equal(ResponderEnding.Stopped, log.Next<ResponderEvent.Ended>().How);
    }

    [Fact]
    public void After_its_last_connection_it_listens_no_more_and_says_so_once_that_is_over()
    {
        using ManualResetEventSlim served = new();
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Echo(), terms: new() { Connections = 2 });
        responder.WhenServed(served.Set);
        using LoopbackClient first = LoopbackClient.Connect(responder.EndPoint), second = LoopbackClient.Connect(responder.EndPoint);
        second.Send("x"u8);
        Assert.Equal("x"u8, second.Receive(1));
        Assert.True(SpinWait.SpinUntil(() => IsRefused(responder.EndPoint), TimeSpan.FromSeconds(10)));
        second.HalfClose();
        Assert.Empty(second.ReceiveToEnd());
        Assert.False(served.IsSet);
        first.HalfClose();
        Assert.Empty(first.ReceiveToEnd());
        Assert.True(served.Wait(TimeSpan.FromSeconds(10)));
        using ManualResetEventSlim late = new();
        responder.WhenServed(late.Set);
        Assert.True(late.IsSet);
    }

    [Fact]
    public void Disposed_it_ends_a_connection_whose_peer_does_not_read_soon()
    {
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Echo());
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        client.SendUntilStalled();
        Assert.InRange(TimeToDispose(responder), TimeSpan.Zero, Soon);
    }

    [Fact]
    public void Disposed_it_ends_a_connection_whose_peer_never_stops_sending_soon()
    {
        using EventLog log = new();
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Silent(), log.Add);
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        log.Next<ResponderEvent.Accepted>();
        using ManualResetEventSlim flooding = new();
        Thread flood = new(() => SendUntilRefused(client, flooding));
        flood.Start();
        flooding.Wait();
        Assert.InRange(TimeToDispose(responder), TimeSpan.Zero, Soon);

        // Sooner than the send's own timeout: the peer is told, not left waiting at a closed window.
        Assert.True(flood.Join(TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public void It_may_be_disposed_twice_and_by_its_own_observer()
    {
        using ManualResetEventSlim disposed = new();
        Responder? responder = null;
        using ManualResetEventSlim started = new();
        TimeSpan took = TimeSpan.MaxValue;
        responder = Responder.Start(Anywhere, new ResponderBehaviour.Silent(), happened =>
        {
            if (happened is not ResponderEvent.Accepted) return;
            started.Wait();
            took = TimeToDispose(responder!);
            disposed.Set();
        });
        started.Set();
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        Assert.True(disposed.Wait(TimeSpan.FromSeconds(10)));
        Assert.InRange(took, TimeSpan.Zero, Soon);
        responder.Dispose();
    }

    private static void SendUntilRefused(LoopbackClient client, ManualResetEventSlim flooding)
    {
        byte[] bytes = new byte[1 << 16];
        try
        {
            while (true)
            {
                client.Send(bytes);
                flooding.Set();
            }
        }
        catch (SocketException)
        {
        }
    }

    private static bool IsRefused(IPEndPoint endPoint)
    {
        try
        {
            LoopbackClient.Connect(endPoint).Dispose();
            return false;
        }
        catch (SocketException refused)
        {
            return refused.SocketErrorCode == SocketError.ConnectionRefused;
        }
    }

    private static TimeSpan TimeToDispose(Responder responder)
    {
        long start = Stopwatch.GetTimestamp();
        responder.Dispose();
        return Stopwatch.GetElapsedTime(start);
    }
}
