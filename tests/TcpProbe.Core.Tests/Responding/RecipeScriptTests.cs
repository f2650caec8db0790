using System.Net;
using System.Net.Sockets;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Responding;

namespace TcpProbe.Core.Tests.Responding;

public sealed class RecipeConversationTests
{
    private static readonly IPEndPoint Anywhere = new(IPAddress.Loopback, 0);
    private static readonly byte[] Struct = Convert.FromHexString("00000001616200000000000000020003000340200000");

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(27)]
    public void The_line_comes_back_and_the_struct_is_told_wherever_fragments_fall(int fragment)
    {
        using EventLog log = new();
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Recipe(), log.Add);
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        foreach (byte[] piece in ((byte[])[.. "data\n"u8, .. Struct]).Chunk(fragment)) client.Send(piece);
        Assert.Equal("data\n"u8, client.Receive(5));

        log.Next<ResponderEvent.Accepted>();
        Assert.Equal("data\n"u8, log.Next<ResponderEvent.LineReceived>().Line.Span);
        Assert.Equal("1 \"ab\" 2 3 3 2.5", StructText.Show(log.Next<ResponderEvent.StructReceived>().Values));

        client.HalfClose();
        Assert.Empty(client.ReceiveToEnd());
        Assert.Equal(new((IPEndPoint)client.Socket.LocalEndPoint!, 27, 5, ResponderEnding.PeerClosed), log.Next<ResponderEvent.Ended>());
    }

    [Fact]
    public void Every_byte_may_be_read_alone()
    {
        using EventLog log = new();
        using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(Anywhere);
        listener.Listen();
        using LoopbackClient client = LoopbackClient.Connect((IPEndPoint)listener.LocalEndPoint!);
        using Socket accepted = listener.Accept();
        using PeerConnection connection = new(accepted, TimeProvider.System, new StopSignal());
        Thread server = new(() => new RecipeScript(connection, TimeSpan.Zero, log.Add).Hold()) { IsBackground = true };
        server.Start();
        byte[] bytes = [.. "data\n"u8, .. Struct];
        for (int i = 0; i < bytes.Length; i++)
        {
            client.Send([bytes[i]]);
            Assert.True(SpinWait.SpinUntil(() => connection.BytesReceived > i, TimeSpan.FromSeconds(10)));
        }

        Assert.Equal("data\n"u8, log.Next<ResponderEvent.LineReceived>().Line.Span);
        Assert.Equal("1 \"ab\" 2 3 3 2.5", StructText.Show(log.Next<ResponderEvent.StructReceived>().Values));
        client.HalfClose();
        Assert.True(server.Join(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void The_line_comes_back_before_the_struct_is_sent()
    {
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Recipe());
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        client.Send("data\n"u8);
        Assert.Equal("data\n"u8, client.Receive(5));
        client.Send(Struct);
        client.HalfClose();
        Assert.Empty(client.ReceiveToEnd());
    }

    [Fact]
    public void A_FIN_ends_the_line_and_an_unfinished_struct_is_not_told()
    {
        using EventLog log = new();
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Recipe(), log.Add);
        using (LoopbackClient client = LoopbackClient.Connect(responder.EndPoint))
        {
            client.Send("data"u8);
            client.HalfClose();
            Assert.Equal("data"u8, client.ReceiveToEnd());
            log.Next<ResponderEvent.Accepted>();
            Assert.Equal("data"u8, log.Next<ResponderEvent.LineReceived>().Line.Span);
            log.Next<ResponderEvent.Ended>();
        }

        using LoopbackClient early = LoopbackClient.Connect(responder.EndPoint);
        early.Send("\n"u8);
        early.Send(Struct.AsSpan(0, 21));
        early.HalfClose();
        Assert.Equal("\n"u8, early.ReceiveToEnd());
        log.Next<ResponderEvent.Accepted>();
        log.Next<ResponderEvent.LineReceived>();
        Assert.Equal(22, log.Next<ResponderEvent.Ended>().BytesReceived);
    }

    [Fact]
    public void Nothing_at_all_is_no_line()
    {
        using EventLog log = new();
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Recipe(), log.Add);
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        client.HalfClose();
        Assert.Empty(client.ReceiveToEnd());
        log.Next<ResponderEvent.Accepted>();
        Assert.Equal(ResponderEnding.PeerClosed, log.Next<ResponderEvent.Ended>().How);
    }

    [Fact]
    public void A_line_has_at_most_64_KiB_and_what_follows_is_the_struct()
    {
        using EventLog log = new();
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Recipe(), log.Add);
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        client.Send(Enumerable.Repeat((byte)'a', 64 * 1024).ToArray());
        client.Send(Struct);
        Assert.Equal(64 * 1024, client.Receive(64 * 1024).Length);
        log.Next<ResponderEvent.Accepted>();
        Assert.Equal(64 * 1024, log.Next<ResponderEvent.LineReceived>().Line.Length);
        log.Next<ResponderEvent.StructReceived>();
    }
}
