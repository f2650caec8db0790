using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Sockets;

namespace TcpProbe.Core.Reporting.Events;

/// <summary>The words of the log for each event of a probe.</summary>
public static class EventText
{
    /// <summary>The lines for one event.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="tellsPayload">Whether the bytes that were sent are shown, or their number only: there may be a password among them.</param>
    public static IEnumerable<string> Of(ProbeEvent happened, bool tellsPayload = true) => happened switch
    {
        ProbeEvent.Resolved resolved => [Resolved(resolved)],
        ProbeEvent.Tuned tuned => TuningText.Of(tuned),
        ProbeEvent.Connecting connecting => [$"connecting to {connecting.Remote}, connect timeout {Limit(connecting.Timeout)}"],
        ProbeEvent.Attempted attempted => [Attempted(attempted)],
        ProbeEvent.HandsShaken shaken => TlsEventText.Of(shaken),
        ProbeEvent.StepEnded stepped => Stepped(stepped, tellsPayload),
        ProbeEvent.ConnectionClosed closed => [$"closed with {(closed.Style == CloseStyle.Reset ? "RST" : "FIN")} {Since(closed.SinceStart)}"],
        ProbeEvent.Called called => Called(called.Call, tellsPayload),
        _ => throw new ArgumentOutOfRangeException(nameof(happened)),
    };

    /// <summary>A limit in words.</summary>
    public static string Limit(TimeSpan? limit) => limit is { } time ? Amounts.Time(time) : "none";

    private static string Resolved(ProbeEvent.Resolved resolved) => resolved.Elapsed is { } elapsed
        ? $"resolved to {string.Join(", ", resolved.Addresses)} in {Amounts.Time(elapsed)}"
        : $"{resolved.Addresses[0]} is an address, nothing to resolve";

    private static string Attempted(ProbeEvent.Attempted attempted)
    {
        Attempt attempt = attempted.Attempt;
        if (attempt.Failure is { } failure) return $"{attempt.Address} failed: {Words.Of(failure.Reason)}{(failure.ErrorName is { } name ? $" ({name})" : string.Empty)} {Since(attempted.SinceStart)}";
        return $"connected to {attempt.Address} in {Amounts.Time(attempt.Elapsed)}{(attempted.TcpInfo is { } info ? Kernel(info) : string.Empty)}";
    }

    private static string Kernel(TcpInfo info)
    {
        string resent = info.TotalRetransmissions is { } count ? $", {Amounts.Count(count, "SYN")} resent" : string.Empty;
        return $"; the kernel's round-trip time is {(info.Rtt is { } rtt ? Amounts.Time(rtt) : "unknown")}{resent}";
    }

    private static IEnumerable<string> Stepped(ProbeEvent.StepEnded stepped, bool tellsPayload)
    {
        StepResult step = stepped.Step;
        string when = Since(stepped.SinceStart);
        if (step.Payload.Length > 0) yield return $"sent {step.BytesSent} of {Amounts.Count(step.Payload.Length, "byte")} ({step.Name}) {when}{(tellsPayload ? $": \"{EscapedText.Show(step.Payload.Span, 200)}\"" : string.Empty)}";
        if (stepped.Reply is { } reply && step.BytesReceived > 0) yield return $"received {Amounts.Count(step.BytesReceived, "byte")} {(step.End == StepEnd.Done ? string.Empty : "by ")}{when}{Heard(reply, step)}";
        if (step.Mismatch?.Struct is { } diff)
        {
            foreach (string row in diff.Table) yield return row;
        }

        if (stepped.Said is HalfCloseStep && step.End == StepEnd.Done) yield return $"sent FIN, and no more ({step.Name}) {when}";
        if (step.End == StepEnd.PeerClosed || (stepped.Said is ExpectCloseStep && step.End == StepEnd.Done)) yield return $"the peer sent FIN {when}";
        if (step.End is StepEnd.Fault or StepEnd.Mismatch or StepEnd.TooLarge or StepEnd.Refused) yield return $"step {step.Number} ({step.Name}) failed {when}";
    }

    // Of the reply only the beginning is kept; what came in this step is its tail.
    private static string Heard(Reply reply, StepResult step)
    {
        long before = reply.Length - step.BytesReceived;
        return before < reply.Head.Length ? $": \"{EscapedText.Show(reply.Head.Span[(int)before..], 200)}\"" : string.Empty;
    }

    private static IEnumerable<string> Called(SocketCall call, bool tellsPayload)
    {
        yield return $"{call.Text} = {call.Result}";
        foreach (string line in tellsPayload ? HexDump.Of(">", call.Sent) : []) yield return line;
        foreach (string line in HexDump.Of("<", call.Received)) yield return line;
    }

    private static string Since(TimeSpan sinceStart) => $"{Amounts.Time(sinceStart)} after the start";
}
