using System.Net;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Exchanges.StartTls;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Sockets;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Reporting;

/// <summary>What a person who was woken by a failure can look at next.</summary>
internal static class FailureHint
{
    private const string AnotherProtocol = "the service may speak another protocol than the default exchange (-z, --send)";

    /// <summary>One clause for the failure of this probe.</summary>
    public static string Of(ProbeReport report, Failure failure) => $"{OfReason(report, failure)}{OfQuestion(report, failure)}";

    private static string OfReason(ProbeReport report, Failure failure) => failure.Reason switch
    {
        FailureReason.NameNotResolved when failure.HasOtherFamily => "the name is right, the address family is not: leave -4, -6 or --source out, or use another",
        FailureReason.NameNotResolved => "check the spelling, /etc/hosts and the DNS zone",
        FailureReason.ResolverUnavailable => "the resolver did not answer: look at /etc/resolv.conf and the way to its name servers",
        FailureReason.Refused => $"the host answered, but nothing listens on port {report.Options.Target.Port}",
        FailureReason.ConnectTimedOut => "no answer at all: a firewall drops it, the host is down, or its accept queue is full",
        FailureReason.Unreachable => "a router, a firewall or this machine's own routes refuse the way there",
        FailureReason.LocalError => LocalError(report, failure),
        FailureReason.TlsFailed when Step(report, failure) is StartTlsStep => "the service is up, but does not agree to TLS in its own protocol",
        FailureReason.TlsFailed => TlsHint.OfHandshake(failure, report.Options.Tls?.Identity),
        FailureReason.TlsTimedOut => "it accepts and does not finish the TLS handshake: hung, or it waits for words of another protocol",
        FailureReason.CertificateRejected => TlsHint.OfCertificate(report.Tls?.Certificate, report.Options.Tls is { Insecure: true }),
        FailureReason.Reset when failure.Phase == Phase.Tls && (failure.Detail is not null || report.Tls?.Version is not null) =>
            "it broke off while both sides spoke TLS; the server's own log says more",
        FailureReason.Reset or FailureReason.ClosedEarly when failure.Phase == Phase.Tls =>
            "it hung up at the first words of TLS: it may not speak TLS there, or a proxy has no backend",
        FailureReason.Reset when report.Reply is { } heard => $"it answered {Amounts.Count(heard.Length, "byte")} and then reset the connection: a crash, a limit, or a proxy",
        FailureReason.Reset when report.Options.Exchange.Kind == ExchangeKind.Custom && report.BytesSent > 0 =>
            $"it hung up after our {Amounts.Count(report.BytesSent.Value, "byte")}: a crash, a limit, or a request that it does not like",
        FailureReason.Reset => Gone(report, "it accepted and hung up at once: a crash, a limit, or a proxy without a backend"),
        FailureReason.ClosedEarly when Step(report, failure) is StayStep or ExpectSilenceStep => "it hung up by itself: a limit, or a proxy without a backend",
        FailureReason.ClosedEarly => report.Reply is { } reply
            ? $"it answered {Amounts.Count(reply.Length, "byte")} and closed, and more were waited for"
            : Gone(report, "it accepted and closed without an answer: a limit, or a proxy without a backend"),
        FailureReason.ReplyTimedOut => ReplyTimedOut(report, failure),
        FailureReason.SendTimedOut when failure.Limit == TimeLimit.Kernel => "nothing of what is sent is taken any more: it is down, it does not read, or something on the way drops it",
        FailureReason.SendTimedOut => "it accepts and does not read, or something on the way drops what is sent",
        FailureReason.ReplyMismatch => "the service is up and answers, but not what was expected",
        FailureReason.ReplyTooLarge => "the service is up and answers more than was expected",
        _ => throw new ArgumentOutOfRangeException(nameof(failure)),
    };

    // A server that asked who we are and hangs up before it has said anything may do so because of the answer.
    private static string OfQuestion(ProbeReport report, Failure failure) =>
        failure.Reason is FailureReason.Reset or FailureReason.ClosedEarly && report.Tls is { AsksForCertificate: true } && report.Steps is [] or [.., { BytesReceived: 0 }]
            ? $"; or {TlsHint.OfQuestion(report.Options.Tls?.Identity)}"
            : string.Empty;

    private static ExchangeStep? Step(ProbeReport report, Failure failure) =>
        failure.Step is { } number ? report.Options.Exchange.Steps.ElementAtOrDefault(number - 1) : null;

    private static string ReplyTimedOut(ProbeReport report, Failure failure)
    {
        // Keepalive, or what was sent again and again: a peer that is only slow acknowledges.
        if (failure.Limit == TimeLimit.Kernel) return "nothing is acknowledged any more: the host is down, or something on the way drops it";
        ExchangeStep? step = Step(report, failure);
        if (step is StayStep or ExpectSilenceStep or PauseStep) return "the whole probe has less time than its steps ask for";
        if (step is ExpectCloseStep) return "the peer keeps the connection open";
        if (report is { BytesSent: 0, Reply: null }) return "it accepts and stays silent: hung, or it waits to be spoken to first";
        if (report is { Reply: not null, Steps: [.., { BytesReceived: 0 }] }) return "it spoke before, and not any more: hung in this request, or it waits for more of it";
        if (report.Reply is { } reply) return $"it answers, but {Amounts.Count(reply.Length, "byte")} came and more were waited for";
        return report.Options.Exchange.Kind == ExchangeKind.Default
            ? "it accepts and stays silent: hung, or it waits for another request than the default exchange (-z, --send)"
            : "it accepts and stays silent: hung, or it waits for another request";
    }

    private static string Gone(ProbeReport report, string otherwise) =>
        report.Options.Exchange.Kind == ExchangeKind.Default && report.BytesSent > 0 ? $"{otherwise}; or {AnotherProtocol}" : otherwise;

    private static IPAddress? LastTried(ProbeReport report) => report.Attempts is [.., { Address: var last }] ? last : null;

    private static string LocalError(ProbeReport report, Failure failure) => (failure.ErrorName, failure.Option) switch
    {
        (null, not null) => "the kernel did not keep the option as asked, which --strict forbids; nothing was sent",
        (nameof(Errno.EADDRNOTAVAIL), { } option) => $"this machine has no address {OptionText.Value(option.Requested)}; nothing was sent",
        (nameof(Errno.EADDRNOTAVAIL), null) => "this machine has no free port left towards that address",
        (nameof(Errno.EADDRINUSE), { } option) when report.Options.Tuning.ReuseAddress =>
            $"{OptionText.Value(option.Requested)} is in use here by a connection made without --reuse-address; another port, or a minute's patience",
        (nameof(Errno.EADDRINUSE), { } option) =>
            $"{OptionText.Value(option.Requested)} is in use here; another port, or --reuse-address from the first probe on",
        (nameof(Errno.EACCES) or nameof(Errno.EPERM), _) => "this user may not do that; nothing was sent",
        (nameof(Errno.ENODEV), { } option) => $"this machine has no interface {OptionText.Value(option.Requested)}; nothing was sent",
        (nameof(Errno.EMFILE) or nameof(Errno.ENFILE), _) => "no file descriptors left (ulimit -n); nothing was sent",
        (nameof(Errno.EINVAL), null) when (report.Options.Target.Literal ?? LastTried(report)) is { IsIPv6LinkLocal: true, ScopeId: 0 } address =>
            $"a link-local address needs its interface: {address}%INTERFACE",
        (nameof(Errno.EINVAL), null) => "this machine's own routes discard what goes there (a blackhole route)",
        (_, { } option) => $"the kernel refuses {option.Option.KernelName} of {OptionText.Value(option.Requested)}; nothing was sent",
        _ => "the fault is on this machine, not on the network",
    };
}
