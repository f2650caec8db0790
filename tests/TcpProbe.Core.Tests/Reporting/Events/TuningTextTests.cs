using TcpProbe.Core.Probing;
using TcpProbe.Core.Reporting.Events;
using TcpProbe.Core.Sockets;

namespace TcpProbe.Core.Tests.Reporting.Events;

public sealed class TuningTextTests
{
    private static readonly KernelTunables s_tunables = new(6, 4, TimeSpan.FromMinutes(2), 212992, 212993, 6291456, 4194304);

    private static readonly KernelFacts s_kernel = new(s_tunables, new SynSchedule(TimeSpan.FromSeconds(131), 10));

    [Fact]
    public void What_the_kernel_chose_is_told_only_where_it_is_of_interest() => Assert.Equal(
        [
            "SYN retries 6 (TCP_SYNCNT), the kernel gives up an unanswered connect after about 131 s and 10 SYNs resent",
            "SO_REUSEADDR off (kernel's choice)",
            "SO_RCVBUF 131072 (kernel's choice; net.core.rmem_max 212992 caps a request, tcp_rmem[2] 6291456 caps auto-tuning)",
            "SO_SNDBUF 16384 (kernel's choice; net.core.wmem_max 212993 caps a request, tcp_wmem[2] 4194304 caps auto-tuning)",
        ],
        Lines(
            s_kernel,
            Chosen(SocketOption.SynRetries, new OptionValue.Amount(6)),
            Chosen(SocketOption.ReuseAddress, new OptionValue.Switch(false)),
            Chosen(SocketOption.NoDelay, new OptionValue.Switch(true)),
            Chosen(SocketOption.ReceiveBuffer, new OptionValue.Amount(131072)),
            Chosen(SocketOption.SendBuffer, new OptionValue.Amount(16384)),
            Chosen(SocketOption.TimeToLive, new OptionValue.Amount(64))));

    [Fact]
    public void What_was_asked_for_stands_beside_what_it_became() => Assert.Equal(
        [
            "SYN retries 1 (TCP_SYNCNT), the kernel gives up an unanswered connect after about 1.5 s and 1 SYN resent",
            "SO_REUSEADDR on (asked on)",
            "SO_RCVBUF 425984 (asked 1048576; net.core.rmem_max 212992 caps a request, tcp_rmem[2] 6291456 caps auto-tuning)",
            "TCP_USER_TIMEOUT 2.50 s (asked 2.50 s)",
            "TCP_MAXSEG unknown (asked 1400)",
            "TCP_CONGESTION reno (asked reno)",
        ],
        Lines(
            s_kernel with { SynSchedule = new SynSchedule(TimeSpan.FromSeconds(1.5), 1) },
            Asked(SocketOption.SynRetries, new OptionValue.Amount(1), new OptionValue.Amount(1)),
            Asked(SocketOption.ReuseAddress, new OptionValue.Switch(true), new OptionValue.Switch(true)),
            Asked(SocketOption.ReceiveBuffer, new OptionValue.Amount(1048576), new OptionValue.Amount(425984)),
            Asked(SocketOption.UserTimeout, new OptionValue.Period(TimeSpan.FromSeconds(2.5)), new OptionValue.Period(TimeSpan.FromSeconds(2.5))),
            Asked(SocketOption.MaxSegment, new OptionValue.Amount(1400), null),
            Asked(SocketOption.Congestion, new OptionValue.Word("reno"), new OptionValue.Word("reno"))));

    [Fact]
    public void What_nobody_can_say_is_unknown() => Assert.Equal(
        [
            "SYN retries unknown (TCP_SYNCNT), when the kernel gives up is unknown",
            "SO_SNDBUF 16384 (kernel's choice; net.core.wmem_max unknown caps a request, tcp_wmem[2] unknown caps auto-tuning)",
        ],
        Lines(kernel: null, Chosen(SocketOption.SynRetries, null), Chosen(SocketOption.SendBuffer, new OptionValue.Amount(16384))));

    private static OptionReading Chosen(SocketOption option, OptionValue? effective) => new(option, null, effective, null, null, IsKept: true);

    private static OptionReading Asked(SocketOption option, OptionValue requested, OptionValue? effective) => new(option, requested, effective, null, null, IsKept: true);

    private static IEnumerable<string> Lines(KernelFacts? kernel, params OptionReading[] readings) =>
        EventText.Of(new ProbeEvent.Tuned(new EffectiveTuning(readings), kernel));
}
