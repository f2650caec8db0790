using TcpProbe.Core.Probing;
using TcpProbe.Core.Runs;

namespace TcpProbe.Endings;

/// <summary>
/// The exit codes: clear of 2 (Docker reserves it), 3 (Nagios UNKNOWN) and 255 (systemd); 126 and 127 mean what they mean to a shell.
/// </summary>
internal static class ExitCode
{
    public const int Success = 0;
    public const int Failure = 1;
    public const int Usage = 64;
    public const int Bug = 70;
    public const int NotWritten = 74;
    public const int WaitRanOut = 124;
    public const int CommandDoesNotRun = 126;
    public const int CommandNotFound = 127;
    public const int BySignal = 128;
    public const int Interrupted = 130;
    public const int ClosedPipe = 141;
    public const int Terminated = 143;

    /// <summary>The code of a report, before any profile.</summary>
    public static int Of(ProbeReport report) => report.Failure is { } failure ? Of(failure.Reason) : Success;

    /// <summary>The code of a probe in a run: a target that is up and should not be has no reason.</summary>
    public static int Of(JudgedReport probe) => probe.IsOk ? Success : probe.Reason is { } reason ? Of(reason) : Failure;

    /// <summary>The code of a run, before any profile: that of the one reason that all failures have, if they have one.</summary>
    public static int Of(RunSummary summary)
    {
        if (summary.Signal is { } signal) return BySignal + signal;
        if (summary.IsOk) return Success;
        if (summary.End == RunEnd.WaitRanOut) return WaitRanOut;
        if (summary.End == RunEnd.NameNotKnown) return Of(FailureReason.NameNotResolved);
        int[] codes = [.. summary.Reasons.Select(row => Of(row.Reason)).Distinct()];
        bool isExplained = summary.TargetsBeyondLimit == 0 && summary.Figures.Failures == summary.Reasons.Sum(row => row.Count);
        return isExplained && codes is [var code] ? code : Failure;
    }

    /// <summary>The code of a reason.</summary>
    public static int Of(FailureReason reason) => reason switch
    {
        FailureReason.NameNotResolved or FailureReason.ResolverUnavailable => 10,
        FailureReason.Refused => 11,
        FailureReason.ConnectTimedOut => 12,
        FailureReason.Unreachable => 13,
        FailureReason.LocalError => 14,
        FailureReason.TlsFailed or FailureReason.TlsTimedOut or FailureReason.CertificateRejected => 15,
        FailureReason.Reset => 16,
        FailureReason.ClosedEarly => 17,
        FailureReason.ReplyTimedOut or FailureReason.SendTimedOut => 18,
        FailureReason.ReplyMismatch or FailureReason.ReplyTooLarge => 19,
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };
}
