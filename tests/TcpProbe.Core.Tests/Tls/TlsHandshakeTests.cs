using System.Buffers.Binary;
using System.Collections;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Time.Testing;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Core.Timing;
using TcpProbe.Core.Tls;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Core.Tests.Tls;

/// <summary>Handshakes that go well, and those that fail for another reason than the certificate.</summary>
public sealed class TlsHandshakeTests
{
    // RFC 8446, section 4.2.
    private const int SupportedVersions = 43, PostHandshakeAuthentication = 49;

    private static readonly TestCertificate s_root = TestCertificate.Root("Test Root");
    private static readonly TestCertificate s_leaf = s_root.Issue(TestDates.Good, "localhost", "*.example");
    private static readonly TlsTerms s_terms = new() { Authorities = [s_root.Certificate] };

    [Fact]
    public void Records_that_never_pause_and_never_finish_do_not_outlive_the_limit()
    {
        // Warning alerts and HelloRequests by turns: TLS passes over both.
        byte[] flood = [.. Enumerable.Repeat((byte[])[21, 3, 3, 0, 2, 1, 112, 22, 3, 3, 0, 4, 0, 0, 0, 0], 5000).SelectMany(record => record)];
        using ScriptedPeer peer = new(socket =>
        {
            try
            {
                while (true) _ = socket.Send(flood);
            }
            catch (SocketException)
            {
                // The probe has gone.
            }
        });
        long start = TimeProvider.System.GetTimestamp();
        using Handshake handshake = new(peer, s_terms, limit: TimeSpan.FromSeconds(0.3));
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(10));
        StreamFault fault = handshake.As<TlsResult.Faulted>().Fault;
        Assert.Equal((false, TimeLimit.IoTimeout), (fault.Sending, fault.Limit));
    }

    [Theory]
    [InlineData(TlsVersion.Tls12, TlsVersion.Tls12, "TLSv1.2")]
    [InlineData(TlsVersion.Tls12, TlsVersion.Tls13, "TLSv1.3")]
    [InlineData(TlsVersion.Tls13, TlsVersion.Tls13, "TLSv1.3")]
    public void No_version_is_spoken_but_those_between_the_oldest_and_the_newest(TlsVersion oldest, TlsVersion newest, string spoken)
    {
        using ScriptedPeer peer = TlsPeer.Serving(TlsPeer.Presenting(s_leaf));
        using Handshake handshake = new(peer, s_terms with { Minimum = oldest, Maximum = newest });
        Assert.Equal(spoken, handshake.As<TlsResult.Secured>().Session.Version);
    }

    [Fact]
    public void Terms_that_cannot_be_kept_say_why_and_nothing_is_sent()
    {
        using ScriptedPeer peer = new(socket => Assert.Equal(0, socket.Receive(new byte[1])));
        using (Handshake handshake = new(peer, s_terms with { Obstacle = "ca.pem cannot be read" }))
            Assert.Equal("ca.pem cannot be read", handshake.As<TlsResult.Unsupported>().Sentence);
        peer.Join();
    }

    [Fact]
    public void The_certificate_is_told_by_its_fingerprint_and_serial_number()
    {
        using ScriptedPeer peer = TlsPeer.Serving(TlsPeer.Presenting(s_leaf));
        using Handshake handshake = new(peer, s_terms);
        PeerCertificate certificate = handshake.As<TlsResult.Secured>().Session.Certificate!;
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(s_leaf.Certificate.RawData)), certificate.Fingerprint);
        Assert.Equal(s_leaf.Certificate.SerialNumber.TrimStart('0').ToLowerInvariant(), certificate.SerialNumber.TrimStart('0'));
    }

    [Fact]
    public void Both_sides_agree_and_the_session_is_told()
    {
        using ScriptedPeer peer = TlsPeer.Serving(TlsPeer.Presenting(s_leaf));
        using Handshake handshake = new(peer, s_terms);
        TlsResult.Secured established = handshake.As<TlsResult.Secured>();
        TlsSession session = established.Session;
        Assert.Equal(("TLSv1.3", null, "localhost"), (session.Version, session.Protocol, session.ServerName));
        Assert.StartsWith("TLS_", session.Cipher, StringComparison.Ordinal);
        Assert.Equal(("CN=leaf", "CN=Test Root", "ok", true), (session.Certificate!.Subject, session.Certificate.Issuer, session.Certificate.Verification, session.Certificate.IsAccepted));
        Assert.Equal(["localhost", "*.example"], session.Certificate.Names);
        Assert.Equal(100, session.Certificate.DaysLeft);
        Assert.True(established.Elapsed > TimeSpan.Zero);
    }

    [Fact]
    public void An_older_version_is_spoken_with_a_peer_that_knows_no_other()
    {
        using ScriptedPeer peer = TlsPeer.Serving(Speaking(SslProtocols.Tls12));
        using Handshake handshake = new(peer, s_terms);
        Assert.Equal("TLSv1.2", handshake.As<TlsResult.Secured>().Session.Version);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(50)]
    public void Empty_handshake_records_break_the_handshake(int records)
    {
        using ScriptedPeer peer = new(socket =>
        {
            _ = socket.Receive(new byte[5000]);
            _ = socket.Send([.. Enumerable.Repeat<byte[]>([22, 3, 3, 0, 0], records).SelectMany(record => record)]);
            socket.Shutdown(SocketShutdown.Send);
            _ = socket.Receive(new byte[5000]);
        });
        using Handshake handshake = new(peer, s_terms);
        if (records == 1) _ = handshake.As<TlsResult.HungUp>();
        else Assert.Equal("a record that TLS does not allow", handshake.As<TlsResult.Broken>().Sentence);
    }

    [Fact]
    public void Every_handshake_is_a_whole_one()
    {
        // The first message of a client that goes on with an earlier session has the ticket in it.
        List<int> firstMessages = [];
        SslServerAuthenticationOptions options = Speaking(SslProtocols.Tls12);
        using ScriptedPeer peer = new(
            socket =>
            {
                byte[] header = new byte[5];
                Assert.True(SpinWait.SpinUntil(() => socket.Available >= header.Length, Probe.Plenty));
                _ = socket.Receive(header, SocketFlags.Peek);
                firstMessages.Add(BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(3)));
                using SslStream tls = new(new NetworkStream(socket));
                tls.AuthenticateAsServer(options);
                TlsPeer.Drain(tls);
            },
            connections: 2);
        using (Handshake first = new(peer, s_terms, "again.example")) _ = first.As<TlsResult.Secured>();
        using (Handshake second = new(peer, s_terms, "again.example")) _ = second.As<TlsResult.Secured>();
        peer.Join();
        Assert.Equal(firstMessages[0], firstMessages[1]);
    }

    [Fact]
    public void A_version_below_the_minimum_is_an_alert_of_the_peer()
    {
        using ScriptedPeer peer = TlsPeer.Serving(Speaking(SslProtocols.Tls12));
        using Handshake handshake = new(peer, s_terms with { Minimum = TlsVersion.Tls13 });
        Assert.Equal("protocol_version", handshake.As<TlsResult.Alerted>().Alert);
    }

    [Fact]
    public void The_peer_chooses_among_the_protocols_that_are_offered()
    {
        SslServerAuthenticationOptions options = TlsPeer.Presenting(s_leaf);
        options.ApplicationProtocols = [SslApplicationProtocol.Http2];
        using ScriptedPeer peer = TlsPeer.Serving(options);
        using Handshake handshake = new(peer, s_terms with { Protocols = ["http/1.1", "h2"] });
        Assert.Equal("h2", handshake.As<TlsResult.Secured>().Session.Protocol);
    }

    [Fact]
    public void No_protocol_in_common_is_an_alert_of_the_peer()
    {
        SslServerAuthenticationOptions options = TlsPeer.Presenting(s_leaf);
        options.ApplicationProtocols = [SslApplicationProtocol.Http2];
        using ScriptedPeer peer = TlsPeer.Serving(options);
        using Handshake handshake = new(peer, s_terms with { Protocols = ["imap"] });
        Assert.Equal("no_application_protocol", handshake.As<TlsResult.Alerted>().Alert);
    }

    [Theory]
    [InlineData("localhost", null, "localhost")]
    [InlineData("www.example.", null, "www.example")]
    [InlineData("127.0.0.1", "www.example", "www.example")]
    public void The_server_hears_the_name_that_is_looked_for(string host, string? serverName, string heard)
    {
        string? sni = null;
        SslServerAuthenticationOptions options = TlsPeer.Presenting(s_leaf);
        options.ServerCertificateContext = null;
        options.ServerCertificateSelectionCallback = (_, name) =>
        {
            sni = name;
            return s_leaf.Certificate;
        };
        using ScriptedPeer peer = TlsPeer.Serving(options);
        using Handshake handshake = new(peer, s_terms with { ServerName = serverName }, host);
        Assert.Equal(heard, handshake.As<TlsResult.Secured>().Session.ServerName);
        Assert.Equal(heard, sni);
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("::1", "::1")]
    [InlineData("::ffff:127.0.0.1", "127.0.0.1")]
    public void An_address_is_looked_for_among_the_addresses_and_not_sent(string host, string named)
    {
        string? sni = null;
        SslServerAuthenticationOptions options = TlsPeer.Presenting(s_leaf);
        options.ServerCertificateContext = null;
        options.ServerCertificateSelectionCallback = (_, name) =>
        {
            sni = name;
            return s_root.Issue(TestDates.Good, named).Certificate;
        };
        using ScriptedPeer peer = TlsPeer.Serving(options);
        using Handshake handshake = new(peer, s_terms, host);
        Assert.Null(handshake.As<TlsResult.Secured>().Session.ServerName);
        Assert.Equal(string.Empty, sni);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public void The_peer_is_told_who_we_are(SslProtocols version)
    {
        string? heard = null;
        SslServerAuthenticationOptions options = Speaking(version);
        options.ClientCertificateRequired = true;
        using ScriptedPeer peer = TlsPeer.Serving(options, tls =>
        {
            heard = tls.RemoteCertificate?.Subject;
            tls.Write("hello"u8);
            TlsPeer.Drain(tls);
        });
        TestCertificate intermediate = s_root.Authority("Clients"), client = intermediate.Issue(TestDates.Good, "client");
        using Handshake handshake = new(peer, s_terms with { Identity = new TlsIdentity(client.Certificate, [intermediate.Certificate]) });
        Assert.Equal(5, handshake.Stream.Read(new byte[10]));
        Assert.Equal("CN=leaf", heard);
    }

    [Fact]
    public void Nobody_is_offered_to_ask_who_we_are_later()
    {
        byte[] hello = [];
        using ScriptedPeer peer = new(socket =>
        {
            using NetworkStream stream = new(socket);
            byte[] header = new byte[5];
            stream.ReadExactly(header);
            hello = new byte[(header[3] << 8) + header[4]];
            stream.ReadExactly(hello);
        });
        using Handshake handshake = new(peer, s_terms);
        peer.Join();
        Assert.Contains(SupportedVersions, ExtensionsOf(hello));
        Assert.DoesNotContain(PostHandshakeAuthentication, ExtensionsOf(hello));
    }

    [Fact]
    public void The_first_bytes_of_a_peer_that_speaks_another_protocol_are_kept()
    {
        using ScriptedPeer peer = new(socket =>
        {
            _ = socket.Send("SSH-2.0-OpenSSH_9.2\r\n"u8);
            Drain(socket);
        });
        using Handshake handshake = new(peer, s_terms);
        Assert.Equal("SSH-2.0-OpenSSH_9.2\r\n"u8.ToArray(), handshake.As<TlsResult.Plaintext>().Head.ToArray());
    }

    [Fact]
    public void An_answer_in_HTTP_is_none_in_TLS()
    {
        using ScriptedPeer peer = new(socket =>
        {
            _ = socket.Receive(new byte[4096]);
            _ = socket.Send("HTTP/1.1 400 Bad Request\r\n\r\n"u8);
        });
        using Handshake handshake = new(peer, s_terms);
        Assert.Equal("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), handshake.As<TlsResult.Plaintext>().Head.ToArray());
    }

    [Fact]
    public void Two_letters_of_another_protocol_are_enough()
    {
        using ScriptedPeer peer = new(socket =>
        {
            _ = socket.Send("OK"u8);
            Drain(socket);
        });
        using Handshake handshake = new(peer, s_terms);
        Assert.Equal("OK"u8.ToArray(), handshake.As<TlsResult.Plaintext>().Head.ToArray());
    }

    [Fact]
    public void A_silent_peer_runs_into_the_limit()
    {
        using ScriptedPeer peer = new(Drain);
        using Handshake handshake = new(peer, s_terms, limit: TimeSpan.FromSeconds(0.2));
        TlsResult.Faulted faulted = handshake.As<TlsResult.Faulted>();
        Assert.Equal((TimeLimit.IoTimeout, true), (faulted.Fault.Limit, faulted.BeforeAnything));
    }

    [Theory]
    [InlineData(0.5, null, TimeLimit.IoTimeout, 0.5)]
    [InlineData(0.5, 60.7, TimeLimit.IoTimeout, 0.5)]
    [InlineData(0.5, 60.3, TimeLimit.Deadline, 0.3)]
    [InlineData(0.5, 59.0, TimeLimit.Deadline, 0.0)]
    [InlineData(null, 60.3, TimeLimit.Deadline, 0.3)]
    public void The_limit_begins_with_our_first_byte_and_the_deadline_of_the_probe_long_before(double? limit, double? deadline, TimeLimit strikes, double elapsed)
    {
        FakeTimeProvider clock = new();
        SlowList protocols = new(["h2"], () => clock.Advance(TimeSpan.FromSeconds(60)));
        using ScriptedStream silent = new(clock, TimeSpan.Zero, []) { StaysOpen = true };
        silent.Deadline = Deadline.After(Seconds(deadline), TimeLimit.Deadline, clock);
        TlsResult result = new TlsHandshake(s_terms with { Protocols = protocols }, "localhost", clock).Run(silent, Seconds(limit));
        Assert.Equal(strikes, Assert.IsType<TlsResult.Faulted>(result).Fault.Limit);
        Assert.Equal(TimeSpan.FromSeconds(elapsed), result.Elapsed);
    }

    [Theory]
    [InlineData("160303")]
    [InlineData("160303007a020000760303")]
    public void A_peer_that_stops_in_the_middle_runs_into_the_limit(string said)
    {
        using ScriptedPeer peer = new(socket =>
        {
            _ = socket.Send(Convert.FromHexString(said));
            Drain(socket);
        });
        using Handshake handshake = new(peer, s_terms, limit: TimeSpan.FromSeconds(0.2));
        TlsResult.Faulted faulted = handshake.As<TlsResult.Faulted>();
        Assert.Equal((TimeLimit.IoTimeout, false), (faulted.Fault.Limit, faulted.BeforeAnything));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("16", false)]
    [InlineData("160303007a020000760303", false)]
    public void A_peer_that_closes_is_told_from_one_that_closes_at_once(string said, bool beforeAnything)
    {
        using ScriptedPeer peer = new(socket =>
        {
            _ = socket.Send(Convert.FromHexString(said));
            socket.Shutdown(SocketShutdown.Send);
            Drain(socket);
        });
        using Handshake handshake = new(peer, s_terms);
        Assert.Equal(beforeAnything, handshake.As<TlsResult.HungUp>().BeforeAnything);
    }

    [Fact]
    public void A_reset_keeps_its_name()
    {
        using ScriptedPeer peer = new(socket =>
        {
            _ = socket.Receive(new byte[1]);
            socket.LingerState = new LingerOption(true, 0);
        });
        using Handshake handshake = new(peer, s_terms);
        Assert.Equal("ECONNRESET", handshake.As<TlsResult.Faulted>().Fault.ErrorName);
    }

    [Theory]
    [InlineData(40, "handshake_failure")]
    [InlineData(48, "unknown_ca")]
    [InlineData(70, "protocol_version")]
    [InlineData(80, "internal_error")]
    [InlineData(112, "unrecognized_name")]
    [InlineData(120, "no_application_protocol")]
    [InlineData(200, "200")]
    public void An_alert_is_called_by_its_name(byte number, string name)
    {
        using ScriptedPeer peer = new(socket =>
        {
            _ = socket.Send([0x15, 3, 3, 0, 2, 2, number]);
            socket.Shutdown(SocketShutdown.Send);
            Drain(socket);
        });
        using Handshake handshake = new(peer, s_terms);
        Assert.Equal(name, handshake.As<TlsResult.Alerted>().Alert);
    }

    [Theory]
    [InlineData("16030300050000000000")]
    [InlineData("1603030004020000ff")]
    [InlineData("16ffff00040200000000")]
    [InlineData("15030300020100")]
    public void What_cannot_be_a_handshake_fails_in_words(string said)
    {
        using ScriptedPeer peer = new(socket =>
        {
            _ = socket.Send(Convert.FromHexString(said));
            socket.Shutdown(SocketShutdown.Send);
            Drain(socket);
        });
        using Handshake handshake = new(peer, s_terms);
        Assert.True(handshake.Result is TlsResult.Broken { Sentence.Length: > 0 } or TlsResult.Alerted or TlsResult.HungUp, $"{handshake.Result}");
    }

    private static SslServerAuthenticationOptions Speaking(SslProtocols version)
    {
        SslServerAuthenticationOptions options = TlsPeer.Presenting(s_leaf);
        options.EnabledSslProtocols = version;
        return options;
    }

    // The kinds of the extensions of a ClientHello (RFC 8446, section 4.1.2).
    private static List<int> ExtensionsOf(ReadOnlySpan<byte> hello)
    {
        hello = hello[38..];
        hello = hello[(1 + hello[0])..];
        hello = hello[(2 + BinaryPrimitives.ReadUInt16BigEndian(hello))..];
        hello = hello[(1 + hello[0] + 2)..];
        List<int> kinds = [];
        for (; !hello.IsEmpty; hello = hello[(4 + BinaryPrimitives.ReadUInt16BigEndian(hello[2..]))..]) kinds.Add(BinaryPrimitives.ReadUInt16BigEndian(hello));
        return kinds;
    }

    private static TimeSpan? Seconds(double? count) => count is { } some ? TimeSpan.FromSeconds(some) : null;

    private static void Drain(Socket socket)
    {
        using NetworkStream stream = new(socket);
        TlsPeer.Drain(stream);
    }

    /// <summary>What is asked of a handshake, from a machine that is busy when it is read.</summary>
    private sealed class SlowList(IReadOnlyList<string> items, Action wait) : IReadOnlyList<string>
    {
        public int Count => items.Count;

        public string this[int index] => items[index];

        public IEnumerator<string> GetEnumerator()
        {
            wait();
            return items.GetEnumerator();
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
