using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Sockets;
using TcpProbe.Core.Targets;
using TcpProbe.Core.Timing;
using TcpProbe.Core.Tls;

namespace TcpProbe.Core.Probing;

/// <summary>The one place where a fact of a lower room becomes a reason.</summary>
internal static class Diagnosis
{
    private const int MostShown = 60;

    /// <summary>The reason behind an error of connect(2): what the network said, or what this machine could not do.</summary>
    public static FailureReason OfConnect(Errno error) => error switch
    {
        Errno.ECONNREFUSED => FailureReason.Refused,
        Errno.ETIMEDOUT => FailureReason.ConnectTimedOut,
        Errno.ENETUNREACH or Errno.EHOSTUNREACH or Errno.EHOSTDOWN or Errno.ENONET or Errno.EPROTO or Errno.ENOPROTOOPT
            or Errno.EOPNOTSUPP or Errno.EACCES => FailureReason.Unreachable,
        _ => FailureReason.LocalError,
    };

    /// <summary>Why an attempt did not connect.</summary>
    public static Failure OfConnect(ConnectResult result, IcmpError? icmp, int? synRetries) => result switch
    {
        ConnectResult.TimedOut timedOut => new Failure(Phase.Connect, FailureReason.ConnectTimedOut)
        {
            Elapsed = timedOut.Elapsed,
            Limit = timedOut.Limit,
            SynsResent = timedOut.SynsResent,
        },
        ConnectResult.SelfConnected self => new Failure(Phase.Connect, FailureReason.Refused)
        {
            Elapsed = self.Elapsed,
            Detail = "the socket met itself, nobody listens there",
        },
        ConnectResult.Failed { Error: Errno.ETIMEDOUT } failed => new Failure(Phase.Connect, FailureReason.ConnectTimedOut)
        {
            Elapsed = failed.Elapsed,
            ErrorName = SystemError.Name(failed.Error),
            Limit = TimeLimit.Kernel,
            SynRetries = synRetries,
        },
        ConnectResult.Failed failed => new Failure(Phase.Connect, OfConnect(failed.Error))
        {
            Elapsed = failed.Elapsed,
            ErrorName = SystemError.Name(failed.Error),
            Detail = OfConnect(failed.Error) == FailureReason.Unreachable ? Which(failed.Error, icmp) : null,
        },
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };

    /// <summary>Why no socket could be made ready to connect.</summary>
    public static Failure OfOption(OptionFault fault, TimeSpan elapsed) => new(Phase.Connect, FailureReason.LocalError)
    {
        Elapsed = elapsed,
        ErrorName = fault.Error == Errno.None ? null : SystemError.Name(fault.Error),
        Option = fault.Reading,
    };

    /// <summary>Why no socket could be made at all.</summary>
    public static Failure OfOpen(Errno error) => new(Phase.Connect, FailureReason.LocalError) { ErrorName = SystemError.Name(error) };

    /// <summary>Why the name gave no address.</summary>
    public static Failure OfResolution(Resolution resolution) => resolution switch
    {
        Resolution.NotFound none => new Failure(Phase.Resolve, FailureReason.NameNotResolved)
        {
            Elapsed = none.Elapsed,
            ErrorName = none.Code,
            HasOtherFamily = none.HasOtherFamily,
            Detail = none.Message,
        },
        Resolution.Unavailable again => new Failure(Phase.Resolve, FailureReason.ResolverUnavailable)
        {
            Elapsed = again.Elapsed,
            ErrorName = again.Code,
            Limit = again.Limit,
            Detail = again.Message,
        },
        Resolution.LocalFault fault => new Failure(Phase.Resolve, FailureReason.LocalError)
        {
            Elapsed = fault.Elapsed,
            ErrorName = fault.Code,
            Detail = fault.Message,
        },
        _ => throw new ArgumentOutOfRangeException(nameof(resolution)),
    };

    /// <summary>Why a TLS handshake failed, <c>null</c> if it did not.</summary>
    public static Failure? OfTls(TlsResult result) => result switch
    {
        TlsResult.Secured => null,
        TlsResult.Rejected rejected => Tls(FailureReason.CertificateRejected, EscapedText.Show(rejected.Certificate.Objection)),
        TlsResult.Alerted alerted => Tls(FailureReason.TlsFailed, $"alert {alerted.Alert}"),
        TlsResult.Plaintext other => Tls(FailureReason.TlsFailed, $"not TLS: \"{EscapedText.Show(other.Head.Span, MostShown)}\""),
        TlsResult.HungUp { BeforeAnything: true } => Tls(FailureReason.ClosedEarly, null),
        TlsResult.HungUp => Tls(FailureReason.TlsFailed, "closed in the middle of the handshake"),
        TlsResult.Broken failed => Tls(FailureReason.TlsFailed, EscapedText.Show(failed.Sentence)),
        TlsResult.Unsupported unavailable => Tls(FailureReason.LocalError, unavailable.Sentence),
        TlsResult.Faulted { Fault: { Limit: not null } or { ErrorName: nameof(Errno.ETIMEDOUT) } } stalled =>
            Tls(FailureReason.TlsTimedOut, stalled.BeforeAnything ? null : "stopped in the middle of the handshake") with { Limit = stalled.Fault.Limit ?? TimeLimit.Kernel },
        TlsResult.Faulted faulted => Tls(OfStream(faulted.Fault), faulted.BeforeAnything ? null : "in the middle of the handshake") with { ErrorName = faulted.Fault.ErrorName },
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    } is { } failure ? failure with { Elapsed = result.Elapsed } : null;

    /// <summary>Why a server that was done with the handshake would not have us all the same.</summary>
    public static Failure OfVerdict(StreamFault refusal, TimeSpan elapsed) => new(Phase.Tls, OfStream(refusal))
    {
        Elapsed = elapsed,
        ErrorName = refusal.ErrorName,
        Detail = refusal.WrapperError is { } error ? EscapedText.Show(error) : null,
    };

    /// <summary>Why a server that asked who we are hung up at the answer; .NET's servers say it in no other way.</summary>
    public static Failure OfHangUp(TimeSpan elapsed) => new(Phase.Tls, FailureReason.TlsFailed)
    {
        Elapsed = elapsed,
        Detail = "asked for our certificate and closed",
    };

    /// <summary>Why a conversation was not finished, <c>null</c> if it was.</summary>
    public static Failure? OfConversation(Conversation conversation)
    {
        if (conversation.Steps is not [.., { End: not StepEnd.Done } step] || conversation.Last is not { } last) return null;
        FailureReason reason = OfStep(last);
        return new Failure(Phase.Exchange, reason)
        {
            Elapsed = step.Elapsed,
            Step = step.Number,
            StepName = step.Name,
            ErrorName = last.Fault?.ErrorName,
            Limit = last.Fault?.Limit ?? (reason is FailureReason.ReplyTimedOut or FailureReason.SendTimedOut ? TimeLimit.Kernel : null),
            Mismatch = last.Mismatch,
            Detail = last.Fault?.WrapperError is { } error ? EscapedText.Show(error) : last is { PeerHasClosed: true, End: not StepEnd.PeerClosed } ? "then closed" : null,
        };
    }

    /// <summary>Why a connection on which nothing was heard is known to be dead already: it is not "open".</summary>
    public static Failure OfEnd(Errno end, Conversation conversation, Attempt connected)
    {
        FailureReason reason = OfStream(new StreamFault(sending: false, SystemError.Name(end)));
        return conversation.Steps is [.., var step]
            ? new Failure(Phase.Exchange, reason) { Elapsed = step.Elapsed, Step = step.Number, StepName = step.Name, ErrorName = SystemError.Name(end) }
            : new Failure(Phase.Connect, reason) { Elapsed = connected.Elapsed, ErrorName = SystemError.Name(end) };
    }

    private static FailureReason OfStep(StepOutcome outcome) => outcome.End switch
    {
        StepEnd.Mismatch => FailureReason.ReplyMismatch,
        StepEnd.TooLarge => FailureReason.ReplyTooLarge,
        StepEnd.PeerClosed => FailureReason.ClosedEarly,
        StepEnd.Refused => FailureReason.TlsFailed,
        _ => OfStream(outcome.Fault!),
    };

    /// <summary>Why a read or write of an established connection ended.</summary>
    public static FailureReason OfStream(StreamFault fault) => fault switch
    {
        { Limit: not null } or { ErrorName: nameof(Errno.ETIMEDOUT) } => fault.Sending ? FailureReason.SendTimedOut : FailureReason.ReplyTimedOut,
        { WrapperError: not null } => FailureReason.TlsFailed,
        { ErrorName: nameof(Errno.ECONNRESET) or nameof(Errno.EPIPE) or nameof(Errno.ECONNABORTED) or nameof(Errno.ENETRESET) } => FailureReason.Reset,
        {
            ErrorName: nameof(Errno.EHOSTUNREACH) or nameof(Errno.ENETUNREACH) or nameof(Errno.EHOSTDOWN) or nameof(Errno.EACCES)
            or nameof(Errno.ENONET) or nameof(Errno.EPROTO) or nameof(Errno.ENOPROTOOPT) or nameof(Errno.EOPNOTSUPP)
            or nameof(Errno.ECONNREFUSED)
        } => FailureReason.Unreachable,
        _ => FailureReason.LocalError,
    };

    private static Failure Tls(FailureReason reason, string? detail) => new(Phase.Tls, reason) { Detail = detail };

    // Which of them: the ICMP code knows best, the errno of a route of this machine knows enough.
    private static string Which(Errno error, IcmpError? icmp)
    {
        if (icmp?.Meaning is { } meaning) return icmp.From is { } from ? $"{meaning}, says {from}" : meaning;
        return error switch
        {
            Errno.ENETUNREACH => "no route to the network",
            Errno.EHOSTUNREACH => "no way to the host",
            Errno.EACCES => "prohibited",
            Errno.EHOSTDOWN => "the host is down",
            _ => "an ICMP error",
        };
    }
}
