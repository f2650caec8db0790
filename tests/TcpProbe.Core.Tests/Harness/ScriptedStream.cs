using Microsoft.Extensions.Time.Testing;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tests.Harness;

/// <summary>A connection whose bytes come in pieces that are written down beforehand, each after a pause of the test's own clock.</summary>
internal sealed class ScriptedStream(FakeTimeProvider clock, TimeSpan pause, IEnumerable<byte[]> pieces) : DeadlineStream
{
    private readonly IEnumerator<byte[]> _pieces = pieces.GetEnumerator();
    private ReadOnlyMemory<byte> _rest;

    /// <summary>What was said to the peer.</summary>
    public List<byte> Said { get; } = [];

    /// <summary>After how many bytes the peer takes no more.</summary>
    public int Window { get; init; } = int.MaxValue;

    /// <summary>Whether the peer is silent after its last piece; else FIN follows.</summary>
    public bool StaysOpen { get; init; }

    /// <summary>What the kernel says once after the last piece, before it says FIN ever after.</summary>
    public string? Error { get; set; }

    /// <summary>How long it takes us to throw what a limit ends, and to catch it.</summary>
    public TimeSpan Throwing { get; init; }

    /// <summary>How many reads were made.</summary>
    public int Reads { get; private set; }

    /// <summary>Whether it was said that no more is sent.</summary>
    public bool HasHalfClosed { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        Reads++;
        if (_rest.Length == 0)
        {
            if (Deadline.Remaining is { } left && left < pause)
            {
                clock.Advance(left);
                throw new StreamFault(sending: false, Deadline.Limit);
            }

            clock.Advance(pause);
            if (!_pieces.MoveNext()) return End();
            _rest = _pieces.Current;
        }

        int count = Math.Min(buffer.Length, _rest.Length);
        _rest.Span[..count].CopyTo(buffer);
        _rest = _rest[count..];
        BytesReceived += count;
        return count;
    }

    public override void HalfClose() => HasHalfClosed = true;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        int taken = Math.Min(buffer.Length, Window - Said.Count);
        Said.AddRange(buffer[..taken]);
        BytesSent += taken;
        if (taken == buffer.Length) return;
        clock.Advance(Deadline.Remaining ?? TimeSpan.Zero);
        throw new StreamFault(sending: true, Deadline.Limit);
    }

    private int End()
    {
        if (StaysOpen)
        {
            clock.Advance(Deadline.Remaining ?? throw new InvalidOperationException("nothing ends this wait"));
            long at = clock.GetTimestamp();
            clock.Advance(Throwing);
            throw new StreamFault(sending: false, Deadline.Limit) { At = at };
        }

        (string? error, Error) = (Error, null);
        return error is null ? 0 : throw new StreamFault(sending: false, error);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _pieces.Dispose();
        base.Dispose(disposing);
    }
}
