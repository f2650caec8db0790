using TcpProbe.Core.Sockets;

namespace TcpProbe.Core.Tests.Sockets;

public sealed class TcpInfoTests
{
    // What Linux 6.18 said of a loopback connection right after its handshake: RTT 35 µs, its deviation 17 µs, segments of 32741 bytes.
    private const string Captured =
        "010000000007aa01400d030000000000e57f000018020000000000000000000000000000000000000000000000000000000000000000000000000000ffff0000"
        + "d7ff00002300000011000000ffffff7f0a000000cbff00000300000000000000d7ff000000000000";

    private readonly byte[] _filled = Convert.FromHexString(Captured);

    [Fact]
    public void What_a_kernel_filled_in_is_read_from_its_places() => Assert.Equal(
        new TcpInfo(TcpState.Established, TimeSpan.FromMicroseconds(35), TimeSpan.FromMicroseconds(17), 0, 0, 32741),
        TcpInfo.Parse(_filled));

    [Fact]
    public void Each_field_has_a_place_of_its_own()
    {
        byte[] filled = new byte[TcpInfo.Length];
        (filled[0], filled[2], filled[16], filled[68], filled[72], filled[100]) = (8, 3, 5, 7, 11, 13);
        Assert.Equal(
            new TcpInfo(TcpState.CloseWait, TimeSpan.FromMicroseconds(7), TimeSpan.FromMicroseconds(11), 3, 13, 5),
            TcpInfo.Parse(filled));
    }

    [Fact]
    public void Bytes_that_a_later_kernel_adds_change_nothing() =>
        Assert.Equal(TcpInfo.Parse(_filled), TcpInfo.Parse([.. _filled, .. Enumerable.Repeat((byte)0xff, 200)]));

    /// <summary>Length, then whether the retransmissions, the segment, the RTT, its deviation and the total are within it.</summary>
    [Theory]
    [InlineData(1, false, false, false, false, false)]
    [InlineData(2, false, false, false, false, false)]
    [InlineData(3, true, false, false, false, false)]
    [InlineData(19, true, false, false, false, false)]
    [InlineData(20, true, true, false, false, false)]
    [InlineData(71, true, true, false, false, false)]
    [InlineData(72, true, true, true, false, false)]
    [InlineData(76, true, true, true, true, false)]
    [InlineData(103, true, true, true, true, false)]
    [InlineData(104, true, true, true, true, true)]
    public void A_field_beyond_what_was_filled_is_unknown(int length, bool pending, bool segment, bool rtt, bool variance, bool total)
    {
        TcpInfo info = TcpInfo.Parse(_filled.AsSpan(0, length))!;
        Assert.Equal(TcpState.Established, info.State);
        Assert.Equal(
            (pending, segment, rtt, variance, total),
            (info.PendingRetransmissions is not null, info.MaxSegment is not null, info.Rtt is not null, info.RttVariance is not null, info.TotalRetransmissions is not null));
    }

    [Fact]
    public void Without_a_byte_nothing_is_known() => Assert.Null(TcpInfo.Parse([]));

    [Fact]
    public void An_RTT_of_zero_is_no_sample_and_its_deviation_neither()
    {
        _filled.AsSpan(68, 4).Clear();
        TcpInfo info = TcpInfo.Parse(_filled)!;
        Assert.Null(info.Rtt);
        Assert.Null(info.RttVariance);
        Assert.Equal(32741, info.MaxSegment);
    }

    [Fact]
    public void An_RTT_beyond_31_bits_is_not_negative()
    {
        _filled.AsSpan(68, 4).Fill(0xff);
        Assert.Equal(TimeSpan.FromMicroseconds(uint.MaxValue), TcpInfo.Parse(_filled)!.Rtt);
    }
}
