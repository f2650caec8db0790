using TcpProbe.Core.Probing;
using TcpProbe.Endings;

namespace TcpProbe.Help;

/// <summary>The reasons of a failure, each with its exit code and what happened.</summary>
internal static class ReasonTable
{
    /// <summary>A row for each, such as <c>refused (11)</c>.</summary>
    public static IReadOnlyList<HelpEntry> Rows()
    {
        List<HelpEntry> rows = [];
        foreach (FailureReason reason in Enum.GetValues<FailureReason>()) rows.Add(new HelpEntry($"{Words.Of(reason)} ({ExitCode.Of(reason)})", Of(reason)));
        return rows;
    }

    /// <summary>What happened on the wire, in a clause.</summary>
    public static string Of(FailureReason reason) => reason switch
    {
        FailureReason.NameNotResolved => "the name has no address of the kind asked for, and asking again will not help",
        FailureReason.ResolverUnavailable => "nobody could say whether the name has an address, or --resolve-timeout struck",
        FailureReason.Refused => "RST instead of SYN-ACK: the host is there, nothing listens",
        FailureReason.ConnectTimedOut => "no SYN-ACK before --connect-timeout, or before the kernel ran out of SYN retries",
        FailureReason.Unreachable => "ICMP, or no route; the line says which: net, host, admin-prohibited",
        FailureReason.LocalError => "this machine could not: bind, permission, an option refused or (under --strict) not kept, out of ports or descriptors",
        FailureReason.TlsFailed => "an alert, no version in common, a peer that does not speak TLS, or a --starttls that is refused",
        FailureReason.TlsTimedOut => "the limit came before the handshake was over",
        FailureReason.CertificateRejected => "its chain, its name or its dates are not accepted; the line says all that is wrong",
        FailureReason.Reset => "RST on the connection, or EPIPE or ECONNRESET from a send",
        FailureReason.ClosedEarly => "FIN before anything came, before a fixed length was complete, or during --stay",
        FailureReason.ReplyTimedOut => "the limit came before the reply, or before all of a fixed length, or before the close of --expect-close",
        FailureReason.SendTimedOut => "the peer does not read: its window stayed at zero",
        FailureReason.ReplyMismatch => "bytes came, and what was expected is not among them, however the wait ended",
        FailureReason.ReplyTooLarge => "more than --max-reply bytes came without what was expected",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };
}
