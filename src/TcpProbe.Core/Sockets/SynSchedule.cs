namespace TcpProbe.Core.Sockets;

/// <summary>How long Linux keeps asking a peer that never answers its SYN, and how often.</summary>
/// <param name="GiveUp">The time from the first SYN to the ETIMEDOUT of connect(2); timers run up to 4 % late, never early.</param>
/// <param name="Retransmissions">The SYNs that follow the first one.</param>
/// <remarks>
/// Linux asks two questions at each expiry of the retransmission timer (<c>tcp_write_timeout</c>, net/ipv4/tcp_timer.c): are all
/// retransmissions spent, and has more time gone by than the exponential model of the retries allows? The model knows nothing of the
/// linear timeouts that came with Linux 6.5, so with many of them it strikes first. No closed form holds for all settings; this walks
/// the expiries one by one.
/// </remarks>
public sealed record SynSchedule(TimeSpan GiveUp, int Retransmissions)
{
    /// <summary>The most that TCP_SYNCNT, <c>tcp_syn_retries</c> and <c>tcp_syn_linear_timeouts</c> can hold.</summary>
    private const int MostRetries = 127;

    /// <summary>The retransmission timer before anything is known of the path (RFC 6298).</summary>
    private static readonly TimeSpan s_initialTimeout = TimeSpan.FromSeconds(1);

    /// <summary>The kernel's own bound for the retransmission timer, and its default.</summary>
    private static readonly TimeSpan s_longestTimeout = TimeSpan.FromSeconds(120);

    /// <summary>Walks the schedule of one connection attempt.</summary>
    /// <param name="retries">TCP_SYNCNT, or <c>net.ipv4.tcp_syn_retries</c> where that is unset.</param>
    /// <param name="linearTimeouts"><c>net.ipv4.tcp_syn_linear_timeouts</c>, 0 before Linux 6.5.</param>
    /// <param name="maxTimeout">TCP_RTO_MAX_MS or <c>net.ipv4.tcp_rto_max_ms</c>, 120 s before Linux 6.15.</param>
    /// <param name="userTimeout">TCP_USER_TIMEOUT; <c>null</c> or zero if unset.</param>
    public static SynSchedule Compute(int retries, int linearTimeouts, TimeSpan maxTimeout, TimeSpan? userTimeout)
    {
        RequireWithin(retries, MostRetries, nameof(retries));
        RequireWithin(linearTimeouts, MostRetries, nameof(linearTimeouts));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(maxTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxTimeout, s_longestTimeout);

        TimeSpan? limit = userTimeout > TimeSpan.Zero ? userTimeout : null;
        TimeSpan patience = limit ?? ModelledTimeout(retries, maxTimeout);
        TimeSpan elapsed = TimeSpan.Zero;
        TimeSpan timer = Earlier(s_initialTimeout, maxTimeout);
        for (int expiry = 1; ; expiry++)
        {
            // The user timeout shortens every timer but the first, which was set before the kernel looked at it.
            elapsed += limit is { } end && expiry > 1 ? Earlier(timer, NotNegative(end - elapsed)) : timer;
            bool allSent = expiry > retries + linearTimeouts;
            if (allSent || (expiry > 1 && elapsed >= patience)) return new SynSchedule(elapsed, expiry - 1);
            if (expiry > linearTimeouts) timer = Earlier(timer + timer, maxTimeout);
        }
    }

    /// <summary>The time that so many exponential retries would take: the kernel's <c>tcp_model_timeout</c>.</summary>
    private static TimeSpan ModelledTimeout(int retries, TimeSpan maxTimeout)
    {
        TimeSpan sum = TimeSpan.Zero;
        TimeSpan timer = Earlier(s_initialTimeout, maxTimeout);
        for (int retry = 0; retry <= retries; retry++)
        {
            sum += timer;
            timer = Earlier(timer + timer, maxTimeout);
        }
        return sum;
    }

    private static TimeSpan Earlier(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static TimeSpan NotNegative(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;

    private static void RequireWithin(int value, int most, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most, name);
    }
}
