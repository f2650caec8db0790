using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Exchanges;

/// <summary>What came and was not yet read by a step, in bounded memory; counts everything and keeps the beginning for the report.</summary>
/// <param name="maxUnread">The most bytes that one expectation looks through.</param>
internal sealed class Inbox(int maxUnread)
{
    private const int ReadSize = 16 * 1024;
    private byte[] _kept = [];
    private byte[] _unread = [];
    private byte[]? _passing;
    private int _start, _end;
    private long _length;
    private bool _hasLost;
    private string? _broken;

    /// <summary>What came so far, <c>null</c> if nothing did.</summary>
    public Reply? Reply => _length == 0 ? null : new Reply(_length, _kept.AsMemory(0, (int)Math.Min(_length, Exchanges.Reply.KeptBytes)));

    /// <summary>What the next expectation may look at.</summary>
    public ReadOnlySpan<byte> Unread => _unread.AsSpan(_start, Math.Min(_end - _start, maxUnread));

    /// <summary>Whether more came than an expectation may look through, so that nothing behind it can be found any more.</summary>
    public bool IsOver => _hasLost || _end - _start > maxUnread;

    /// <summary>Reads what has come, or waits for it; never more than one byte beyond the bound.</summary>
    /// <returns><c>false</c> at the peer's FIN.</returns>
    /// <exception cref="StreamFault">The network or the deadline ended it.</exception>
    public bool Fill(DeadlineStream stream)
    {
        MakeRoom();
        int room = (int)Math.Min(_unread.Length - _end, (long)maxUnread + 1 - (_end - _start));
        int count = Read(stream, _unread.AsSpan(_end, room));
        _end += count;
        return count > 0;
    }

    /// <summary>Takes bytes that a step has read.</summary>
    public void Consume(int count)
    {
        _start += count;
        if (_start == _end) _start = _end = 0;
    }

    /// <summary>Reads what has come, or waits for it, to see that the peer is still there; beyond the bound it is forgotten.</summary>
    /// <returns><c>false</c> at the peer's FIN.</returns>
    /// <exception cref="StreamFault">The network or the deadline ended it.</exception>
    public bool Notice(DeadlineStream stream)
    {
        if (!IsOver) return Fill(stream);
        _hasLost = true;
        return Pass(stream, ReadSize, atLeast: 1);
    }

    /// <summary>Reads past until at least so many bytes came, and no more than <paramref name="atMost"/>: a read is never a message.</summary>
    /// <returns>Whether they came; <c>false</c> if the peer's FIN came first.</returns>
    /// <exception cref="StreamFault">The network or the deadline ended it.</exception>
    public bool Pass(DeadlineStream stream, int atMost, int atLeast)
    {
        byte[] buffer = _passing is { } old && old.Length >= Math.Min(atMost, ReadSize) ? old : _passing = new byte[Math.Min(atMost, ReadSize)];
        for (int read = 0; read < atLeast;)
        {
            int count = Read(stream, buffer.AsSpan(0, Math.Min(buffer.Length, atMost - read)));
            if (count == 0) return false;
            read += count;

            // A peer that never pauses is never waited for, so the wait alone would not end this.
            if (read < atLeast && stream.Deadline.HasCome) throw new StreamFault(sending: false, stream.Deadline.Limit);
        }

        return true;
    }

    // The kernel tells of a reset once, and of a FIN ever after: a step that is met all the same must not hide it from the next.
    private int Read(DeadlineStream stream, Span<byte> buffer)
    {
        if (_broken is { } name) throw new StreamFault(sending: false, name);
        try
        {
            int count = stream.Read(buffer);
            Keep(buffer[..count]);
            return count;
        }
        catch (StreamFault fault) when (fault.ErrorName is not null)
        {
            _broken = fault.ErrorName;
            throw;
        }
    }

    // What was read moves out of the way; the buffer doubles up to the bound, so that a short answer stays cheap.
    private void MakeRoom()
    {
        if (_start > 0)
        {
            _unread.AsSpan(_start, _end - _start).CopyTo(_unread);
            (_start, _end) = (0, _end - _start);
        }

        if (_end < _unread.Length) return;
        long wanted = Math.Max(4096, 2L * _unread.Length);
        Array.Resize(ref _unread, (int)Math.Min(wanted, Math.Min((long)maxUnread + 1, Array.MaxLength)));
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_length < Exchanges.Reply.KeptBytes)
        {
            if (_kept.Length == 0 && bytes.Length > 0) _kept = new byte[Exchanges.Reply.KeptBytes];
            int room = Exchanges.Reply.KeptBytes - (int)_length;
            bytes[..Math.Min(room, bytes.Length)].CopyTo(_kept.AsSpan((int)_length));
        }

        _length += bytes.Length;
    }
}
