using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Exchanges.StartTls;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Reporting;
using TcpProbe.Core.Responding;
using TcpProbe.Core.Sockets;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Core.Tls;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Core.Tests.Probing;

public sealed class TlsProbeTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private static readonly TestCertificate s_certificate = TestCertificate.SelfSigned("peer", TestDates.Good, "peer.test");

    /// <summary>In each version, whether a server that asks who we are is told.</summary>
    public static TheoryData<SslProtocols, bool> Answers => new()
    {
        { SslProtocols.Tls12, false },
        { SslProtocols.Tls12, true },
        { SslProtocols.Tls13, false },
        { SslProtocols.Tls13, true },
    };

    [Fact]
    public void What_is_said_after_the_handshake_is_said_inside_it()
    {
        using ScriptedPeer peer = TlsPeer.Serving(TlsPeer.Presenting(s_certificate), Echo);
        List<string> told = [];
        ProbeReport report = new ProbeRunner(Insecure(peer, SendStep.Line("data"), Talking.Expect("data")), TimeProvider.System, new Onlooker(happened => told.Add(happened.GetType().Name))).Run();
        peer.Join();
        Assert.Null(report.Failure);
        Assert.NotNull(report.Tls?.Version);
        Assert.True(report.Timings.Tls > TimeSpan.Zero);
        Assert.Equal(report.Timings.Connect + report.Timings.Tls + report.Timings.Exchange + report.Timings.Close, report.Timings.Total);
        Assert.Equal(["Resolved", "Tuned", "Connecting", "Attempted", "HandsShaken", "StepEnded", "StepEnded", "ConnectionClosed"], told);
    }

    [Fact]
    public void To_a_certificate_that_nobody_vouches_for_nothing_is_said()
    {
        using ScriptedPeer peer = TlsPeer.Serving(TlsPeer.Presenting(s_certificate), Echo);
        ProbeReport report = Probe.Run(Insecure(peer, SendStep.Line("data")) with { Tls = new TlsTerms() });
        Assert.Equal((Phase.Tls, FailureReason.CertificateRejected), (report.Failure?.Phase, report.Failure?.Reason));
        Assert.Empty(report.Steps);
        Assert.Null(report.Timings.Exchange);
        Assert.NotNull(report.Timings.Tls);
    }

    [Fact]
    public void A_server_that_breaks_off_after_the_handshake_is_heard()
    {
        using ScriptedPeer peer = Late(socket =>
        {
            using SslStream tls = new(new TicketlessStream(socket));
            tls.AuthenticateAsServer(Speaking(SslProtocols.Tls13));
            socket.Close(timeout: 0);
        });
        ProbeReport report = Probe.Run(Insecure(peer));
        peer.Join();
        Assert.Equal((Phase.Tls, FailureReason.Reset), (report.Failure?.Phase, report.Failure?.Reason));
        Assert.True(report.Failure?.Elapsed >= report.Timings.Tls);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12, "TLSv1.2")]
    [InlineData(SslProtocols.Tls13, "TLSv1.3")]
    public void A_server_that_says_nothing_after_the_handshake_has_nothing_against_us(SslProtocols version, string name)
    {
        using ScriptedPeer peer = TlsPeer.Serving(Speaking(version));
        ProbeReport report = Probe.Run(Insecure(peer) with { IoTimeout = TimeSpan.FromMinutes(1) });
        peer.Join();
        Assert.Null(report.Failure);
        Assert.Equal(name, report.Tls?.Version);
        Assert.True(report.Elapsed < TimeSpan.FromSeconds(30));
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public void A_server_that_asks_who_we_are_and_hangs_up_has_refused_us(SslProtocols version, bool knowsUs)
    {
        using ScriptedPeer peer = Late(HangingUp(Asking(version)));
        ProbeReport report = Probe.Run(Knowing(Insecure(peer), knowsUs));
        peer.Join();
        Assert.Equal((Phase.Tls, FailureReason.TlsFailed, "asked for our certificate and closed"), (report.Failure?.Phase, report.Failure?.Reason, report.Failure?.Detail));
        Assert.True(report.Failure?.Elapsed >= report.Timings.Tls);
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public void A_server_that_asks_who_we_are_and_stays_is_content(SslProtocols version, bool knowsUs)
    {
        using ScriptedPeer peer = TlsPeer.Serving(Asking(version));
        ProbeReport report = Probe.Run(Knowing(Insecure(peer), knowsUs) with { IoTimeout = TimeSpan.FromMinutes(1) });
        peer.Join();
        Assert.Null(report.Failure);
        Assert.True(report.Tls?.AsksForCertificate);
        Assert.True(report.Elapsed < TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void A_server_that_asks_nothing_may_hang_up()
    {
        using ScriptedPeer peer = Late(HangingUp(Speaking(SslProtocols.Tls13)));
        ProbeReport report = Probe.Run(Knowing(Insecure(peer), knowsUs: true));
        peer.Join();
        Assert.Null(report.Failure);
        Assert.False(report.Tls?.AsksForCertificate);
    }

    [Fact]
    public void A_refusal_that_came_while_this_process_stood_still_is_heard()
    {
        using ManualResetEventSlim isOver = new();
        using ScriptedPeer peer = new(HangingUp(Asking(SslProtocols.Tls13), isOver));
        HastyClock clock = new();
        Onlooker onlooker = new(happened =>
        {
            if (happened is not ProbeEvent.HandsShaken) return;
            isOver.Wait();
            clock.Hurry = TimeSpan.FromMinutes(1);
        });
        ProbeReport report = new ProbeRunner(Insecure(peer) with { Deadline = TimeSpan.FromDays(1) }, clock, onlooker).Run();
        peer.Join();
        Assert.Equal((Phase.Tls, FailureReason.TlsFailed), (report.Failure?.Phase, report.Failure?.Reason));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(true, false)]
    public void A_reset_behind_a_request_is_none_of_the_handshake(bool asks, bool isRequest)
    {
        using ScriptedPeer peer = Late(socket =>
        {
            using SslStream tls = new(new TicketlessStream(socket));
            tls.AuthenticateAsServer(asks ? Asking(SslProtocols.Tls13) : Speaking(SslProtocols.Tls13));
            if (isRequest) Assert.Equal('x', tls.ReadByte());
            socket.Close(timeout: 0);
        });
        ProbeReport report = Probe.Run(Insecure(peer, isRequest ? SendStep.Line("x") : new PauseStep(TimeSpan.FromMilliseconds(1))));
        peer.Join();
        Assert.Equal(isRequest ? null : FailureReason.Reset, report.Failure?.Reason);
    }

    [Fact]
    public void A_server_that_hangs_up_later_may_have_had_enough()
    {
        using ScriptedPeer peer = Late(HangingUp(Asking(SslProtocols.Tls13)));
        ProbeReport report = Probe.Run(Insecure(peer, new PauseStep(TimeSpan.FromMilliseconds(1))));
        peer.Join();
        Assert.Null(report.Failure);
    }

    [Fact]
    public void A_certificate_that_is_asked_for_after_STARTTLS_is_asked_for_as_well()
    {
        using ScriptedPeer peer = new(socket =>
        {
            using NetworkStream stream = new(socket);
            stream.ReadExactly(new byte[8]);
            stream.WriteByte((byte)'S');

            // Here the handshake begins after the talk: what makes it long, and with it the wait for its end, stands between the two.
            Thread.Sleep(s_patience);
            HangingUp(Asking(SslProtocols.Tls13))(socket);
        });
        ProbeReport report = Probe.Run(Insecure(peer, Ask()));
        peer.Join();
        Assert.Equal((Phase.Tls, FailureReason.TlsFailed), (report.Failure?.Phase, report.Failure?.Reason));
    }

    [Theory]
    [InlineData(CloseStyle.Finish, true)]
    [InlineData(CloseStyle.Reset, false)]
    public void The_end_is_said_inside_TLS_before_the_FIN_and_not_before_a_reset(CloseStyle style, bool isSaid)
    {
        // In TLS 1.3 the kind of an encrypted record cannot be seen.
        SslServerAuthenticationOptions older = Speaking(SslProtocols.Tls12);
        byte seen = 0;
        using ScriptedPeer peer = new(socket =>
        {
            RecordTypeStream records = new(new NetworkStream(socket));
            using SslStream tls = new(records);
            tls.AuthenticateAsServer(older);
            TlsPeer.Drain(tls);
            seen = records.Last;
        });
        Assert.Null(Probe.Run(Insecure(peer, SendStep.Line("data")) with { Close = style }).Failure);
        peer.Join();
        Assert.Equal(isSaid, seen == RecordTypeStream.Alert);
    }

    [Fact]
    public void A_service_that_sends_back_what_it_gets_speaks_TLS_and_does_not_answer()
    {
        using Responder echo = Responder.Start(new IPEndPoint(IPAddress.Loopback, 0), new ResponderBehaviour.Echo());
        ProbeReport report = Probe.Run(Probe.Of(echo.EndPoint) with { Tls = new TlsTerms { Insecure = true } });
        Assert.Equal((FailureReason.TlsFailed, "unexpected message"), (report.Failure?.Reason, report.Failure?.Detail));
        Assert.EndsWith("a service that sends back what it gets?", FailureHint.Of(report, report.Failure!), StringComparison.Ordinal);
    }

    [Fact]
    public void The_handshake_comes_after_the_talk_that_asks_for_it()
    {
        using ScriptedPeer peer = Postgres('S');
        ProbeReport report = Probe.Run(Insecure(peer, Ask(), SendStep.Line("data"), Talking.Expect("data")));
        peer.Join();
        Assert.Null(report.Failure);
        Assert.NotNull(report.Tls?.Version);
        Assert.Equal(["starttls", "line", "expect"], report.Steps.Select(step => step.Name));
    }

    [Fact]
    public void A_peer_that_refuses_TLS_is_not_shaken_hands_with()
    {
        using ScriptedPeer peer = Postgres('N');
        ProbeReport report = Probe.Run(Insecure(peer, Ask(), SendStep.Line("data")));
        peer.Join();
        Assert.Equal((Phase.Exchange, FailureReason.TlsFailed, 1), (report.Failure?.Phase, report.Failure?.Reason, report.Failure?.Step));
        Assert.Null(report.Tls);
        Assert.Null(report.Timings.Tls);
        Assert.Equal(8, report.BytesSent);
    }

    [Fact]
    public void The_peer_is_called_by_the_name_that_its_certificate_must_have()
    {
        string said = string.Empty;
        using ScriptedPeer peer = new(socket =>
        {
            byte[] buffer = new byte[1000];
            while (!said.Contains("streams'>", StringComparison.Ordinal)) said += System.Text.Encoding.UTF8.GetString(buffer, 0, socket.Receive(buffer));
        });
        Assert.NotNull(Probe.Run(Insecure(peer, new StartTlsStep(StartTlsProtocol.Named("xmpp"))) with { Tls = new TlsTerms { ServerName = "chat.test" } }).Failure);
        peer.Join();
        Assert.Contains("to='chat.test'", said, StringComparison.Ordinal);
    }

    private static StartTlsStep Ask() => new(StartTlsProtocol.Named("postgres"));

    private static SslServerAuthenticationOptions Speaking(SslProtocols version)
    {
        SslServerAuthenticationOptions options = TlsPeer.Presenting(s_certificate);
        options.EnabledSslProtocols = version;
        return options;
    }

    private static SslServerAuthenticationOptions Asking(SslProtocols version)
    {
        SslServerAuthenticationOptions options = Speaking(version);
        options.ClientCertificateRequired = true;
        return options;
    }

    private static ClientOptions Knowing(ClientOptions options, bool knowsUs) =>
        options with { Tls = options.Tls! with { Identity = knowsUs ? new TlsIdentity(s_certificate.Certificate, []) : null } };

    private static ScriptedPeer Late(Action<Socket> script) => new(socket =>
    {
        // What comes after a handshake is waited for as long as it took: the sleep is how long this peer may take to hang up.
        Thread.Sleep(s_patience);
        script(socket);
    });

    private static Action<Socket> HangingUp(SslServerAuthenticationOptions options, ManualResetEventSlim? isOver = null) => socket =>
    {
        using NetworkStream stream = new(socket);
        using SslStream tls = new(stream);
        tls.AuthenticateAsServer(options);
        socket.Shutdown(SocketShutdown.Send);
        isOver?.Set();
        TlsPeer.Drain(stream);
    };

    private static ClientOptions Insecure(ScriptedPeer peer, params ExchangeStep[] steps) =>
        Probe.Of(peer.EndPoint) with { Tls = new TlsTerms { Insecure = true }, Exchange = Probe.Custom(steps) };

    private static void Echo(SslStream tls)
    {
        byte[] buffer = new byte[100];
        int count = tls.Read(buffer);
        if (count == 0) return;
        tls.Write(buffer.AsSpan(0, count));
        TlsPeer.Drain(tls);
    }

    // Answers the request for TLS; a client that was told no must say nothing more.
    private static ScriptedPeer Postgres(char answer) => new(socket =>
    {
        using NetworkStream stream = new(socket);
        stream.ReadExactly(new byte[8]);
        stream.WriteByte((byte)answer);
        if (answer == 'N')
        {
            Assert.Equal(0, stream.Read(new byte[1]));
            return;
        }

        using SslStream tls = new(stream);
        tls.AuthenticateAsServer(TlsPeer.Presenting(s_certificate));
        Echo(tls);
    });

    /// <summary>The clock of a process that stands still between any two looks at it, once it is told to.</summary>
    private sealed class HastyClock : TimeProvider
    {
        private long _ahead;

        public TimeSpan Hurry { get; set; }

        public override long GetTimestamp() => base.GetTimestamp() + (_ahead += Hurry.Ticks * TimestampFrequency / TimeSpan.TicksPerSecond);
    }
}
