namespace TcpProbe.Core.Tls;

/// <summary>Finds where TLS records end in a stream of bytes: five bytes of header, of which the last two are the length (RFC 8446, section 5.1).</summary>
internal sealed class RecordEnds
{
    private const int HeaderLength = 5, LengthFrom = 3;
    private int _header, _left;

    /// <summary>How many of the bytes belong to the record that is being read; they count as read.</summary>
    public int Take(ReadOnlySpan<byte> bytes)
    {
        int taken = 0;
        for (; _header < HeaderLength && taken < bytes.Length; _header++, taken++)
        {
            if (_header >= LengthFrom) _left = (_left << 8) | bytes[taken];
        }

        if (_header < HeaderLength) return taken;
        int body = Math.Min(_left, bytes.Length - taken);
        _left -= body;
        if (_left == 0) _header = 0;
        return taken + body;
    }
}
