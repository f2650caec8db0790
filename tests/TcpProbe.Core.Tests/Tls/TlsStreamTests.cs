using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using TcpProbe.Core.Timing;
using TcpProbe.Core.Tls;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Core.Tests.Tls;

/// <summary>What is said and heard inside TLS.</summary>
public sealed class TlsStreamTests
{
    private static readonly TestCertificate s_root = TestCertificate.Root("Test Root");
    private static readonly TestCertificate s_leaf = s_root.Issue(TestDates.Good, "localhost");
    private static readonly TlsTerms s_terms = new() { Authorities = [s_root.Certificate] };

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public void Bytes_go_both_ways_and_are_counted_without_their_wrapping(SslProtocols version)
    {
        byte[] heard = new byte[5];
        SslServerAuthenticationOptions options = TlsPeer.Presenting(s_leaf);
        options.EnabledSslProtocols = version;
        using ScriptedPeer peer = TlsPeer.Serving(options, tls =>
        {
            tls.ReadExactly(heard);
            foreach (byte letter in "abc"u8) tls.Write([letter]);
            tls.ShutdownAsync().Wait();
            TlsPeer.Drain(tls);
        });
        using Handshake handshake = new(peer, s_terms);
        TlsStream stream = handshake.Stream;
        stream.Write("hello"u8);
        Assert.Equal("abc"u8.ToArray(), ReadAll(stream));
        Assert.Equal((5, 3), (stream.BytesSent, stream.BytesReceived));
        Assert.Equal("hello"u8.ToArray(), heard);
    }

    [Theory]
    [InlineData("1503030002", "0250")]
    [InlineData("1703030020", "00000000000000000000000000000000000000000000000000000000000000ff")]
    public void What_came_before_a_broken_record_is_heard_though_both_came_at_once(string header, string body)
    {
        using ScriptedPeer peer = new(socket =>
        {
            using NetworkStream network = new(socket);
            using HoldingStream appending = new(network);
            using SslStream tls = new(appending);
            tls.AuthenticateAsServer(TlsPeer.Presenting(s_leaf));
            tls.ReadExactly(new byte[2]);
            appending.Appended = Convert.FromHexString(header + body);
            tls.Write("+PONG"u8);
            TlsPeer.Drain(network);
        });
        using Handshake handshake = new(peer, s_terms);
        TlsStream stream = handshake.Stream;
        stream.Write("go"u8);
        byte[] heard = new byte[100];
        Assert.Equal("+PONG"u8.ToArray(), heard[..stream.Read(heard)]);
        Assert.NotNull(Assert.Throws<StreamFault>(() => stream.Read(heard)).WrapperError);
    }

    [Fact]
    public void A_large_reply_comes_whole()
    {
        byte[] large = new byte[3 << 20];
        Random.Shared.NextBytes(large);
        using ScriptedPeer peer = Serving(tls => tls.Write(large));
        using Handshake handshake = new(peer, s_terms);
        Assert.Equal(large, ReadAll(handshake.Stream));
    }

    [Fact]
    public void A_large_request_goes_whole()
    {
        byte[] large = new byte[3 << 20], heard = new byte[large.Length];
        Random.Shared.NextBytes(large);
        using ScriptedPeer peer = Serving(tls => tls.ReadExactly(heard));
        using Handshake handshake = new(peer, s_terms);
        handshake.Stream.Write(large);
        Assert.Equal(large.Length, handshake.Stream.BytesSent);
        handshake.Stream.HalfClose();
        peer.Join();
        Assert.Equal(large, heard);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(20)]
    public void A_limit_that_ends_a_read_takes_nothing_from_the_next(int bytesOfTheRecord)
    {
        using ManualResetEventSlim goOn = new();
        using ScriptedPeer peer = new(socket =>
        {
            using NetworkStream network = new(socket);
            using HoldingStream holding = new(network, goOn);
            using SslStream tls = new(holding);
            tls.AuthenticateAsServer(TlsPeer.Presenting(s_leaf));
            tls.ReadExactly(new byte[2]);
            holding.HoldAfter = bytesOfTheRecord;
            tls.Write("the whole reply"u8);
            TlsPeer.Drain(tls);
        });
        using Handshake handshake = new(peer, s_terms);
        TlsStream stream = handshake.Stream;
        Deadline plenty = stream.Deadline;
        stream.Write("go"u8);
        stream.Deadline = Deadline.After(TimeSpan.FromSeconds(0.2), TimeLimit.IoTimeout, TimeProvider.System);
        StreamFault fault = Assert.Throws<StreamFault>(() => stream.Read(new byte[100]));
        Assert.Equal((false, TimeLimit.IoTimeout), (fault.Sending, fault.Limit));
        goOn.Set();
        stream.Deadline = plenty;
        byte[] reply = new byte[100];
        Assert.Equal("the whole reply"u8.ToArray(), reply[..stream.Read(reply)]);
    }

    [Fact]
    public void After_our_goodbye_the_peer_is_still_heard()
    {
        using ScriptedPeer peer = Serving(tls =>
        {
            TlsPeer.Drain(tls);
            tls.Write("last words"u8);
        });
        using Handshake handshake = new(peer, s_terms);
        handshake.Stream.HalfClose();
        handshake.Stream.HalfClose();
        Assert.Equal("last words"u8.ToArray(), ReadAll(handshake.Stream));
    }

    [Fact]
    public void FIN_without_a_goodbye_is_an_end_too_even_within_a_record()
    {
        using ScriptedPeer peer = new(socket =>
        {
            using NetworkStream network = new(socket);
            using SslStream tls = new(network);
            tls.AuthenticateAsServer(TlsPeer.Presenting(s_leaf));
            tls.Write("abc"u8);
            network.Write([0x17, 3, 3, 0, 50, 1, 2, 3]);
            socket.Shutdown(SocketShutdown.Send);
            TlsPeer.Drain(network);
        });
        using Handshake handshake = new(peer, s_terms);
        Assert.Equal("abc"u8.ToArray(), ReadAll(handshake.Stream));
    }

    [Fact]
    public void Bytes_that_are_no_record_end_a_read_in_words()
    {
        using ScriptedPeer peer = new(socket =>
        {
            using NetworkStream network = new(socket);
            using SslStream tls = new(network);
            tls.AuthenticateAsServer(TlsPeer.Presenting(s_leaf));
            network.Write("HTTP/1.1 500 what?\r\n\r\n"u8);
            TlsPeer.Drain(network);
        });
        using Handshake handshake = new(peer, s_terms);
        StreamFault fault = Assert.Throws<StreamFault>(() => handshake.Stream.Read(new byte[1]));
        Assert.NotEmpty(fault.WrapperError!);
        Assert.False(fault.Sending);
    }

    [Fact]
    public void A_reset_keeps_its_name()
    {
        using ScriptedPeer peer = new(socket =>
        {
            using (NetworkStream network = new(socket, ownsSocket: false))
            using (SslStream tls = new(network))
            {
                tls.AuthenticateAsServer(TlsPeer.Presenting(s_leaf));
                tls.ReadExactly(new byte[2]);
            }

            socket.LingerState = new LingerOption(true, 0);
        });
        using Handshake handshake = new(peer, s_terms);
        handshake.Stream.Write("go"u8);
        StreamFault fault = Assert.Throws<StreamFault>(() => ReadAll(handshake.Stream));
        Assert.Equal("ECONNRESET", fault.ErrorName);
    }

    [Fact]
    public void A_peer_that_does_not_read_ends_a_write()
    {
        using ManualResetEventSlim over = new();
        using ScriptedPeer peer = Serving(_ => over.Wait());
        using Handshake handshake = new(peer, s_terms);
        TlsStream stream = handshake.Stream;
        stream.Deadline = Deadline.After(TimeSpan.FromSeconds(1), TimeLimit.Deadline, TimeProvider.System);
        StreamFault fault = Assert.Throws<StreamFault>(() => stream.Write(new byte[64 << 20]));
        over.Set();
        Assert.Equal((true, TimeLimit.Deadline), (fault.Sending, fault.Limit));
        Assert.InRange(stream.BytesSent, 1, (64 << 20) - 1);
    }

    [Fact]
    public void A_goodbye_that_does_not_get_through_names_the_limit_of_its_own()
    {
        using ManualResetEventSlim over = new();
        using ScriptedPeer peer = Serving(_ => over.Wait());
        using Handshake handshake = new(peer, s_terms);
        TlsStream stream = handshake.Stream;
        stream.Deadline = Deadline.After(TimeSpan.FromSeconds(0.3), TimeLimit.IoTimeout, TimeProvider.System);
        _ = Assert.Throws<StreamFault>(() => stream.Write(new byte[64 << 20]));
        stream.Deadline = Deadline.After(TimeSpan.Zero, TimeLimit.Deadline, TimeProvider.System);
        StreamFault fault = Assert.Throws<StreamFault>(stream.HalfClose);
        over.Set();
        Assert.Equal((true, TimeLimit.Deadline), (fault.Sending, fault.Limit));
    }

    [Fact]
    public void Once_the_peer_has_broken_its_word_nothing_more_is_said()
    {
        using ScriptedPeer peer = BreakingItsWord(() => { });
        using Handshake handshake = new(peer, s_terms);
        TlsStream stream = handshake.Stream;
        _ = Assert.Throws<StreamFault>(() => stream.Read(new byte[1]));
        Assert.All([() => stream.Write("x"u8), stream.HalfClose], (Action say) =>
        {
            StreamFault fault = Assert.Throws<StreamFault>(say);
            Assert.NotEmpty(fault.WrapperError!);
            Assert.True(fault.Sending);
        });
    }

    [Fact]
    public void What_breaks_the_connection_after_the_handshake_is_heard_as_the_verdict()
    {
        using ManualResetEventSlim said = new();
        using ScriptedPeer peer = BreakingItsWord(said.Set);
        using Handshake handshake = new(peer, s_terms);
        said.Wait();
        Assert.NotEmpty(Assert.Throws<StreamFault>(() => handshake.Stream.HearVerdict(alsoAfterTickets: false)).WrapperError!);
    }

    [Fact]
    public void The_end_behind_the_tickets_is_heard_by_whoever_waits_for_more()
    {
        using ScriptedPeer peer = Serving(tls =>
        {
            // The tickets are there first, so that what is tried is the wait beyond them.
            Thread.Sleep(TimeSpan.FromSeconds(0.2));
            tls.ShutdownAsync().GetAwaiter().GetResult();
            TlsPeer.Drain(tls);
        });
        using Handshake handshake = new(peer, s_terms);
        Assert.True(handshake.Stream.HearVerdict(alsoAfterTickets: true));
    }

    [Fact]
    public void A_ticket_is_no_refusal_and_ends_the_waiting()
    {
        using ScriptedPeer peer = Serving(TlsPeer.Drain);
        using Handshake handshake = new(peer, s_terms);
        TlsStream stream = handshake.Stream;
        long start = TimeProvider.System.GetTimestamp();
        Assert.Null(stream.HearVerdict(alsoAfterTickets: false));
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Equal(0, stream.BytesReceived);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12, false)]
    [InlineData(SslProtocols.Tls13, true)]
    public void Silence_is_no_refusal(SslProtocols version, bool alsoAfterTickets)
    {
        SslServerAuthenticationOptions options = TlsPeer.Presenting(s_leaf);
        options.EnabledSslProtocols = version;
        using ScriptedPeer peer = TlsPeer.Serving(options);
        using Handshake handshake = new(peer, s_terms);
        TlsStream stream = handshake.Stream;
        stream.Deadline = Deadline.After(TimeSpan.FromSeconds(0.2), TimeLimit.IoTimeout, TimeProvider.System);
        Assert.Null(stream.HearVerdict(alsoAfterTickets));
        Assert.Equal(0, stream.BytesReceived);
    }

    private static ScriptedPeer Serving(Action<SslStream> script) => TlsPeer.Serving(TlsPeer.Presenting(s_leaf), script);

    private static ScriptedPeer BreakingItsWord(Action said) => new(socket =>
    {
        // Nagle's algorithm would keep the last words back until the tickets before them are acknowledged.
        socket.NoDelay = true;
        using NetworkStream network = new(socket);
        using SslStream tls = new(network);
        tls.AuthenticateAsServer(TlsPeer.Presenting(s_leaf));
        network.Write([0x17, 3, 3, 0, 32, .. new byte[32]]);
        said();
        TlsPeer.Drain(network);
    });

    private static byte[] ReadAll(TlsStream stream)
    {
        List<byte> all = [];
        byte[] buffer = new byte[10_000];
        while (stream.Read(buffer) is > 0 and int count) all.AddRange(buffer.AsSpan(0, count));
        return [.. all];
    }
}
