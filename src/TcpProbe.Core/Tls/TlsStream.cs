using System.Net.Security;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tls;

/// <summary>What is said and heard inside TLS, bounded by its deadline like the connection below it, counted without the wrapping.</summary>
/// <remarks>A read of 0 bytes is the peer's close_notify or its FIN. A limit that ends a read takes nothing away from the next one.</remarks>
internal sealed class TlsStream(SslStream tls, TlsWire wire) : DeadlineStream
{
    // A record holds no more (RFC 8446, section 5.1).
    private const int LargestRecord = 16 * 1024;
    private bool _saidGoodbye;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        wire.Begin(Deadline);
        try
        {
            int count = tls.Read(buffer);
            BytesReceived += count;
            return count;
        }
        catch (Exception broken) when (TlsBreakage.IsOfTls(broken))
        {
            // FIN in the middle of a record.
            if (wire.HasEnded) return 0;
            throw new StreamFault(sending: false, TlsError.Of(broken).Sentence, broken);
        }
    }

    /// <summary>Waits, until the deadline at most, for what the peer says first after its handshake: a ticket, an alert, a word of its own.</summary>
    /// <remarks>A server may judge our certificate, or that there is none, only after we have done with the handshake; in TLS 1.3 it can do no other.</remarks>
    /// <param name="alsoAfterTickets">Whether tickets do not end the waiting: .NET's servers send them before they judge us.</param>
    /// <returns>Whether it hung up, <c>null</c> if it said nothing against us: a ticket is no word.</returns>
    /// <exception cref="StreamFault">It refuses us, or the connection broke.</exception>
    public bool? HearVerdict(bool alsoAfterTickets)
    {
        wire.WaitsForFirstBytes = !alsoAfterTickets;
        try
        {
            return Read(stackalloc byte[1]) == 0;
        }
        catch (StreamFault silence) when (silence.Limit is not null)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        wire.Begin(Deadline);
        while (!buffer.IsEmpty)
        {
            ReadOnlySpan<byte> record = buffer[..Math.Min(buffer.Length, LargestRecord)];
            try
            {
                tls.Write(record);
            }
            catch (Exception broken) when (TlsBreakage.IsOfTls(broken))
            {
                throw new StreamFault(sending: true, TlsError.Of(broken).Sentence, broken);
            }

            BytesSent += record.Length;
            buffer = buffer[record.Length..];
        }
    }

    /// <inheritdoc/>
    /// <remarks>By close_notify; the connection below stays open both ways.</remarks>
    public override void HalfClose()
    {
        if (_saidGoodbye) return;
        _saidGoodbye = true;
        wire.Begin(Deadline);
        try
        {
            tls.ShutdownAsync().GetAwaiter().GetResult();
        }
        catch (Exception broken) when (TlsBreakage.IsOfTls(broken))
        {
            throw new StreamFault(sending: true, TlsError.Of(broken).Sentence, broken);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) tls.Dispose();
        base.Dispose(disposing);
    }
}
