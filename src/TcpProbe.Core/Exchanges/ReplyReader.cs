using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Exchanges;

/// <summary>Reads replies in bounded memory: counts everything, keeps the beginning.</summary>
internal sealed class ReplyReader
{
    /// <summary>How many bytes of a reply are kept for the report.</summary>
    public const int KeptBytes = 1024;

    private const int ReadSize = 16 * 1024;
    private readonly byte[] _kept = new byte[KeptBytes];
    private long _length;

    /// <summary>What came so far, <c>null</c> if nothing did.</summary>
    public Reply? Reply => _length == 0 ? null : new Reply(_length, _kept.AsMemory(0, (int)Math.Min(_length, KeptBytes)));

    /// <summary>Reads until at least so many bytes came, and no more than <paramref name="atMost"/>: a read is never a message.</summary>
    /// <returns>Whether they came; <c>false</c> if the peer's FIN came first.</returns>
    internal bool Read(DeadlineStream stream, int atMost, int atLeast)
    {
        byte[] buffer = new byte[Math.Min(atMost, ReadSize)];
        for (int read = 0; read < atLeast;)
        {
            int count = stream.Read(buffer.AsSpan(0, Math.Min(buffer.Length, atMost - read)));
            if (count == 0) return false;
            Keep(buffer.AsSpan(0, count));
            read += count;

            // A peer that never pauses is never waited for, so the wait alone would not end this.
            if (read < atLeast && stream.Deadline.HasCome) throw new StreamFault(sending: false, stream.Deadline.Limit);
        }

        return true;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_length < KeptBytes)
        {
            int room = KeptBytes - (int)_length;
            bytes[..Math.Min(room, bytes.Length)].CopyTo(_kept.AsSpan((int)_length));
        }

        _length += bytes.Length;
    }
}
