using TcpProbe.Core.Probing;
using TcpProbe.Core.Sockets;

namespace TcpProbe.Core.Reporting.Events;

/// <summary>The words of the log for the socket options: what was asked, what the kernel made of it, what limits it.</summary>
internal static class TuningText
{
    /// <summary>A line for each option that is always of interest or was asked for.</summary>
    public static IEnumerable<string> Of(ProbeEvent.Tuned tuned)
    {
        yield return $"SYN retries {OptionText.Value(tuned.Tuning.Of(SocketOption.SynRetries).Effective)} (TCP_SYNCNT), {GiveUp(tuned.Kernel)}";
        foreach (OptionReading reading in tuned.Tuning.Readings)
        {
            if (reading.Option == SocketOption.SynRetries) continue;
            if (reading.Requested is not null || IsOfInterest(reading.Option)) yield return Line(reading, tuned.Kernel?.Tunables);
        }
    }

    private static bool IsOfInterest(SocketOption option) =>
        option == SocketOption.ReuseAddress || option == SocketOption.ReceiveBuffer || option == SocketOption.SendBuffer;

    private static string GiveUp(KernelFacts? kernel) => kernel?.SynSchedule is { } schedule
        ? $"the kernel gives up an unanswered connect after about {schedule.GiveUp.TotalSeconds:0.##} s and {Amounts.Count(schedule.Retransmissions, "SYN")} resent"
        : "when the kernel gives up is unknown";

    private static string Line(OptionReading reading, KernelTunables? tunables)
    {
        string asked = reading.Requested is { } requested ? $"asked {OptionText.Value(requested)}" : "kernel's choice";
        return $"{reading.Option.KernelName} {OptionText.Value(reading.Effective)} ({asked}{Limits(reading.Option, tunables)})";
    }

    private static string Limits(SocketOption option, KernelTunables? tunables) =>
        option == SocketOption.ReceiveBuffer ? Limits("net.core.rmem_max", tunables?.ReceiveBufferMax, "tcp_rmem[2]", tunables?.ReceiveAutoTuningMax)
        : option == SocketOption.SendBuffer ? Limits("net.core.wmem_max", tunables?.SendBufferMax, "tcp_wmem[2]", tunables?.SendAutoTuningMax)
        : string.Empty;

    private static string Limits(string requestName, long? request, string tuningName, long? tuning) =>
        $"; {requestName} {Known(request)} caps a request, {tuningName} {Known(tuning)} caps auto-tuning";

    private static string Known(long? limit) => limit is { } bytes ? $"{bytes}" : "unknown";
}
