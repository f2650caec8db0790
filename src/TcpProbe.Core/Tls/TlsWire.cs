using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tls;

/// <summary>The connection below TLS: passes everything on, and remembers how it began and whether it ended.</summary>
internal sealed class TlsWire(DeadlineStream connection, TimeProvider clock) : DeadlineStream
{
    private const int KeptBytes = 64, LongestVerdict = 64 * 1024, LargestRecord = 17 * 1024;
    private readonly byte[] _head = new byte[KeptBytes];
    private readonly byte[] _ahead = new byte[LargestRecord];
    private readonly RecordEnds _records = new();
    private readonly CertificateAnswer _answer = new();
    private int _kept, _start, _end;
    private long _answered;

    /// <summary>The first bytes that came.</summary>
    public ReadOnlyMemory<byte> Head => _head.AsMemory(0, _kept);

    /// <summary>Whether what came cannot be TLS: it does not begin with an alert or a handshake record.</summary>
    public bool IsPlaintext => _kept > 0 && _head[0] is not (0x15 or 0x16);

    /// <summary>Whether the peer sent FIN.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Whether the peer has asked for our certificate, for we have answered; to be read when the handshake is over, before anything else is sent.</summary>
    public bool AsksForCertificate => _answer.IsGiven;

    /// <summary>When the first byte was sent, <c>null</c> before that.</summary>
    public long? SpeaksSince { get; private set; }

    /// <summary>The I/O limit that begins when the first byte is sent, <c>null</c> for none; the deadline that runs already stays if it is earlier.</summary>
    public TimeSpan? LimitOnceSpoken { get; init; }

    /// <summary>Begins a read or write of whoever speaks TLS, which may take many here.</summary>
    public void Begin(Deadline deadline)
    {
        Deadline = deadline;
        _answered = 0;
    }

    /// <summary>Whether the first bytes end the waiting: what they belong to is read on only as far as it has come.</summary>
    public bool WaitsForFirstBytes { get; set; }

    /// <inheritdoc/>
    /// <remarks>One record at most: whoever speaks TLS takes all it gets apart first, and a broken record would swallow the good one before it.</remarks>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || (_start == _end && !Fill())) return 0;
        ReadOnlySpan<byte> came = _ahead.AsSpan(_start, Math.Min(_end - _start, buffer.Length));
        int count = _records.Take(came);
        came[..count].CopyTo(buffer);
        _start += count;
        return count;
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (SpeaksSince is null)
        {
            SpeaksSince = clock.GetTimestamp();
            Deadline = Deadline.After(LimitOnceSpoken, TimeLimit.IoTimeout, clock).OrEarlier(Deadline);
        }

        _answer.See(buffer);
        connection.Deadline = Deadline;
        connection.Write(buffer);
        BytesSent += buffer.Length;
    }

    /// <inheritdoc/>
    public override void HalfClose() => connection.HalfClose();

    /// <inheritdoc/>
    /// <remarks>SslStream says goodbye in no other way; here that waits on the calling thread like everything else.</remarks>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    private bool Fill()
    {
        // A peer that never pauses is never waited for, and what it sends need not be for the reader: tickets, empty records.
        if (_answered > (WaitsForFirstBytes ? LongestVerdict : 0) && Deadline.HasCome) throw new StreamFault(sending: false, Deadline.Limit);
        connection.Deadline = Deadline;
        int count = connection.Read(_ahead);
        (_start, _end) = (0, count);
        HasEnded |= count == 0;
        BytesReceived += count;
        _answered += count;
        if (WaitsForFirstBytes && count > 0) Deadline = Deadline.After(TimeSpan.Zero, Deadline.Limit, clock);
        int kept = Math.Min(count, KeptBytes - _kept);
        _ahead.AsSpan(0, kept).CopyTo(_head.AsSpan(_kept));
        _kept += kept;

        // Its first bytes would be taken for the length of a record, and the rest of that waited for.
        return IsPlaintext ? throw new InvalidDataException("the peer does not speak TLS") : count > 0;
    }
}
