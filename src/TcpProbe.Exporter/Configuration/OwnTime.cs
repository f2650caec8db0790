using TcpProbe.Core.Timing;
using TcpProbe.Exporter.Configuration.Go;

namespace TcpProbe.Exporter.Configuration;

/// <summary>A time of our own keys, as the command line writes it (<c>3.5</c>, <c>500ms</c>) or as Go does (<c>1m30s</c>).</summary>
internal static class OwnTime
{
    /// <summary>A limit; <c>null</c> for <c>none</c>.</summary>
    /// <exception cref="FormatException">It is none, or not above zero; the message completes the sentence "VALUE …".</exception>
    public static TimeSpan? ParseLimit(string text) => text == "none" ? null : Parse(text);

    /// <summary>A time that must be one.</summary>
    /// <exception cref="FormatException">As <see cref="ParseLimit"/>, or it is <c>none</c>.</exception>
    public static TimeSpan Parse(string text)
    {
        if (DurationText.Read(text) is not null || text == "none" || Composite(text) is not { } time) return Duration.ParseLimit(text);
        return time > TimeSpan.Zero ? time : throw new FormatException("is not above zero");
    }

    private static TimeSpan? Composite(string text)
    {
        try
        {
            return GoDuration.Parse(text);
        }
        catch (FormatException)
        {
            // The command line's words for what is wrong fit both.
            return null;
        }
    }
}
