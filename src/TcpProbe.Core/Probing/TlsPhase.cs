using TcpProbe.Core.Timing;
using TcpProbe.Core.Tls;

namespace TcpProbe.Core.Probing;

/// <summary>The TLS handshake of a probe, at once after the connect or after the talk of STARTTLS.</summary>
/// <param name="options">What the probe is told.</param>
/// <param name="clock">The clock.</param>
/// <param name="onlooker">Whoever looks on.</param>
internal sealed class TlsPhase(ClientOptions options, TimeProvider clock, Onlooker? onlooker) : IDisposable
{
    private static readonly TimeSpan s_leastPatience = TimeSpan.FromMilliseconds(10);

    // Whoever asks looks up who signed the answer, perhaps in a process that has other things to do.
    private static readonly TimeSpan s_leastPatienceIfAsked = TimeSpan.FromMilliseconds(100);

    private TlsStream? _stream;

    /// <summary>What was agreed on or learnt, <c>null</c> before the handshake.</summary>
    public TlsSession? Session { get; private set; }

    /// <summary>How long the handshake took, <c>null</c> before it.</summary>
    public TimeSpan? Elapsed { get; private set; }

    /// <summary>Why there is no TLS, <c>null</c> if there is.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>Shakes hands under the I/O limit and the deadline, if the probe is told to.</summary>
    /// <returns>The stream inside TLS, <c>null</c> if there is none.</returns>
    public DeadlineStream? Run(DeadlineStream connection, Deadline deadline)
    {
        if (TlsSupport.IsLeftOut || options.Tls is not { } terms) return null;
        TlsHandshake handshake = new(terms, options.Target.Literal?.ToString() ?? options.Target.Host, clock);
        handshake.Prepare();
        connection.Deadline = deadline;
        TlsResult result = handshake.Run(connection, options.IoTimeout);
        _stream = (result as TlsResult.Secured)?.Stream;
        Session = result.Session;
        Elapsed = result.Elapsed;
        Failure = Diagnosis.OfTls(result);
        onlooker?.Tell(new ProbeEvent.HandsShaken(result.Session, Failure, result.Elapsed));
        return _stream;
    }

    /// <summary>Hears whether a server refuses us after its handshake, if nothing else was heard inside TLS that would have told.</summary>
    /// <remarks>It waits as long as the handshake took, which is about as long as the answer needs, for the first bytes; for more than tickets where the server asked who we are.</remarks>
    /// <param name="deadline">When all waiting ends.</param>
    /// <param name="isFirst">Whether nothing was said or waited for inside TLS: whoever asked who we are and hangs up now does so because of the answer.</param>
    /// <param name="hasWaited">Whether the last that was done was to wait: a reset counts then as it does without TLS, and not behind a request.</param>
    public void HearVerdict(Deadline deadline, bool isFirst, bool hasWaited)
    {
        bool isAsked = isFirst && Session is { AsksForCertificate: true };
        if (_stream is not { BytesReceived: 0 } stream || !(isAsked || Session is { Version: "TLSv1.3" })) return;
        long start = clock.GetTimestamp();
        try
        {
            stream.Deadline = PatienceFor(isAsked).OrEarlier(deadline);
            bool? hungUp = stream.HearVerdict(alsoAfterTickets: isAsked);
            if (hungUp is null)
            {
                // A process that stood still beyond that time looks at what came meanwhile.
                stream.Deadline = Deadline.After(TimeSpan.Zero, TimeLimit.IoTimeout, clock);
                hungUp = stream.HearVerdict(alsoAfterTickets: false);
            }

            if (hungUp is true && isAsked) Failure = Diagnosis.OfHangUp(ElapsedSince(start));
        }
        catch (StreamFault refusal)
        {
            if (isFirst || hasWaited || refusal.WrapperError is not null) Failure = Diagnosis.OfVerdict(refusal, ElapsedSince(start));
        }
    }

    /// <summary>Tells the peer that this was all; it is not waited for.</summary>
    public void SayGoodbye()
    {
        if (_stream is null) return;
        _stream.Deadline = Deadline.After(TimeSpan.Zero, TimeLimit.IoTimeout, clock);
        try
        {
            _stream.HalfClose();
        }
        catch (StreamFault)
        {
            // A peer that is gone or does not read misses nothing by it.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream?.Dispose();

    private Deadline PatienceFor(bool isAsked)
    {
        TimeSpan least = isAsked ? s_leastPatienceIfAsked : s_leastPatience;
        Deadline patience = Deadline.After(Elapsed > least ? Elapsed.Value : least, TimeLimit.IoTimeout, clock);
        return patience.OrEarlier(Deadline.After(options.IoTimeout, TimeLimit.IoTimeout, clock));
    }

    private TimeSpan ElapsedSince(long start) => Elapsed.GetValueOrDefault() + clock.GetElapsedTime(start);
}
