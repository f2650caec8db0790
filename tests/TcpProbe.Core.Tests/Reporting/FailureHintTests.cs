using System.Net;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Exchanges.StartTls;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Reporting;
using TcpProbe.Core.Sockets;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Core.Timing;
using TcpProbe.Core.Tls;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Core.Tests.Reporting;

/// <summary>What a person is told to look at, for each reason.</summary>
public sealed class FailureHintTests
{
    private const string OrAnotherProtocol = "; or the service may speak another protocol than the default exchange (-z, --send)";

    private static readonly Reply s_byte = new(1, "x"u8.ToArray()), s_bytes = new(2, "xy"u8.ToArray());

    [Theory]
    [InlineData(FailureReason.NameNotResolved, "check the spelling, /etc/hosts and the DNS zone")]
    [InlineData(FailureReason.ResolverUnavailable, "the resolver did not answer: look at /etc/resolv.conf and the way to its name servers")]
    [InlineData(FailureReason.Refused, "the host answered, but nothing listens on port 9000")]
    [InlineData(FailureReason.ConnectTimedOut, "no answer at all: a firewall drops it, the host is down, or its accept queue is full")]
    [InlineData(FailureReason.Unreachable, "a router, a firewall or this machine's own routes refuse the way there")]
    [InlineData(FailureReason.LocalError, "the fault is on this machine, not on the network")]
    [InlineData(FailureReason.TlsFailed, "both sides began TLS and could not finish it; the server's own log says more")]
    [InlineData(FailureReason.TlsTimedOut, "it accepts and does not finish the TLS handshake: hung, or it waits for words of another protocol")]
    [InlineData(FailureReason.CertificateRejected, "the service is up; its certificate is not one to trust")]
    [InlineData(FailureReason.Reset, "it accepted and hung up at once: a crash, a limit, or a proxy without a backend")]
    [InlineData(FailureReason.ClosedEarly, "it accepted and closed without an answer: a limit, or a proxy without a backend")]
    [InlineData(FailureReason.ReplyTimedOut, "it accepts and stays silent: hung, or it waits for another request than the default exchange (-z, --send)")]
    [InlineData(FailureReason.SendTimedOut, "it accepts and does not read, or something on the way drops what is sent")]
    [InlineData(FailureReason.ReplyMismatch, "the service is up and answers, but not what was expected")]
    [InlineData(FailureReason.ReplyTooLarge, "the service is up and answers more than was expected")]
    public void Every_reason_has_its_own(FailureReason reason, string hint) => Hints(hint, Failing(new Failure(Phase.Connect, reason)));

    [Fact]
    public void A_name_of_the_other_family_is_right() => Hints(
        "the name is right, the address family is not: leave -4, -6 or --source out, or use another",
        Failing(new Failure(Phase.Resolve, FailureReason.NameNotResolved) { HasOtherFamily = true }));

    [Fact]
    public void A_refused_STARTTLS_is_no_fault_of_a_handshake()
    {
        ProbeReport report = InStep(1, FailureReason.TlsFailed, new StartTlsStep(StartTlsProtocol.Named("smtp")), SendStep.Line("QUIT"));
        Hints("the service is up, but does not agree to TLS in its own protocol", report);
        Hints("both sides began TLS and could not finish it; the server's own log says more", report with { Failure = report.Failure! with { Step = 2 } });
    }

    [Theory]
    [InlineData(FailureReason.Reset, null, "it hung up at the first words of TLS: it may not speak TLS there, or a proxy has no backend")]
    [InlineData(FailureReason.ClosedEarly, null, "it hung up at the first words of TLS: it may not speak TLS there, or a proxy has no backend")]
    [InlineData(FailureReason.ClosedEarly, "in the middle of the handshake", "it hung up at the first words of TLS: it may not speak TLS there, or a proxy has no backend")]
    [InlineData(FailureReason.Reset, "in the middle of the handshake", "it broke off while both sides spoke TLS; the server's own log says more")]
    public void A_handshake_that_the_peer_hangs_up_on_may_not_have_begun(FailureReason reason, string? detail, string hint) =>
        Hints(hint, Failing(new Failure(Phase.Tls, reason) { Detail = detail }));

    [Theory]
    [InlineData(Phase.Exchange, FailureReason.ClosedEarly)]
    [InlineData(Phase.Exchange, FailureReason.Reset)]
    [InlineData(Phase.Tls, FailureReason.Reset)]
    public void A_peer_that_asked_who_we_are_and_hung_up_may_want_a_certificate(Phase phase, FailureReason reason)
    {
        ProbeReport silent = Failing(new Failure(phase, reason));
        ProbeReport report = silent with { Tls = new TlsSession { AsksForCertificate = true } };
        string otherwise = FailureHint.Of(silent, silent.Failure!);
        Hints($"{otherwise}; or the server wants to know who we are: --cert and --key", report);
        TlsIdentity identity = new(TestCertificate.SelfSigned("client", TestDates.Good, "client").Certificate, []);
        Hints($"{otherwise}; or the server may not accept our certificate (--cert)", report with { Options = report.Options with { Tls = new TlsTerms { Identity = identity } } });
        Hints(otherwise, report with { Steps = [new StepResult(1, "expect", StepEnd.PeerClosed, TimeSpan.Zero, BytesSent: 0, BytesReceived: 1)] });
    }

    [Fact]
    public void A_reset_behind_an_answer_counts_what_came()
    {
        ProbeReport reset = Failing(new Failure(Phase.Exchange, FailureReason.Reset) { Detail = "in the middle" });
        Hints("it answered 1 byte and then reset the connection: a crash, a limit, or a proxy", reset with { Reply = s_byte });
        Hints("it answered 2 bytes and then reset the connection: a crash, a limit, or a proxy", reset with { Reply = s_bytes });
    }

    [Theory]
    [InlineData(2L, "it hung up after our 2 bytes: a crash, a limit, or a request that it does not like")]
    [InlineData(1L, "it hung up after our 1 byte: a crash, a limit, or a request that it does not like")]
    [InlineData(0L, "it accepted and hung up at once: a crash, a limit, or a proxy without a backend")]
    [InlineData(null, "it accepted and hung up at once: a crash, a limit, or a proxy without a backend")]
    public void A_reset_behind_what_the_user_sent_may_be_for_that(long? sent, string hint) =>
        Hints(hint, InStep(1, FailureReason.Reset, SendStep.Line("data")) with { BytesSent = sent });

    [Theory]
    [InlineData(27L, OrAnotherProtocol)]
    [InlineData(0L, "")]
    [InlineData(null, "")]
    public void Behind_the_default_exchange_it_may_speak_another_protocol(long? sent, string or)
    {
        ProbeReport gone = Failing(new Failure(Phase.Exchange, FailureReason.Reset)) with { BytesSent = sent };
        Hints($"it accepted and hung up at once: a crash, a limit, or a proxy without a backend{or}", gone);
        ProbeReport closed = gone with { Failure = new Failure(Phase.Exchange, FailureReason.ClosedEarly) };
        Hints($"it accepted and closed without an answer: a limit, or a proxy without a backend{or}", closed);
        Hints(
            "it accepted and closed without an answer: a limit, or a proxy without a backend",
            closed with { Options = closed.Options with { Exchange = Probe.Custom(SendStep.Line("data")) } });
    }

    [Fact]
    public void A_peer_that_hangs_up_in_the_middle_of_an_answer_owes_the_rest() => Hints(
        "it answered 2 bytes and closed, and more were waited for", Failing(new Failure(Phase.Exchange, FailureReason.ClosedEarly)) with { Reply = s_bytes });

    [Fact]
    public void A_peer_that_does_not_stay_has_hung_up_by_itself()
    {
        const string Hint = "it hung up by itself: a limit, or a proxy without a backend";
        Hints(Hint, InStep(2, FailureReason.ClosedEarly, SendStep.Line("data"), new StayStep(TimeSpan.FromSeconds(1))) with { BytesSent = 5, Reply = s_byte });
        Hints(Hint, InStep(1, FailureReason.ClosedEarly, new ExpectSilenceStep(TimeSpan.FromSeconds(1)), SendStep.Line("data")));
    }

    [Fact]
    public void A_step_that_takes_its_own_time_had_less_than_that()
    {
        const string Hint = "the whole probe has less time than its steps ask for";
        Hints(Hint, InStep(1, FailureReason.ReplyTimedOut, new StayStep(TimeSpan.FromSeconds(1))));
        Hints(Hint, InStep(1, FailureReason.ReplyTimedOut, new ExpectSilenceStep(TimeSpan.FromSeconds(1))));
        Hints(Hint, InStep(2, FailureReason.ReplyTimedOut, SendStep.Line("data"), new PauseStep(TimeSpan.FromSeconds(1))));
    }

    [Fact]
    public void A_peer_that_should_close_and_does_not_keeps_the_connection_open() =>
        Hints("the peer keeps the connection open", InStep(1, FailureReason.ReplyTimedOut, new ExpectCloseStep()));

    [Fact]
    public void A_silent_peer_to_whom_nothing_was_said_may_wait_for_that() => Hints(
        "it accepts and stays silent: hung, or it waits to be spoken to first", InStep(1, FailureReason.ReplyTimedOut, Talking.Expect("220")) with { BytesSent = 0 });

    [Fact]
    public void A_silent_peer_to_whom_something_was_said_may_wait_for_more() => Hints(
        "it accepts and stays silent: hung, or it waits for another request",
        InStep(2, FailureReason.ReplyTimedOut, SendStep.Line("data"), Talking.Expect("220")) with { BytesSent = 5 });

    [Fact]
    public void A_peer_that_answers_in_part_owes_the_rest()
    {
        ProbeReport report = InStep(1, FailureReason.ReplyTimedOut, new ReplyStep(4, Exactly: true)) with { BytesSent = 0 };
        Hints("it answers, but 1 byte came and more were waited for", report with { Reply = s_byte, Steps = [Step(1)] });
        Hints("it answers, but 2 bytes came and more were waited for", report with { Reply = s_bytes, Steps = [Step(2)] });
    }

    [Fact]
    public void A_peer_that_spoke_in_a_step_before_is_silent_only_now() => Hints(
        "it spoke before, and not any more: hung in this request, or it waits for more of it",
        InStep(2, FailureReason.ReplyTimedOut, Talking.Expect("220"), Talking.Expect("250")) with { BytesSent = 5, Reply = s_byte, Steps = [Step(1), Step(0)] });

    [Fact]
    public void A_kernel_that_gives_up_does_so_for_want_of_acknowledgements() => Hints(
        "nothing of what is sent is taken any more: it is down, it does not read, or something on the way drops it",
        Failing(new Failure(Phase.Exchange, FailureReason.SendTimedOut) { Limit = TimeLimit.Kernel }));

    [Theory]
    [InlineData("EADDRNOTAVAIL", "this machine has no address 127.0.0.9:80; nothing was sent")]
    [InlineData("EADDRINUSE", "127.0.0.9:80 is in use here; another port, or --reuse-address from the first probe on")]
    [InlineData("EACCES", "this user may not do that; nothing was sent")]
    [InlineData("EPERM", "this user may not do that; nothing was sent")]
    [InlineData("ENODEV", "this machine has no interface 127.0.0.9:80; nothing was sent")]
    [InlineData("EMFILE", "no file descriptors left (ulimit -n); nothing was sent")]
    [InlineData("ENFILE", "no file descriptors left (ulimit -n); nothing was sent")]
    [InlineData("EINVAL", "the kernel refuses bind of 127.0.0.9:80; nothing was sent")]
    [InlineData(null, "the kernel did not keep the option as asked, which --strict forbids; nothing was sent")]
    public void An_option_that_this_machine_refuses_is_named(string? error, string hint) => Hints(hint, Local(error, SourceOf("127.0.0.9:80")));

    [Theory]
    [InlineData("EADDRNOTAVAIL", "this machine has no free port left towards that address")]
    [InlineData("EACCES", "this user may not do that; nothing was sent")]
    [InlineData("EPERM", "this user may not do that; nothing was sent")]
    [InlineData("EMFILE", "no file descriptors left (ulimit -n); nothing was sent")]
    [InlineData("ENFILE", "no file descriptors left (ulimit -n); nothing was sent")]
    [InlineData("EINVAL", "this machine's own routes discard what goes there (a blackhole route)")]
    [InlineData("ENOMEM", "the fault is on this machine, not on the network")]
    public void Without_an_option_this_machine_itself_is_at_fault(string error, string hint) => Hints(hint, Local(error, option: null));

    [Fact]
    public void A_port_that_may_be_used_again_is_kept_by_one_that_may_not()
    {
        ProbeReport report = Local("EADDRINUSE", SourceOf("127.0.0.9:80"));
        Hints(
            "127.0.0.9:80 is in use here by a connection made without --reuse-address; another port, or a minute's patience",
            report with { Options = report.Options with { Tuning = new SocketTuning { ReuseAddress = true } } });
    }

    [Fact]
    public void A_link_local_address_needs_its_interface()
    {
        ProbeReport report = Local("EINVAL", option: null);
        ProbeReport literal = report with { Options = report.Options with { Target = report.Options.Target with { Literal = IPAddress.Parse("fe80::2") } } };
        Hints("a link-local address needs its interface: fe80::2%INTERFACE", literal);
        Hints("a link-local address needs its interface: fe80::2%INTERFACE", literal with { Attempts = [new Attempt(IPAddress.Loopback, report.Failure, default)] });
    }

    private static void Hints(string hint, ProbeReport report) =>
        Assert.Equal(hint, Reports.Human(report).Split("\n  hint: ")[1].TrimEnd('\n'));

    private static ProbeReport Failing(Failure failure) => Reports.Of("app", 9000) with { Failure = failure };

    private static ProbeReport InStep(int number, FailureReason reason, params ExchangeStep[] steps)
    {
        ProbeReport report = Failing(new Failure(Phase.Exchange, reason) { Step = number, StepName = steps[number - 1].Name });
        return report with { Options = report.Options with { Exchange = Probe.Custom(steps) } };
    }

    private static StepResult Step(int received) => new(1, "expect", StepEnd.Fault, TimeSpan.Zero, BytesSent: 0, received);

    private static ProbeReport Local(string? error, OptionReading? option) =>
        Failing(new Failure(Phase.Connect, FailureReason.LocalError) { ErrorName = error, Option = option });

    private static OptionReading SourceOf(string address) => new(SocketOption.Source, new OptionValue.Word(address), null, null, null, IsKept: false);
}
