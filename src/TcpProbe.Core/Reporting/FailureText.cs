using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Reporting;

/// <summary>The sentence of a failure: the reason, what stood behind it, after how long, and what else came of the probe.</summary>
internal static class FailureText
{
    /// <summary>The most characters of a reply that a line shows.</summary>
    public const int ReplyCharacters = 60;

    /// <summary>The sentence, the same in every format.</summary>
    public static string Of(ProbeReport report, Failure failure)
    {
        string causes = string.Join(", ", Causes(report, failure));
        string reason = causes.Length == 0 ? Words.Of(failure.Reason) : $"{Words.Of(failure.Reason)} ({causes})";
        return string.Concat([reason, " after ", Amounts.Time(failure.Elapsed), Besides(report, failure), TlsText.Waiver(report)]);
    }

    /// <summary>Where it failed: the phase, and the step if there is one.</summary>
    public static string Place(Failure failure) =>
        failure.Step is { } step ? $"{Words.Of(failure.Phase)} step {step} ({failure.StepName})" : Words.Of(failure.Phase);

    /// <summary>The attempts that did not connect, but for the one that stands for all.</summary>
    internal static string OtherAttempts(ProbeReport report, Failure? told)
    {
        if (report.Attempts is [{ Failure: null }]) return string.Empty;

        // A list between the two: Select on the outcome of Where has its code looked up at run time, and hardly a report has other attempts.
        Attempt[] others = [.. report.Attempts.Where(attempt => attempt.Failure is not null && !ReferenceEquals(attempt.Failure, told))];
        return string.Join(", ", others.Select(attempt => $"{attempt.Address} {Words.Of(attempt.Failure!.Reason)}"));
    }

    private static IEnumerable<string> Causes(ProbeReport report, Failure failure)
    {
        if (failure.Reason == FailureReason.ReplyTooLarge) yield return $"--max-reply {report.Options.Exchange.MaxReply}";
        if (failure.ErrorName is { } error && failure.Limit != TimeLimit.Kernel) yield return error;
        if (failure.Limit is { } limit) yield return OptionText.Flag(limit);
        if (failure.SynRetries is { } retries) yield return retries == 1 ? "1 SYN retry allowed" : $"{retries} SYN retries allowed";
        if (failure.Option is { IsKept: false } reading && failure.ErrorName is null) yield return OptionText.NotKept(reading);
        else if (failure.Option is { } refused) yield return $"{OptionText.Flag(refused.Option)} {OptionText.Value(refused.Requested)}";
        if (failure.Detail is { } detail) yield return detail;
    }

    private static string Besides(ProbeReport report, Failure failure) => failure.Phase switch
    {
        Phase.Connect => Connecting(report, failure),
        Phase.Exchange => failure.Mismatch is { } mismatch ? Differing(mismatch) : Talking(report),
        _ => string.Empty,
    };

    private static string Connecting(ProbeReport report, Failure failure)
    {
        string resent = failure.SynsResent is > 0 and { } count ? $", {Amounts.Count(count, "SYN")} resent" : string.Empty;
        if (report.Attempts.Count < 2) return resent;

        // A reset between the handshake and our first look is the failure of no attempt: the last of them connected.
        Attempt told = report.Attempts.FirstOrDefault(attempt => ReferenceEquals(attempt.Failure, failure)) ?? report.Attempts[^1];
        return $"{resent} at {told.Address} ({OtherAttempts(report, failure)})";
    }

    private static string Differing(Mismatch mismatch)
    {
        if (mismatch.Struct is { } diff) return $": {diff.Summary}";
        return $": expected {mismatch.Expected}, got {mismatch.Got}{(mismatch.Place is { } place ? $" ({place})" : null)}";
    }

    private static string Talking(ProbeReport report)
    {
        string sent = $", {Amounts.Count(report.BytesSent ?? 0, "byte")} sent, ";
        return report.Reply is { } reply
            ? $"{sent}{Amounts.Count(reply.Length, "byte")} received: {Quoted(reply.Head)}"
            : sent + "none received";
    }

    /// <summary>The beginning of a reply in quotes and escapes.</summary>
    internal static string Quoted(ReadOnlyMemory<byte> bytes) => $"\"{EscapedText.Show(bytes.Span, ReplyCharacters)}\"";
}
