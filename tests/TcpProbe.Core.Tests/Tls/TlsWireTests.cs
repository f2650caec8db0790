using Microsoft.Extensions.Time.Testing;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Core.Timing;
using TcpProbe.Core.Tls;

namespace TcpProbe.Core.Tests.Tls;

/// <summary>The connection below TLS, when its limits strike.</summary>
public sealed class TlsWireTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);
    private static readonly byte[] s_record = [0x16, 3, 3, 0, 2, 1, 2];

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Bytes_are_counted_both_ways()
    {
        using ScriptedStream peer = Saying(s_record, s_record);
        using TlsWire wire = new(peer, _clock);
        wire.Write("hello"u8);
        wire.Write("!"u8);
        while (wire.Read(new byte[100]) > 0)
        {
        }

        Assert.Equal((6, 2 * s_record.Length), (wire.BytesSent, wire.BytesReceived));
    }

    [Fact]
    public void A_peer_that_has_sent_FIN_has_sent_it_for_good()
    {
        using ScriptedStream peer = Saying();
        using TlsWire wire = new(peer, _clock);
        Assert.Equal((0, 0), (wire.Read(new byte[1]), wire.Read(new byte[1])));
        Assert.True(wire.HasEnded);
    }

    [Fact]
    public void What_is_there_already_is_read_though_the_limit_has_struck()
    {
        using ScriptedStream peer = Saying(s_record);
        using TlsWire wire = new(peer, _clock);
        wire.Begin(Limit());
        _clock.Advance(s_second);
        Assert.Equal(s_record.Length, wire.Read(new byte[100]));
    }

    [Fact]
    public void A_peer_that_never_pauses_is_read_until_the_limit()
    {
        using ScriptedStream peer = Saying(s_record, s_record, s_record);
        using TlsWire wire = new(peer, _clock);
        wire.Begin(Limit());
        Assert.Equal((s_record.Length, s_record.Length), (wire.Read(new byte[100]), wire.Read(new byte[100])));
        _clock.Advance(s_second);
        StreamFault fault = Assert.Throws<StreamFault>(() => wire.Read(new byte[100]));
        Assert.Equal((false, TimeLimit.IoTimeout), (fault.Sending, fault.Limit));
        wire.Begin(Limit());
        Assert.Equal(s_record.Length, wire.Read(new byte[100]));
    }

    [Fact]
    public void Who_waits_for_the_first_bytes_reads_what_came_with_them_and_waits_no_longer()
    {
        using ScriptedStream peer = new(_clock, TimeSpan.Zero, [s_record, s_record]) { StaysOpen = true };
        using TlsWire wire = new(peer, _clock) { WaitsForFirstBytes = true };
        wire.Begin(Limit());
        Assert.Equal((s_record.Length, s_record.Length), (wire.Read(new byte[100]), wire.Read(new byte[100])));
        Assert.Equal(TimeLimit.IoTimeout, Assert.Throws<StreamFault>(() => wire.Read(new byte[100])).Limit);
        Assert.Equal(_clock.Start, _clock.GetUtcNow());
    }

    [Fact]
    public void Who_waits_for_the_first_bytes_does_not_read_for_ever()
    {
        byte[] large = [0x16, 3, 3, 0x40, 0, .. new byte[16 * 1024]];
        using ScriptedStream peer = new(_clock, TimeSpan.Zero, Enumerable.Repeat(large, 1000));
        using TlsWire wire = new(peer, _clock) { WaitsForFirstBytes = true };
        wire.Begin(Limit());
        StreamFault fault = Assert.Throws<StreamFault>(() =>
        {
            while (wire.Read(new byte[large.Length]) > 0)
            {
            }
        });
        Assert.Equal(TimeLimit.IoTimeout, fault.Limit);
        Assert.InRange(wire.BytesReceived, 64 * 1024, 100 * 1024);
    }

    private Deadline Limit() => Deadline.After(s_second, TimeLimit.IoTimeout, _clock);

    private ScriptedStream Saying(params byte[][] pieces) => new(_clock, TimeSpan.Zero, pieces);
}
