using Microsoft.Extensions.Time.Testing;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tests.Exchanges;

public sealed class InboxTests
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(100);

    private readonly FakeTimeProvider _clock = new();
    private readonly Inbox _inbox = new(Exchange.DefaultMaxReply);

    [Fact]
    public void A_fixed_length_is_read_on_byte_by_byte()
    {
        ScriptedStream stream = Peer("a"u8.ToArray(), "b"u8.ToArray(), "c"u8.ToArray(), "d"u8.ToArray());
        Assert.True(_inbox.Pass(stream, 3, atLeast: 3));
        Assert.Equal("abc"u8, _inbox.Reply!.Head.Span);
        Assert.Equal(3, stream.Reads);
    }

    [Fact]
    public void Any_length_is_complete_with_the_first_bytes()
    {
        ScriptedStream stream = Peer("ab"u8.ToArray(), "cd"u8.ToArray());
        Assert.True(_inbox.Pass(stream, 1024, atLeast: 1));
        Assert.Equal("ab"u8, _inbox.Reply!.Head.Span);
    }

    [Fact]
    public void No_more_is_taken_than_was_asked_for()
    {
        ScriptedStream stream = Peer(new byte[100]);
        Assert.True(_inbox.Pass(stream, 10, atLeast: 1));
        Assert.Equal(10, stream.BytesReceived);
        Assert.True(_inbox.Pass(stream, 30, atLeast: 30));
        Assert.Equal((40, 40), (stream.BytesReceived, _inbox.Reply!.Length));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(2, 2L)]
    public void A_FIN_before_the_length_is_complete_is_told_and_what_came_is_kept(int before, long? length)
    {
        ScriptedStream stream = before == 0 ? Peer() : Peer(new byte[before]);
        Assert.False(_inbox.Pass(stream, 4, atLeast: 4));
        Assert.Equal(length, _inbox.Reply?.Length);
    }

    [Fact]
    public void A_flood_is_counted_whole_and_its_first_KiB_kept()
    {
        const int Flood = 64 << 20;
        byte[] piece = new byte[1 << 16];
        byte[] first = [.. Enumerable.Range(0, piece.Length).Select(i => (byte)(i * 7))];
        ScriptedStream stream = new(_clock, TimeSpan.Zero, Enumerable.Range(0, Flood / piece.Length).Select(i => i == 0 ? first : piece));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(_inbox.Pass(stream, Flood, atLeast: Flood));
        long reading = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(Flood, _inbox.Reply!.Length);
        Assert.Equal(first.AsSpan(0, Reply.KeptBytes), _inbox.Reply.Head.Span);
        Assert.InRange(reading, 0, 1 << 20);
    }

    [Fact]
    public void The_first_KiB_is_kept_over_several_replies()
    {
        ScriptedStream stream = Peer(Filled('a', 1000), Filled('b', 1000), Filled('c', 1000));
        for (int i = 0; i < 3; i++) Assert.True(_inbox.Pass(stream, 1000, atLeast: 1000));
        Assert.Equal([.. Filled('a', 1000), .. Filled('b', 24)], _inbox.Reply!.Head.ToArray());
        Assert.Equal(3000, _inbox.Reply.Length);
    }

    [Fact]
    public void A_peer_that_never_pauses_does_not_outlive_the_deadline()
    {
        ScriptedStream stream = new(_clock, TimeSpan.Zero, Endless()) { Deadline = Deadline.After(TimeSpan.FromSeconds(1), TimeLimit.IoTimeout, _clock) };
        Assert.Equal(TimeLimit.IoTimeout, Assert.Throws<StreamFault>(() => _inbox.Pass(stream, int.MaxValue, atLeast: int.MaxValue)).Limit);
        Assert.Equal(10, _inbox.Reply!.Length);
    }

    [Fact]
    public void What_was_not_read_is_there_for_the_next_step_in_one_piece()
    {
        ScriptedStream stream = Peer("abc"u8.ToArray(), "def"u8.ToArray());
        Assert.True(_inbox.Fill(stream));
        _inbox.Consume(2);
        Assert.True(_inbox.Fill(stream));
        Assert.Equal("cdef"u8, _inbox.Unread);
        Assert.False(_inbox.Fill(stream));
        Assert.Equal(6, _inbox.Reply!.Length);
    }

    [Fact]
    public void No_more_than_the_bound_is_looked_at_and_one_byte_more_is_known_to_be_there()
    {
        Inbox inbox = new(maxUnread: 10);
        ScriptedStream stream = Peer(new byte[10], new byte[100]);
        Assert.True(inbox.Fill(stream));
        Assert.False(inbox.IsOver);
        Assert.True(inbox.Fill(stream));
        Assert.True(inbox.IsOver);
        Assert.Equal((10, 11), (inbox.Unread.Length, stream.BytesReceived));
    }

    [Fact]
    public void Beyond_the_bound_the_peer_is_still_noticed_and_nothing_can_be_expected_any_more()
    {
        Inbox inbox = new(maxUnread: 2);
        ScriptedStream stream = Peer("abc"u8.ToArray(), "def"u8.ToArray());
        Assert.True(inbox.Notice(stream));
        Assert.True(inbox.Notice(stream));
        Assert.False(inbox.Notice(stream));
        inbox.Consume(2);
        Assert.True(inbox.IsOver);
        Assert.Equal(6, inbox.Reply!.Length);
    }

    private static byte[] Filled(char value, int count) => [.. Enumerable.Repeat((byte)value, count)];

    private IEnumerable<byte[]> Endless()
    {
        while (true)
        {
            _clock.Advance(s_tick);
            yield return "x"u8.ToArray();
        }
    }

    private ScriptedStream Peer(params byte[][] pieces) => new(_clock, s_tick, pieces);
}
