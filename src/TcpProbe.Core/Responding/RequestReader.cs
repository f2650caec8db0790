using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Responding;

/// <summary>What a peer asks for, one request after the other: each piece that comes is one, or what the expectations take, in their order.</summary>
/// <param name="connection">The peer.</param>
/// <param name="expectations">What each request must hold; a request has at most 64 KiB then.</param>
/// <param name="log">Told what comes.</param>
internal sealed class RequestReader(PeerConnection connection, IReadOnlyList<Expectation> expectations, HearingLog log)
{
    private const int PieceSize = 16 * 1024;

    private byte[] _buffer = [];
    private int _filled;
    private int _request;
    private bool _hasMet;
    private bool _isAll;

    /// <summary>The request that <see cref="Next"/> has read.</summary>
    internal ReadOnlySpan<byte> Current => _buffer.AsSpan(0, _request);

    /// <summary>How what came differs from what had to come; <c>null</c> as long as it does not.</summary>
    internal Mismatch? Refusal { get; private set; }

    /// <summary>Whether the peer has not sent what it must: no request at all, or one that is not complete.</summary>
    internal bool IsOwed { get; private set; } = expectations.Count > 0;

    /// <summary>Waits for a request; false after the peer's FIN, when the responder stops, and when there is a <see cref="Refusal"/>.</summary>
    internal bool Next()
    {
        _buffer.AsSpan(_request, _filled - _request).CopyTo(_buffer);
        _filled -= _request;
        _request = 0;
        if (expectations.Count == 0)
        {
            _ = Fill();
            _request = _filled;
            return _request > 0;
        }

        // Where a request has filled the buffer, more may follow once it is taken; the peer's FIN is found again.
        _isAll = false;
        IsOwed = !_hasMet || _filled > 0;
        int length = 0;
        foreach (Expectation expectation in expectations)
        {
            if (!IsMet(expectation, ref length)) return false;
        }

        _request = length;
        _hasMet = true;
        IsOwed = false;
        return true;
    }

    /// <summary>Reads and forgets until the peer's FIN; what comes is no request any more.</summary>
    internal void Drain() => connection.Drain(Room());

    /// <summary>Reads and forgets what has already come.</summary>
    internal void DiscardArrived() => connection.DiscardArrived(Room());

    private bool IsMet(Expectation expectation, ref int length)
    {
        for (int progress = 0; ;)
        {
            ReadOnlySpan<byte> unread = _buffer.AsSpan(length, _filled - length);
            Verdict verdict = unread.IsEmpty ? Verdict.NeedsMore : expectation.Look(unread, ref progress, _isAll);
            if (verdict is Verdict.Matched matched)
            {
                if (expectation is StructExpectation data) log.Tell(StructUnpacker.Unpack(data.Pattern.Format, unread[..matched.Length]));
                length += matched.Length;
                return true;
            }

            if (verdict is Verdict.Mismatched wrong) Refusal = wrong.How;
            else if (_isAll && IsOwed) Refusal = Unfinished(expectation, unread);
            if (_isAll || Refusal is not null) return false;
            _isAll = !Fill();
            if (connection.IsStopping) return false;
        }
    }

    private static Mismatch Unfinished(Expectation expectation, ReadOnlySpan<byte> unread) =>
        new(expectation.Description, unread.IsEmpty ? "nothing" : Excerpt.Around(unread, 0))
        {
            Struct = expectation is StructExpectation data && !unread.IsEmpty ? StructDiff.Of(data.Pattern, unread) : null,
        };

    // The buffer, larger where it is full; there is none before the first read, because some behaviours never read here.
    private byte[] Room()
    {
        if (_filled == _buffer.Length) Array.Resize(ref _buffer, Math.Clamp(2 * _filled, PieceSize, Exchange.DefaultMaxReply));
        return _buffer;
    }

    // False where no more can follow: at the peer's FIN, and at the bound.
    private bool Fill()
    {
        if (_filled == Exchange.DefaultMaxReply) return false;
        int count = connection.Receive(Room().AsSpan(_filled));
        if (count > 0) log.Tell(_buffer.AsSpan(_filled, count));
        else log.TellRest();
        _filled += count;
        IsOwed |= count > 0 && expectations.Count > 0;
        return count > 0;
    }
}
