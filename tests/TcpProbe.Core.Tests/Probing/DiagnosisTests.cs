using System.Net;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Sockets;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tests.Probing;

public sealed class DiagnosisTests
{
    private static readonly TimeSpan s_time = TimeSpan.FromMilliseconds(7);

    private static readonly Errno[] s_unreachable =
    [
        Errno.ENETUNREACH, Errno.EHOSTUNREACH, Errno.EHOSTDOWN, Errno.ENONET, Errno.EPROTO, Errno.ENOPROTOOPT, Errno.EOPNOTSUPP, Errno.EACCES,
    ];

    private static readonly Errno[] s_reset = [Errno.ECONNRESET, Errno.EPIPE, Errno.ECONNABORTED, Errno.ENETRESET];

    [Fact]
    public void Every_error_of_a_connect_has_its_reason() => Assert.All(Enum.GetValues<Errno>(), error => Assert.Equal(
        error == Errno.ECONNREFUSED ? FailureReason.Refused
            : error == Errno.ETIMEDOUT ? FailureReason.ConnectTimedOut
            : s_unreachable.Contains(error) ? FailureReason.Unreachable
            : FailureReason.LocalError,
        Diagnosis.OfConnect(error)));

    [Fact]
    public void An_error_without_a_name_is_this_machines_own() => Assert.Equal(FailureReason.LocalError, Diagnosis.OfConnect((Errno)4095));

    /// <summary>Once established, an ICMP answer is no more than a hint until the kernel gives up: then it is what the kernel says.</summary>
    [Theory]
    [InlineData(false, FailureReason.ReplyTimedOut)]
    [InlineData(true, FailureReason.SendTimedOut)]
    public void Every_error_of_a_connection_has_its_reason(bool sending, FailureReason timedOut) =>
        Assert.All(Enum.GetValues<Errno>(), error => Assert.Equal(
            error == Errno.ETIMEDOUT ? timedOut
                : s_reset.Contains(error) ? FailureReason.Reset
                : s_unreachable.Contains(error) || error == Errno.ECONNREFUSED ? FailureReason.Unreachable
                : FailureReason.LocalError,
            Diagnosis.OfStream(new StreamFault(sending, SystemError.Name(error)))));

    [Theory]
    [InlineData(false, FailureReason.ReplyTimedOut)]
    [InlineData(true, FailureReason.SendTimedOut)]
    public void Every_limit_of_a_connection_is_a_timeout(bool sending, FailureReason timedOut) => Assert.All(
        Enum.GetValues<TimeLimit>(), limit => Assert.Equal(timedOut, Diagnosis.OfStream(new StreamFault(sending, limit))));

    [Theory]
    [InlineData(TimeLimit.ConnectTimeout)]
    [InlineData(TimeLimit.Deadline)]
    public void Our_limit_on_a_connect_names_itself_and_counts_the_SYNs(TimeLimit limit) => Assert.Equal(
        new Failure(Phase.Connect, FailureReason.ConnectTimedOut) { Elapsed = s_time, Limit = limit, SynsResent = 2 },
        Diagnosis.OfConnect(new ConnectResult.TimedOut(s_time, limit, 2), null, synRetries: null));

    [Fact]
    public void The_kernels_patience_is_a_limit_too() => Assert.Equal(
        new Failure(Phase.Connect, FailureReason.ConnectTimedOut) { Elapsed = s_time, ErrorName = "ETIMEDOUT", Limit = TimeLimit.Kernel, SynRetries = 1 },
        Diagnosis.OfConnect(new ConnectResult.Failed(s_time, Errno.ETIMEDOUT), null, synRetries: 1));

    [Fact]
    public void A_socket_that_met_itself_was_refused_by_nobody_listening()
    {
        Failure failure = Diagnosis.OfConnect(new ConnectResult.SelfConnected(s_time), null, synRetries: null);
        Assert.Equal((Phase.Connect, FailureReason.Refused, null), (failure.Phase, failure.Reason, failure.ErrorName));
        Assert.NotNull(failure.Detail);
    }

    [Theory]
    [InlineData("ENETUNREACH", "no route to the network")]
    [InlineData("EHOSTUNREACH", "no way to the host")]
    [InlineData("EACCES", "prohibited")]
    [InlineData("EHOSTDOWN", "the host is down")]
    [InlineData("EPROTO", "an ICMP error")]
    public void Unreachable_says_which_by_its_errno(string error, string which) =>
        Assert.Equal(which, Diagnosis.OfConnect(new ConnectResult.Failed(s_time, Enum.Parse<Errno>(error)), null, synRetries: null).Detail);

    [Fact]
    public void What_is_not_unreachable_says_no_more_than_its_errno() => Assert.Equal(
        new Failure(Phase.Connect, FailureReason.Refused) { Elapsed = s_time, ErrorName = "ECONNREFUSED" },
        Diagnosis.OfConnect(new ConnectResult.Failed(s_time, Errno.ECONNREFUSED), new IcmpError(Errno.ECONNREFUSED, IsV6: false, 3, 3, IPAddress.Loopback), synRetries: null));

    [Fact]
    public void Unreachable_says_which_by_the_code_of_ICMP_and_who_said_so()
    {
        ConnectResult failed = new ConnectResult.Failed(s_time, Errno.EHOSTUNREACH);
        IcmpError icmp = new(Errno.EHOSTUNREACH, IsV6: false, 3, 13, IPAddress.Parse("10.88.0.2"));
        Assert.Equal("admin-prohibited, says 10.88.0.2", Diagnosis.OfConnect(failed, icmp, synRetries: null).Detail);
        Assert.Equal("admin-prohibited", Diagnosis.OfConnect(failed, icmp with { From = null }, synRetries: null).Detail);
        Assert.Equal("no way to the host", Diagnosis.OfConnect(failed, icmp with { Code = 14 }, synRetries: null).Detail);
    }

    [Fact]
    public void An_option_that_was_not_kept_has_no_errno()
    {
        OptionReading reading = new(SocketOption.ReceiveBuffer, new OptionValue.Amount(9), new OptionValue.Amount(8), 4, "net.core.rmem_max", IsKept: false);
        Assert.Equal(
            new Failure(Phase.Connect, FailureReason.LocalError) { Elapsed = s_time, Option = reading },
            Diagnosis.OfOption(new OptionFault(reading, Errno.None), s_time));
        Assert.Equal("ENODEV", Diagnosis.OfOption(new OptionFault(reading, Errno.ENODEV), s_time).ErrorName);
    }

    [Fact]
    public void Without_a_socket_the_fault_is_this_machines_own() =>
        Assert.Equal(new Failure(Phase.Connect, FailureReason.LocalError) { ErrorName = "EMFILE" }, Diagnosis.OfOpen(Errno.EMFILE));
}
