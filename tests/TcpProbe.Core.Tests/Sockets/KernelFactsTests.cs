using TcpProbe.Core.Sockets;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Core.Tests.Sockets;

/// <summary>When the kernel itself would give up, from as much as is known of it.</summary>
public sealed class KernelFactsTests
{
    private static readonly KernelTunables s_nothingKnown = new(null, null, null, null, null, null, null);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(120), s_short = TimeSpan.FromSeconds(2);

    [Fact]
    public void What_the_socket_does_not_tell_the_tunables_do() => Assert.Equal(
        SynSchedule.Compute(3, 4, s_short, userTimeout: null),
        Of(s_nothingKnown with { SynRetries = 3, SynLinearTimeouts = 4, RtoMax = s_short }));

    [Fact]
    public void A_kernel_without_the_newer_tunables_is_an_older_one() =>
        Assert.Equal(SynSchedule.Compute(8, 0, s_longest, userTimeout: null), Of(s_nothingKnown with { SynRetries = 8 }));

    [Fact]
    public void Without_any_tunable_nothing_follows()
    {
        Assert.Null(Of(s_nothingKnown));
        Assert.Null(Of(s_nothingKnown with { SynLinearTimeouts = 4, RtoMax = s_short }));
    }

    [Fact]
    public void A_user_timeout_ends_it_sooner() => Assert.Equal(
        SynSchedule.Compute(6, 0, s_longest, s_short),
        Of(s_nothingKnown with { SynRetries = 6 }, new SocketTuning { UserTimeout = s_short }));

    [LinuxFact]
    public void What_the_socket_holds_counts_more_than_the_tunables()
    {
        using TunedSocket socket = new(new SocketTuning { SynRetries = 2 });
        KernelTunables tunables = s_nothingKnown with { SynRetries = 6, SynLinearTimeouts = 0, RtoMax = s_longest };
        Assert.Equal(SynSchedule.Compute(2, 0, s_longest, userTimeout: null), KernelFacts.Of(socket.Socket, new SocketTuning(), tunables).SynSchedule);
        Assert.Null(KernelFacts.Of(socket.Socket, new SocketTuning(), s_nothingKnown).SynSchedule);
    }

    private static SynSchedule? Of(KernelTunables tunables, SocketTuning? tuning = null)
    {
        using ScriptedSocket silent = new();
        return KernelFacts.Of(silent, tuning ?? new SocketTuning(), tunables).SynSchedule;
    }
}
