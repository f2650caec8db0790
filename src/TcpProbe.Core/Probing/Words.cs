using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Probing;

/// <summary>The spelling of phases, reasons and limits in every output.</summary>
public static class Words
{
    /// <summary>The word for a phase.</summary>
    public static string Of(Phase phase) => phase switch
    {
        Phase.Resolve => "resolve",
        Phase.Connect => "connect",
        Phase.Tls => "tls",
        Phase.Exchange => "exchange",
        Phase.Close => "close",
        _ => throw new ArgumentOutOfRangeException(nameof(phase)),
    };

    /// <summary>The word for a reason.</summary>
    public static string Of(FailureReason reason) => reason switch
    {
        FailureReason.NameNotResolved => "name_not_resolved",
        FailureReason.ResolverUnavailable => "resolver_unavailable",
        FailureReason.Refused => "refused",
        FailureReason.ConnectTimedOut => "connect_timed_out",
        FailureReason.Unreachable => "unreachable",
        FailureReason.LocalError => "local_error",
        FailureReason.TlsFailed => "tls_failed",
        FailureReason.TlsTimedOut => "tls_timed_out",
        FailureReason.CertificateRejected => "certificate_rejected",
        FailureReason.Reset => "reset",
        FailureReason.ClosedEarly => "closed_early",
        FailureReason.ReplyTimedOut => "reply_timed_out",
        FailureReason.SendTimedOut => "send_timed_out",
        FailureReason.ReplyMismatch => "reply_mismatch",
        FailureReason.ReplyTooLarge => "reply_too_large",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    /// <summary>The word for a limit.</summary>
    public static string Of(TimeLimit limit) => limit switch
    {
        TimeLimit.ResolveTimeout => "resolve_timeout",
        TimeLimit.ConnectTimeout => "connect_timeout",
        TimeLimit.IoTimeout => "io_timeout",
        TimeLimit.Deadline or TimeLimit.Wait => "deadline",
        TimeLimit.Kernel => "kernel",
        _ => throw new ArgumentOutOfRangeException(nameof(limit)),
    };
}
