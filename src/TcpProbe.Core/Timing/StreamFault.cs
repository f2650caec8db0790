namespace TcpProbe.Core.Timing;

/// <summary>Why a read or write of a <see cref="DeadlineStream"/> ended without doing its work: a fact, not yet a judgement.</summary>
internal sealed class StreamFault : IOException
{
    /// <summary>A read or write that a limit ended.</summary>
    public StreamFault(bool sending, TimeLimit limit)
        : base(sending ? "the send ran out of time" : "the read ran out of time")
    {
        Sending = sending;
        Limit = limit;
    }

    /// <summary>A read or write that the kernel refused with an error.</summary>
    public StreamFault(bool sending, string errorName)
        : base(sending ? $"the send failed with {errorName}" : $"the read failed with {errorName}")
    {
        Sending = sending;
        ErrorName = errorName;
    }

    /// <summary>A read or write that the wrapping of the connection ended: an alert, or bytes that cannot be its own.</summary>
    /// <param name="sending">Whether it was a write.</param>
    /// <param name="tlsError">What TLS said, the peer's part in it not yet escaped.</param>
    /// <param name="inner">Who said so.</param>
    public StreamFault(bool sending, string tlsError, Exception inner)
        : base(sending ? $"the send failed: {tlsError}" : $"the read failed: {tlsError}", inner)
    {
        Sending = sending;
        WrapperError = tlsError;
    }

    /// <summary>Whether it was a write.</summary>
    public bool Sending { get; }

    /// <summary>The limit that struck, <c>null</c> if none did.</summary>
    public TimeLimit? Limit { get; }

    /// <summary>When it came, a timestamp of <see cref="TimeProvider.GetTimestamp"/> of the deadline's clock; <c>null</c> if that was not noted. To throw and to catch takes longer than many a reply.</summary>
    public long? At { get; init; }

    /// <summary>The name of the errno, such as ECONNRESET; <c>null</c> if it was none.</summary>
    public string? ErrorName { get; }

    /// <summary>What TLS said, such as "alert certificate_required"; <c>null</c> if it was not TLS that ended it.</summary>
    public string? WrapperError { get; }
}
