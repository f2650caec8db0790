using System.Net;
using TcpProbe.Core.Sockets;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Core.Tests.Sockets;

/// <summary>What the kernel refuses, or takes and does not keep.</summary>
public sealed class SocketRefusalTests
{
    private static readonly int? s_most = KernelTunables.Read().ReceiveBufferMax;

    [Fact]
    public void A_buffer_is_doubled_and_counts_as_kept()
    {
        if (!OperatingSystem.IsLinux()) return;
        using TunedSocket socket = new(new SocketTuning { ReceiveBuffer = 65536, SendBuffer = 32768 }, strict: true);
        Assert.Null(socket.Fault);
        Assert.Equal((131072, 65536), (socket.Socket.GetOption(SocketOption.ReceiveBuffer), socket.Socket.GetOption(SocketOption.SendBuffer)));
        OptionReading reading = socket.Effective.Of(SocketOption.ReceiveBuffer);
        Assert.Equal(new OptionReading(SocketOption.ReceiveBuffer, new OptionValue.Amount(65536), new OptionValue.Amount(131072), null, null, IsKept: true), reading);
    }

    [Fact]
    public void A_buffer_beyond_the_kernels_limit_is_not_kept_and_names_the_limit()
    {
        if (!OperatingSystem.IsLinux() || s_most is not { } most || most > int.MaxValue / 4) return;
        using TunedSocket socket = new(new SocketTuning { ReceiveBuffer = 4 * most, SendBuffer = int.MaxValue });
        Assert.Null(socket.Fault);
        Assert.Equal(
            new OptionReading(SocketOption.ReceiveBuffer, new OptionValue.Amount(4L * most), new OptionValue.Amount(2L * most), most, "net.core.rmem_max", IsKept: false),
            socket.Effective.Of(SocketOption.ReceiveBuffer));
        Assert.Equal("net.core.wmem_max", socket.Effective.Of(SocketOption.SendBuffer).LimitName);
        Assert.Equal(["recv_buffer", "send_buffer"], socket.Effective.NotKept.Select(reading => reading.Option.Name));
    }

    [Fact]
    public void A_buffer_below_the_kernels_floor_is_not_kept()
    {
        if (!OperatingSystem.IsLinux()) return;
        using TunedSocket socket = new(new SocketTuning { ReceiveBuffer = 1 });
        Assert.Equal([SocketOption.ReceiveBuffer], socket.Effective.NotKept.Select(reading => reading.Option));
    }

    [Fact]
    public void Readings_that_were_searched_for_requests_not_kept_are_the_same_readings()
    {
        OptionReading reading = new(SocketOption.ReceiveBuffer, new OptionValue.Amount(1), new OptionValue.Amount(2304), null, null, IsKept: false);
        OptionReading[] readings = [reading];
        EffectiveTuning asked = new(readings), unasked = new(readings);
        Assert.Equal([reading], asked.NotKept);
        Assert.Equal(unasked, asked);
        Assert.Empty((asked with { Readings = [reading with { IsKept = true }] }).NotKept);
    }

    [Fact]
    public void Strict_makes_a_request_that_was_not_kept_a_fault_without_an_errno()
    {
        if (!OperatingSystem.IsLinux() || s_most is not { } most || most > int.MaxValue / 4) return;
        using TunedSocket socket = new(new SocketTuning { ReceiveBuffer = 4 * most, MaxSegment = 500, Source = new IPEndPoint(IPAddress.Loopback, 0) }, strict: true);
        Assert.Equal(new OptionFault(socket.Effective.Of(SocketOption.ReceiveBuffer), Errno.None), socket.Fault);
        Assert.DoesNotContain("setsockopt(TCP_MAXSEG, 500)", socket.Calls);
        Assert.DoesNotContain(socket.Calls, call => call.StartsWith("bind", StringComparison.Ordinal));
    }

    [Fact]
    public void The_first_option_that_is_refused_is_the_fault_and_the_last_that_is_set()
    {
        if (!OperatingSystem.IsLinux()) return;
        using TunedSocket socket = new(new SocketTuning { SynRetries = 128, ReceiveBuffer = 65536, Source = new IPEndPoint(IPAddress.Loopback, 0) });
        Assert.Equal((SocketOption.SynRetries, Errno.EINVAL), (socket.Fault?.Reading.Option, socket.Fault?.Error));
        Assert.Null(socket.Effective.Of(SocketOption.Source).Effective);
        Assert.DoesNotContain(socket.Calls, call => call.StartsWith("setsockopt(SO_RCVBUF", StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_congestion_control_is_refused()
    {
        if (!OperatingSystem.IsLinux()) return;
        using TunedSocket socket = new(new SocketTuning { Congestion = "nosuchalgorithm" });
        Assert.Equal((SocketOption.Congestion, Errno.ENOENT), (socket.Fault?.Reading.Option, socket.Fault?.Error));
        Assert.Equal(new OptionValue.Word("nosuchalgorithm"), socket.Fault?.Reading.Requested);
    }

    [Fact]
    public void An_unknown_interface_is_refused()
    {
        if (!OperatingSystem.IsLinux()) return;
        using TunedSocket socket = new(new SocketTuning { Interface = "nosuch0" });
        Assert.Equal((SocketOption.Interface, Errno.ENODEV), (socket.Fault?.Reading.Option, socket.Fault?.Error));
    }

    [Fact]
    public void A_source_of_this_machine_is_bound_without_a_fixed_port()
    {
        if (!OperatingSystem.IsLinux()) return;
        IPAddress source = IPAddress.Parse("127.0.0.5");
        using TunedSocket socket = new(new SocketTuning { Source = new IPEndPoint(source, 0) });
        Assert.Null(socket.Fault);
        Assert.Equal(new IPEndPoint(source, 0), socket.Socket.LocalEndPoint);
        Assert.Equal(new OptionValue.Word("127.0.0.5"), socket.Effective.Of(SocketOption.Source).Effective);
    }

    [Fact]
    public void A_source_that_is_not_local_is_refused()
    {
        using TunedSocket socket = new(new SocketTuning { Source = new IPEndPoint(IPAddress.Parse("192.0.2.1"), 0) });
        Assert.Equal((SocketOption.Source, Errno.EADDRNOTAVAIL), (socket.Fault?.Reading.Option, socket.Fault?.Error));
        Assert.Equal((new OptionValue.Word("192.0.2.1"), null), (socket.Fault!.Reading.Requested, socket.Fault.Reading.Effective));
    }

    [Fact]
    public void A_source_port_that_somebody_else_holds_is_refused()
    {
        using RefusedPort held = new();
        using TunedSocket socket = new(new SocketTuning { Source = held.EndPoint });
        Assert.Equal((SocketOption.Source, Errno.EADDRINUSE), (socket.Fault?.Reading.Option, socket.Fault?.Error));
        Assert.Equal(new OptionValue.Word($"127.0.0.1:{held.Port}"), socket.Fault?.Reading.Requested);
    }
}
