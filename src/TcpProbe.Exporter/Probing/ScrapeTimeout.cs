using System.Globalization;

namespace TcpProbe.Exporter.Probing;

/// <summary>How long a probe may take, so that its answer is there before whoever asked gives up.</summary>
internal static class ScrapeTimeout
{
    /// <summary>The header in which Prometheus says how long it waits for the answer, in seconds.</summary>
    public const string Header = "X-Prometheus-Scrape-Timeout-Seconds";

    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    /// <summary>What holds if nobody says anything, as with blackbox_exporter; and the most of a module without a limit.</summary>
    public static TimeSpan Otherwise { get; } = TimeSpan.FromMinutes(2);

    /// <summary>The limit of a probe: what the asker waits less the offset, or the module's own if that is less.</summary>
    /// <param name="header">What the header says; <c>null</c> or nothing without it.</param>
    /// <param name="module">The limit of the module; <c>null</c> for none.</param>
    /// <param name="offset">How much earlier the answer is to be there.</param>
    /// <exception cref="FormatException">The header is no number of seconds; the message is a sentence.</exception>
    public static TimeSpan Of(string? header, TimeSpan? module, TimeSpan offset)
    {
        TimeSpan wait = Read(header) - offset;

        // Whoever waits for less than the offset gets an answer late rather than none: the module's limit, or what he waits.
        if (wait <= TimeSpan.Zero) return module ?? wait + offset;

        // Whoever asks may leave, and his probe goes on: how long that can be is for the configuration to say.
        TimeSpan most = module ?? Otherwise - offset;
        return most < wait ? most : wait;
    }

    private static TimeSpan Read(string? header)
    {
        if (string.IsNullOrEmpty(header)) return Otherwise;
        if (!double.TryParse(header, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double seconds) || !double.IsFinite(seconds))
            throw new FormatException($"the header {Header} is not a number of seconds");
        return seconds <= 0 ? Otherwise : TimeSpan.FromSeconds(Math.Min(seconds, s_longest.TotalSeconds));
    }
}
